import CommandLanguage
import VideoSDKClient

/// Events as people read them.
struct TextRenderer: Sendable {
  let outputIsColored: Bool
  let errorIsColored: Bool
  /// Columns; nil for no limit.
  let width: Int?
  /// Columns of what is said beside the answers; nil for no limit.
  var talkWidth: Int?
  /// Rows of a screen that can be drawn over; nil for anything else.
  var rows: Int?
  let showsTiming: Bool

  // Under this an answer feels immediate, and its time is noise.
  private static let silentBelow = Duration.milliseconds(500)

  func render(_ event: Event) -> [Output] {
    switch event {
    case .began(let command):
      let place = "+ \(command.place.source):\(command.place.line) "
      return [output(talk([.init(place, .muted), .init(command.text.onOneLine)]))]
    case .completed(let outcome): return completed(outcome)
    case .frame(let outcome, let frame): return self.frame(outcome, frame)
    case .held, .progress, .waiting: return []
    case .note(let text): return [output(note(text))]
    case .told(let lines):
      return [
        output(
          Piece(stream: .standardError, lines: lines.flatMap { $0.lines(width: talkWidth) }))
      ]
    case .warning(let failure), .failure(let failure):
      return [output(diagnostic(failure.diagnostic))]
    case .exchange(let exchange):
      let lines = ExchangeText.lines(exchange).map { StyledText($0, .muted) }
      return [output(Piece(stream: .standardError, lines: lines))]
    }
  }

  func render(_ report: Report) -> [Output] {
    report.body.flatMap { $0.lines(width: width) }.map { output(data($0)) }
  }

  /// Lines that belong together, before they are coloured.
  private struct Piece {
    let stream: Output.Stream
    let lines: [StyledText]
  }

  private func output(_ piece: Piece) -> Output {
    Output(
      piece.stream, piece.lines,
      colored: piece.stream == .standardOutput ? outputIsColored : errorIsColored)
  }

  private func completed(_ outcome: CommandOutcome) -> [Output] { pieces(outcome).map(output) }

  private func pieces(_ outcome: CommandOutcome) -> [Piece] {
    var lines = outcome.reports.flatMap { $0.body.flatMap { $0.lines(width: width) } }
    if let manner = manner(of: outcome), let last = lines.last {
      switch outcome.reports.last?.body.last {
      // Behind the last row of a table it would read like a column, in what is to be copied like a part of it.
      case .table(let table) where !table.rows.isEmpty: lines.append(StyledText(manner, .muted))
      case .timeline, .verbatim, .commandLine: lines.append(StyledText(manner, .muted))
      case .line, .table, .help, nil:
        let whole = last + StyledText(" · \(manner)", .muted)
        lines.removeLast()
        lines += width.map { whole.wrapped($0) } ?? [whole]
      }
    }
    // What answers nothing has no line to tell them behind.
    let retries = lines.isEmpty ? retries(of: outcome).map { [note($0)] } ?? [] : []
    return retries + lines.map(data)
      + outcome.failures.map {
        outcome.isTolerated ? tolerated($0) : diagnostic($0.diagnostic)
      }
  }

  /// How the answers came, where that is worth a word: `after 1 retry (503) · 2.1 s`.
  private func manner(of outcome: CommandOutcome) -> String? {
    let time = outcome.elapsed.flatMap { elapsed in
      showsTiming || elapsed >= Self.silentBelow ? DurationText.short(elapsed) : nil
    }
    let parts = [retries(of: outcome), time].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// The answer about a track tells its own retries, and so does a failure.
  private func retries(of outcome: CommandOutcome) -> String? {
    outcome.retried.filter { $0.isAnswered && $0.subject == nil }.phrase
  }

  /// The answer of a repeated command: over the last one, or below it where nothing can be drawn over.
  private func frame(_ outcome: CommandOutcome, _ frame: Frame) -> [Output] {
    guard let width, let rows else { return completed(outcome) }
    let title = StyledText([
      .init("\(outcome.command.text) · every \(DurationText.short(frame.every)) · ^C ends", .muted)
    ])
    let drawing = FrameText(columns: width, rows: rows).drawing(
      frame, title: title, lines: pieces(outcome).flatMap(\.lines), colored: outputIsColored)
    return [Output(drawing)]
  }

  private func tolerated(_ failure: Failure) -> Piece {
    let subject = failure.notes.first { $0.hasPrefix("about: ") }?.dropFirst(7) ?? ""
    let text = StyledText([
      .init("refused, as allowed: ", .muted), .init(failure.refusal?.message ?? failure.message),
      .init(subject.isEmpty ? "" : "  \(subject)", .muted),
    ])
    return data(text)
  }

  private func diagnostic(_ diagnostic: Diagnostic) -> Piece {
    let role: StyledText.Role = diagnostic.severity == .error ? .bad : .code
    let lines = DiagnosticText.render(diagnostic, maxWidth: talkWidth).enumerated()
      .map { StyledText(masked: $1, $0 == 0 ? role : .plain) }
    return Piece(stream: .standardError, lines: lines)
  }

  private func note(_ text: String) -> Piece {
    let name = "note: "
    guard let talkWidth else { return talk([.init(name, .muted), .init(text)]) }
    let margin = String(repeating: " ", count: name.count)
    let lines = TextWrap.lines(VisibleText.masked(text), width: talkWidth - name.count)
    return Piece(
      stream: .standardError,
      lines: lines.enumerated().map { place, line in
        StyledText(place == 0 ? name : margin, .muted) + StyledText(masked: line, .plain)
      })
  }

  private func talk(_ parts: [StyledText.Part]) -> Piece {
    Piece(stream: .standardError, lines: [StyledText(parts)])
  }

  private func data(_ line: StyledText) -> Piece { Piece(stream: .standardOutput, lines: [line]) }
}
