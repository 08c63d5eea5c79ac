import VideoSDKClient

/// One JSON object a request and line, for programs; `$VIDEOSDK_TOKEN` stands for the token.
enum JSONSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    requests.map { JSONText.line(value($0)) }.joined(separator: "\n")
  }

  /// The request as an object.
  static func value(_ request: PlannedRequest) -> JSONValue {
    .object([
      "method": .string(request.call.method.rawValue),
      "url": .string(request.url),
      "headers": .object([
        "Authorization": request.needsToken ? .string("$VIDEOSDK_TOKEN") : nil,
        "Content-Type": request.body == nil ? nil : .string("application/json"),
      ]),
      "body": request.body,
    ])
  }
}
