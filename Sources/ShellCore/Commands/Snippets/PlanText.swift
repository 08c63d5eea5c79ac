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
    .object([
      "source": .string(command.place.source),
      "line": .number(command.place.line),
      "command": .string(command.text),
      "method": .string(call.method.rawValue),
      "origin": .orNull(origin?.description),
      "target": .string(call.target),
      "body": call.body.flatMap { try? JSONValue(parsing: $0) },
    ])
  }
}
