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
  let echoes: Bool
  let showsTiming: Bool

  // Under this an answer feels immediate, and its time is noise.
  private static let silentBelow = Duration.milliseconds(500)

  func render(_ event: Event) -> [Output] {
    switch event {
    case .began(let command):
      guard echoes else { return [] }
      return [talk([.init("+ \(command.source):\(command.line) ", .muted), .init(command.text)])]
    case .completed(let outcome): return completed(outcome)
    case .frame(let outcome, let frame): return self.frame(outcome, frame)
    case .held, .progress, .waiting: return []
    case .note(let text): return [note(text)]
    case .warning(let failure), .failure(let failure): return [diagnostic(failure.diagnostic)]
    case .exchange(let exchange): return [talk([.init(ExchangeText.describe(exchange), .muted)])]
    }
  }

  func render(_ report: Report) -> [Output] {
    report.body.flatMap { $0.lines(width: width) }.map {
      .data($0.rendered(colored: outputIsColored))
    }
  }

  private func completed(_ outcome: CommandOutcome) -> [Output] {
    var lines = outcome.reports.flatMap { $0.body.flatMap { $0.lines(width: width) } }
    if let manner = manner(of: outcome), let last = lines.last {
      // Behind the last row of a table it would read like a column.
      if case .table = outcome.reports.last?.body.last {
        lines.append(StyledText([.init(manner, .muted)]))
      } else {
        lines[lines.count - 1] = last + StyledText([.init(" · \(manner)", .muted)])
      }
    }
    var outputs = lines.map { Output.data($0.rendered(colored: outputIsColored)) }
    outputs += outcome.failures.map {
      outcome.isTolerated ? tolerated($0) : diagnostic($0.diagnostic)
    }
    return outputs
  }

  /// How the answers came, where that is worth a word: `after 1 retry (503) · 2.1 s`.
  private func manner(of outcome: CommandOutcome) -> String? {
    // The answer about a track tells its own retries, and so does a failure.
    let retries = outcome.retried.filter { $0.isAnswered && $0.subject == nil }.phrase
    let time = outcome.elapsed.flatMap { elapsed in
      showsTiming || elapsed >= Self.silentBelow ? DurationText.short(elapsed) : nil
    }
    let parts = [retries, time].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// The answer of a repeated command: over the last one, or below it where nothing can be drawn over.
  private func frame(_ outcome: CommandOutcome, _ frame: Frame) -> [Output] {
    guard let width, let rows else { return completed(outcome) }
    let plain = TextRenderer(
      outputIsColored: false, errorIsColored: false, width: width, echoes: false,
      showsTiming: showsTiming)
    let title = StyledText([
      .init("\(outcome.command.text) · every \(DurationText.short(frame.every)) · ^C ends", .muted)
    ])
    let text = FrameText(columns: width, rows: rows).text(
      frame, title: title.rendered(colored: outputIsColored),
      plain: Self.lines(plain.completed(outcome)), drawn: Self.lines(completed(outcome)))
    return [Output(stream: .standardOutput, text: text)]
  }

  private static func lines(_ outputs: [Output]) -> [String] {
    outputs.flatMap { output in
      output.text.dropLast(output.text.hasSuffix("\n") ? 1 : 0)
        .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  private func tolerated(_ failure: Failure) -> Output {
    let subject = failure.notes.first { $0.hasPrefix("about: ") }?.dropFirst(7) ?? ""
    let text = StyledText([
      .init("refused, as allowed: ", .muted), .init(failure.refusal?.message ?? failure.message),
      .init(subject.isEmpty ? "" : "  \(subject)", .muted),
    ])
    return .data(text.rendered(colored: outputIsColored))
  }

  private func diagnostic(_ diagnostic: Diagnostic) -> Output {
    let lines = DiagnosticText.render(diagnostic, maxWidth: talkWidth)
    guard errorIsColored, let head = lines.first else {
      return .talk(lines.joined(separator: "\n"))
    }
    let role: StyledText.Role = diagnostic.severity == .error ? .bad : .code
    let styled = StyledText([.init(head, role)]).rendered(colored: true)
    return .talk(([styled] + lines.dropFirst()).joined(separator: "\n"))
  }

  private func note(_ text: String) -> Output {
    let name = "note: "
    guard let talkWidth else { return talk([.init(name, .muted), .init(text)]) }
    let lines = TextWrap.lines(text, width: talkWidth - name.count)
    let margin = "\n" + String(repeating: " ", count: name.count)
    return talk([.init(name, .muted), .init(lines.joined(separator: margin))])
  }

  private func talk(_ parts: [StyledText.Part]) -> Output {
    .talk(StyledText(parts).rendered(colored: errorIsColored))
  }
}
