import VideoSDKClient

/// Swift with the client library: the operation itself where the library has it, else the bare request.
enum SwiftSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    let token = "ProcessInfo.processInfo.environment[\"VIDEOSDK_TOKEN\"] ?? \"\""
    let origin = requests[0].origin ?? requests[0].call.origin
    let isKnown = requests.contains { $0.swiftCode != nil }
    let isBare = requests.contains { $0.swiftCode == nil }
    let needsToken = requests.contains(where: \.needsToken)
    let lines =
      ["import Foundation", "import VideoSDKClient", ""]
      + (needsToken ? ["let token = AccessToken(pasted: \(token))"] : [])
      + [
        "let origin = \(text(origin))",
        "try await AsyncHTTPTransport.withTransport { (transport) async throws in",
      ]
      + (isKnown
        ? [
          "  let client = Client(origin: origin, credentials: .token(token), transport: transport)"
        ] : [])
      + (isBare ? bareSender : [])
      + requests.map { "  " + statement($0) } + ["}"]
    return lines.joined(separator: "\n")
  }

  private static let bareSender = [
    "  func send(_ method: HTTPMethod, _ target: String, _ headers: [String: String], _ body: String?)",
    "    async throws",
    "  {",
    "    let answer = try await transport.send(",
    "      HTTPCall(",
    "        method: method, origin: origin, target: target,",
    "        headers: headers.map { (name: $0.key, value: $0.value) },",
    "        body: body.map { Array($0.utf8) }, timeout: .seconds(30)))",
    "    print(answer.status, String(decoding: answer.body, as: UTF8.self))",
    "  }",
  ]

  private static func statement(_ request: PlannedRequest) -> String {
    if let code = request.swiftCode { return "print(try await client.send(\(code)).value)" }
    var fields = request.needsToken ? ["\"Authorization\": token.reveal()"] : []
    if request.call.body != nil { fields.append("\"Content-Type\": \"application/json\"") }
    let headers = fields.isEmpty ? "[:]" : "[\(fields.joined(separator: ", "))]"
    let body = request.bodyText.map(QuotedText.swift) ?? "nil"
    let method = "." + request.call.method.rawValue.lowercased()
    return
      "try await send(\(method), \(QuotedText.swift(request.call.target)), \(headers), \(body))"
  }

  private static func text(_ origin: Origin) -> String {
    origin == .videoSDK
      ? "Origin.videoSDK" : "try Origin(\(QuotedText.swift(origin.description)))"
  }
}
