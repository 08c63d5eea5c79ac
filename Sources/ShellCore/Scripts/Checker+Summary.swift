public import CommandLanguage

/// A `param` or `secret` of a script, as `vsdk check` lists it.
public enum ScriptInput: Sendable, Equatable {
  /// The default is as written; nil when a value must be given.
  case parameter(name: String, defaultText: String?)
  /// The source is as written, such as `env:TOKEN`.
  case secret(name: String, source: String)
}

extension Checker {
  /// What a script asks for from outside: its parameters, then its secrets, each in its order.
  public static func inputs(of source: SourceText) -> [ScriptInput] {
    let header = ScriptHeader(source)
    return header.parameters.map { parameter in
      .parameter(
        name: parameter.name.text,
        defaultText: parameter.defaultValue.map { Printer.print($0) })
    }
      + header.secrets.map { .secret(name: $0.name.text, source: $0.source.drawn) }
  }

  /// How a process ends with these problems; nil without one that keeps the script from running.
  ///
  /// A wrong invocation is the first thing to mend; what has a place in a script is the script's fault.
  public static func status(of problems: [Failure]) -> ExitStatus? {
    guard problems.contains(where: \.isFatal) else { return nil }
    let isUsage = problems.contains { $0.category == .usage && $0.diagnostic.location == nil }
    return ExitStatus(isUsage ? .usage : .script)
  }
}
