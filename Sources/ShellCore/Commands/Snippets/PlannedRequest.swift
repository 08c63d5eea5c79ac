public import VideoSDKClient

/// A request that a command would begin with, without credentials.
public struct PlannedRequest: Sendable {
  /// The command that would send it.
  let command: WrittenCommand
  /// The request, with no `Authorization` field.
  let call: HTTPCall
  /// Nil where the origin is not known yet: the embedded sandbox's port is chosen when it starts.
  public let origin: Origin?
  /// Whether the token goes with it.
  let needsToken: Bool
  /// The body with its members in their order.
  let body: JSONValue?
  /// What is asked.
  private let request: any Endpoint

  init<Request: Endpoint>(
    _ command: WrittenCommand, _ request: Request, of client: Client, origin: Origin?
  ) {
    self.command = command
    call = client.call(for: request).showingPlaceholders
    self.origin = origin
    needsToken = request.needsCredentials
    body = request.body
    self.request = (request as? any DelegatingEndpoint)?.base ?? request
  }

  /// As the Swift expression that makes it; nil where the library has no such operation.
  var swiftCode: String? { SwiftExpression.making(request) }

  /// As a command line for curl; the token is `$VIDEOSDK_TOKEN`.
  var curl: String { CurlText.command(call, at: origin, withToken: needsToken) }
}

extension HTTPCall {
  /// With what only an answer will tell as it is written elsewhere, `<id of the live session>`: so nobody sends it.
  fileprivate var showingPlaceholders: HTTPCall {
    HTTPCall(
      method: method, origin: origin, target: Self.decodingPlaceholders(in: target),
      headers: headers, body: body, timeout: timeout, needsNoBody: needsNoBody)
  }

  private static func decodingPlaceholders(in target: String) -> String {
    var rest = target[...]
    var text = ""
    while let first = rest.first {
      // The parts of a path and of a query; a placeholder is the whole of one.
      let part = rest.prefix { !Self.separators.contains($0) }
      let isCoded = part.hasPrefix("%3C") && part.hasSuffix("%3E")
      text += part.isEmpty ? String(first) : isCoded ? PercentEncoding.decode(part) : String(part)
      rest = rest.dropFirst(max(1, part.count))
    }
    return text
  }

  private static let separators: Set<Character> = ["/", "?", "&", "="]
}
