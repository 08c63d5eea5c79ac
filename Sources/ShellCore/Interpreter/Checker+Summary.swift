public import CommandLanguage

/// A `param` of a script, as `vsdk check` lists it.
public struct ScriptParameter: Sendable, Equatable {
  /// The name as declared.
  public let name: String
  /// As written; nil when a value must be given.
  public let defaultText: String?
}

extension Checker {
  /// The parameters that a script declares, in its order.
  public static func parameters(of source: SourceText) -> [ScriptParameter] {
    ScriptHeader(source).parameters.map { parameter in
      ScriptParameter(
        name: parameter.name.text,
        defaultText: parameter.defaultValue.map { Printer.print($0) })
    }
  }

  /// How a process ends with these problems; nil without any.
  ///
  /// A wrong invocation is the first thing to mend; what has a place in a script is the script's fault.
  public static func status(of problems: [CheckProblem]) -> ExitStatus? {
    guard !problems.isEmpty else { return nil }
    let isUsage = problems.contains { $0.category == .usage && $0.diagnostic.location == nil }
    return ExitStatus(isUsage ? .usage : .script)
  }
}
