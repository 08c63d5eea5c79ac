public import CommandLanguage

/// Something that keeps a script from running, or a warning that does not.
public struct CheckProblem: Sendable {
  /// How it is drawn.
  public let diagnostic: Diagnostic
  /// What kind of thing went wrong.
  public let category: ExitStatus.Category

  /// Whether the script must not run.
  public var isFatal: Bool { diagnostic.severity == .error }

  /// How a renderer is told of it.
  public var event: Event { isFatal ? .failure(diagnostic, category) : .warning(diagnostic) }
}

extension CheckProblem {
  /// Problems in the order in which a reader comes upon them, those of an included script where it is included.
  static func inOrder(_ problems: [CheckProblem]) -> [CheckProblem] {
    guard problems.count > 1 else { return problems }
    return problems.enumerated()
      .map { (place: $0.element.way + [$0.offset], problem: $0.element) }
      .sorted { $0.place.lexicographicallyPrecedes($1.place) }
      .map(\.problem)
  }

  /// The lines of the `run` commands on the way, then line and column; empty for what stands nowhere.
  private var way: [Int] {
    guard let location = diagnostic.location else { return [] }
    let position = location.source.position(at: location.span.start)
    return location.includedFrom.map(\.line) + [position.line, position.column]
  }
}
