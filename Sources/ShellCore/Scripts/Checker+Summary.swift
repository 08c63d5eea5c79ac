import CommandLanguage

extension Checker {
  /// Whether a script has anything to do.
  static func holdsCommand(_ source: SourceText) -> Bool {
    ScriptUnits(source).contains { $0.command != nil }
  }

  /// How a process ends with these problems; nil without one that keeps the script from running.
  ///
  /// A wrong invocation is the first thing to mend; what has a place in a script is the script's fault.
  public static func status(of problems: [Failure]) -> ExitStatus? {
    guard problems.contains(where: \.isFatal) else { return nil }
    // It was not looked at to its end.
    if problems.contains(where: { $0.category == .transport }) { return ExitStatus(.transport) }
    let isUsage = problems.contains { $0.category == .usage && $0.diagnostic.location == nil }
    return ExitStatus(isUsage ? .usage : .script)
  }
}
