import VideoSDKClient

extension PlannedRequest {
  /// What a dry run begins with: a request that fails ends the shell that it is piped into.
  public static let preamble = ["set -eu"]

  /// As a dry run writes it: the command as a comment, and the request as a command for curl, so that the whole output
  /// is a shell script of nothing else.
  public var lines: [String] {
    [ShellText.comment("\(command.place)  \(command.text.onOneLine)"), curl]
  }

  /// As `--output json` writes it, without a line end.
  public var jsonLine: String { JSONText.line(json) }

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
