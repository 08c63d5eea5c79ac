import VideoSDKClient

/// A request as a command line for curl; the token is `$VIDEOSDK_TOKEN`.
enum CurlText {
  /// - Parameter origin: nil where it is not known yet; the line then reads `$VIDEOSDK_API_ENDPOINT`.
  static func command(
    _ call: HTTPCall, at origin: Origin?, withToken: Bool = true
  ) -> String {
    var words = ["curl"]
    if call.method != .get { words += ["-X", call.method.rawValue] }
    let target = quoted((origin?.description ?? "") + call.target)
    words.append(origin == nil ? "\"$VIDEOSDK_API_ENDPOINT\"\(target)" : target)
    if withToken { words += ["-H", "\"Authorization: $VIDEOSDK_TOKEN\""] }
    if let body = call.body {
      words += ["-H", quoted("Content-Type: application/json")]
      words += ["-d", quoted(String(decoding: body, as: UTF8.self))]
    }
    return words.joined(separator: " ")
  }

  /// A word that a POSIX shell takes literally.
  static func quoted(_ word: String) -> String {
    "'\(word.replacing("'", with: "'\\''"))'"
  }
}
