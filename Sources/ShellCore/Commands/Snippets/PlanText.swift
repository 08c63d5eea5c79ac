import VideoSDKClient

extension PlannedRequest {
  /// As a dry run writes it: the command as a comment, and the request as a command for curl, so that the whole output
  /// is a shell script.
  public var text: String {
    "# \(command.place)  \(command.text.replacing("\n", with: " "))\n\(curl)\n"
  }

  /// As `--output json` writes it: one line.
  public var jsonLine: String { String(decoding: json.encoded(), as: UTF8.self) + "\n" }

  private var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init(name: "source", value: .string(command.source)),
      .init(name: "line", value: .number(Double(command.line))),
      .init(name: "command", value: .string(command.text)),
      .init(name: "method", value: .string(call.method.rawValue)),
      .init(name: "origin", value: origin.map { .string($0.description) } ?? .null),
      .init(name: "target", value: .string(call.target)),
    ]
    if let body = call.body, let value = try? JSONValue(parsing: body) {
      members.append(.init(name: "body", value: value))
    }
    return .object(members)
  }
}
