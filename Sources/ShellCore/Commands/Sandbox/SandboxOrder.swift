import CommandLanguage
import VideoSDKClient

/// What one `sandbox` command asks of the sandbox.
enum SandboxOrder: Sendable, Equatable {
  case status
  case reset
  case join(ParticipantID, name: String?)
  case leave(ParticipantID)
  case tracks(ParticipantID, [TrackKind], isOn: Bool)
  case fault(SandboxFault)
  case clearFaults
  case advance(Duration)
  case processing(Duration)
  case storage(String)

  /// Takes the typed words of a form and the options of the whole command; nil for what needs no request.
  init?(
    _ form: SandboxForm, _ words: Arguments, options: Arguments
  ) throws(Mistakes) {
    let person = ParticipantID(words.value("ID")?.text ?? "")
    switch form {
    case .status: self = .status
    case .page: return nil
    case .reset: self = .reset
    case .join: self = .join(person, name: options.option("name")?.text)
    case .leave: self = .leave(person)
    case .mute: self = .tracks(person, Self.kinds(words), isOn: false)
    case .unmute: self = .tracks(person, Self.kinds(words), isOn: true)
    case .fail: self = try Self.fault(words, options)
    case .delay:
      var fault = SandboxFault(operation: .any, times: options.option("times")?.integer)
      fault.delay = words.value("DURATION")?.duration
      self = .fault(fault)
    case .clock: self = .advance(try Self.step(words.value("DURATION")))
    case .processing:
      self = .processing(try Self.processing(words.value("DURATION")))
    case .storage: self = .storage(words.value("WHOSE")?.text ?? "")
    }
  }

  /// Whether it is about one room.
  var needsRoom: Bool {
    switch self {
    case .join, .leave, .tracks: true
    case .status, .reset, .fault, .clearFaults, .advance, .processing, .storage: false
    }
  }

  private static func kinds(_ words: Arguments) -> [TrackKind] {
    var seen: Set<TrackKind> = []
    return words.values("KIND").map { TrackKind($0.text) }.filter { seen.insert($0).inserted }
  }

  private static func fault(
    _ words: Arguments, _ options: Arguments
  ) throws(Mistakes) -> SandboxOrder {
    let given = SandboxForm.fail.grammar.options.compactMap { option in
      options.option(option.key).map { (key: option.key, span: $0.span) }
    }
    if words.value("COMMAND|off")?.text == "off" {
      guard let first = given.min(by: { $0.span.start < $1.span.start }) else {
        return .clearFaults
      }
      throw Mistakes(.fault(.besideOff, first.span))
    }
    let fault = SandboxFault(words, options)
    if let (mistake, key) = fault.mistake(given: Set(given.map(\.key))) {
      let end = SourceSpan(options.span.end, options.span.end)
      throw Mistakes(.fault(mistake, key.flatMap { options.option($0)?.span } ?? end))
    }
    return .fault(fault)
  }

  private static func step(_ value: ArgumentValue?) throws(Mistakes) -> Duration {
    guard let value, !value.isPlaceholder else { return .zero }
    let text = value.text.hasPrefix("+") ? String(value.text.dropFirst()) : value.text
    guard let duration = DurationLiteral.parse(text) else {
      throw Mistakes(.badClockStep(value.text, value.span))
    }
    return duration
  }

  private static func processing(_ value: ArgumentValue?) throws(Mistakes) -> Duration {
    guard let value, let duration = value.duration else { return .zero }
    guard duration <= .seconds(600) else {
      throw Mistakes(.longProcessing(value.text, value.span))
    }
    return duration
  }
}

extension Failure {
  fileprivate static func badClockStep(_ text: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "bad-clock-step", "`\(text)` is not a step of the clock", span: span,
      hints: ["write a duration, such as `10m`: the clock only moves forward"])
  }

  fileprivate static func longProcessing(_ text: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "long-processing", "`\(text)` is longer than files can be processed", span: span,
      hints: ["write 10m or less; `sandbox clock` moves the time on"])
  }
}
