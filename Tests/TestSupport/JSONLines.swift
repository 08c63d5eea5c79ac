import ShellCore
import VideoSDKClient

/// The lines of `--output json` in what a test has seen: each must be what the schema says.
public enum JSONLines {
  private static let validator: SchemaValidator? =
    (try? JSONValue(parsing: Array(OutputSchema.text.utf8))).map { SchemaValidator($0) }

  /// What is wrong with the JSON lines of an output; every other line is passed over.
  public static func findings(in output: String) -> [String] {
    output.split(separator: "\n").filter(isJSON).flatMap { line -> [String] in
      guard let validator else { return ["the schema is no JSON"] }
      guard let value = try? JSONValue(parsing: Array(line.utf8)) else {
        return ["no JSON: \(line)"]
      }
      return validator.findings(in: value).map { "not as the schema says: \($0): \(line)" }
    }
  }

  /// Reports have lines of their own, which begin with their `type`.
  private static func isJSON(_ line: Substring) -> Bool {
    ["{\"source\":", "{\"ok\":", "{\"endpoint\":", "{\"healthy\":", "{\"token\":"].contains {
      line.hasPrefix($0)
    }
  }
}

/// A line of `--output json` that is not what the schema says.
public struct SchemaViolation: Error, CustomStringConvertible {
  /// What is wrong, and with which line.
  public let description: String

  /// Throws when a line of the output does not fit.
  public static func check(_ output: String) throws {
    let findings = JSONLines.findings(in: output)
    guard findings.isEmpty else {
      throw SchemaViolation(description: findings.joined(separator: "\n"))
    }
  }
}
