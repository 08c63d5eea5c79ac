import CommandLanguage
import VideoSDKClient

/// What `vsdk check` says of a script without mistakes: what it takes, and what it can reach.
public struct CheckSummary: Sendable {
  private let script: CheckedScript
  private var parameters: [ScriptHeader.Parameter] { ScriptHeader(script.source).parameters }

  /// Of a script that was checked.
  public init(_ script: CheckedScript) { self.script = script }

  /// For people; ends a line.
  public var text: String {
    let inputs = parameters.map { parameter in
      let value = parameter.defaultValue.map { " = \(Printer.print($0))" } ?? "  (needs a value)"
      return "param \(parameter.name.text)\(value)"
    }
    let lines = (inputs + script.reach.lines).map { "  \(VisibleText.masked($0))\n" }
    let verdict = Checker.holdsCommand(script.source) ? "ok" : "ok, but it holds no command"
    return "\(VisibleText.masked(script.source.name)): \(verdict)\n" + lines.joined()
  }

  /// For programs: one object; ends a line.
  public var jsonLine: String {
    let inputs = parameters.map { parameter in
      JSONValue.object([
        "name": .string(parameter.name.text),
        "default": .orNull(parameter.defaultValue.map { Printer.print($0) }),
      ])
    }
    let members = JSONValue.members([
      "source": .string(script.source.name), "ok": .bool(true), "parameters": .array(inputs),
    ])
    let object = JSONValue.object(members + script.reach.members)
    return String(decoding: object.encoded(), as: UTF8.self) + "\n"
  }
}
