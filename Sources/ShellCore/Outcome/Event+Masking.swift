import CommandLanguage

/// A line that is too long is cut or broken where it is drawn, and half a secret is nothing that a redactor could know. So
/// what is secret in such a line is struck out before.
extension Event {
  /// The event with the secrets masked in every line that may be cut or broken when it is drawn.
  ///
  /// - Parameter columns: what the lines are drawn into; nil for no terminal.
  public func masked(by redactor: Redactor, columns: Int?) -> Event {
    switch self {
    case .warning(let warning): .warning(warning.masked(by: redactor, columns))
    case .failure(let failure): .failure(failure.masked(by: redactor, columns))
    case .completed(let record) where record.breaks(at: columns):
      .completed(record.masked(by: redactor, columns))
    case .frame(let record, let number) where record.breaks(at: columns):
      .frame(record.masked(by: redactor, columns), number)
    case .note(let text): .note(redactor.redact(text))
    case .told(let lines): .told(lines.map { $0.redacted(by: redactor) })
    case .began, .completed, .frame, .held, .progress, .waiting, .exchange: self
    }
  }
}

extension Report.Block {
  /// A secret may hold a blank, at which a line could be broken.
  fileprivate func masked(by redactor: Redactor) -> Report.Block {
    guard case .line(let text) = self, redactor.finds(in: text.plain) else { return self }
    return .line(StyledText(redactor.redact(text.plain)))
  }
}

extension CommandOutcome {
  /// Whether anything in it is broken into lines where it is drawn.
  fileprivate func breaks(at columns: Int?) -> Bool {
    guard failures.isEmpty, columns != nil else { return !failures.isEmpty }
    return reports.contains { report in
      report.body.contains { if case .line = $0 { true } else { false } }
    }
  }

  fileprivate func masked(by redactor: Redactor, _ columns: Int?) -> CommandOutcome {
    var copy = self
    copy.failures = failures.map { $0.masked(by: redactor, columns) }
    for place in copy.reports.indices where columns != nil {
      copy.reports[place].body = reports[place].body.map { $0.masked(by: redactor) }
    }
    return copy
  }
}

extension Failure {
  fileprivate func masked(by redactor: Redactor, _ columns: Int?) -> Failure {
    var copy = self
    copy.diagnostic = diagnostic.masked(by: redactor, columns)
    return copy
  }
}

extension Diagnostic {
  /// Columns that a line is never cut at, and what a gutter may take of them.
  private static let usual = 120
  private static let gutter = 12
  /// Bytes of a token that is known by its shape alone.
  private static let longestToken = 2048

  fileprivate func masked(by redactor: Redactor, _ columns: Int?) -> Diagnostic {
    var copy = self
    copy.message = redactor.redact(message)
    copy.notes = notes.map(redactor.redact)
    copy.hints = hints.map(redactor.redact)
    guard var location else { return copy }
    let source = location.source
    let width = columns ?? Self.usual
    // All that may be drawn, and a secret that begins or ends outside of it.
    let reach = 4 * max(width, Self.usual) + max(redactor.longest, Self.longestToken)
    let places = [location.contextLine.map { source.lineStart($0) }, location.span.start]
    let shown = places.compactMap { $0 }.map { source.lineSpan(at: $0, within: reach).span }
    let cut = shown.filter { $0.end - $0.start > width - Self.gutter }
    guard cut.contains(where: { redactor.finds(in: source.text(in: $0)) }) else { return copy }
    var bytes = source.utf8
    for span in cut {
      bytes.replaceSubrange(
        span.start..<span.end, with: redactor.masked(source.text(in: span)).utf8)
    }
    location.source = SourceText(
      name: source.name, text: String(decoding: bytes, as: UTF8.self))
    copy.location = location
    return copy
  }
}
