import VideoSDKClient

/// A request as a command line for curl; the token is `$VIDEOSDK_TOKEN`.
enum CurlText {
  /// - Parameter origin: nil where it is not known yet; the line then reads `$VIDEOSDK_API_ENDPOINT`.
  static func command(
    _ call: HTTPCall, at origin: Origin?, withToken: Bool = true
  ) -> String {
    var words = ["curl", "--fail-with-body"]
    if call.method != .get { words += ["-X", call.method.rawValue] }
    let target = ShellText.quoted((origin?.description ?? "") + call.target)
    words.append(origin == nil ? "\"$VIDEOSDK_API_ENDPOINT\"\(target)" : target)
    if withToken { words += ["-H", "\"Authorization: $VIDEOSDK_TOKEN\""] }
    if let body = call.body {
      words += ["-H", ShellText.quoted("Content-Type: application/json")]
      // What a terminal would act on is escaped, so that it may be shown and copied.
      let json = JSONText.escaping(String(decoding: body, as: UTF8.self))
      words += ["-d", ShellText.quoted(json)]
    }
    return words.joined(separator: " ")
  }
}
