import CommandLanguage
import VideoSDKClient

/// How long a recording is to run: `for=DURATION`.
struct RecordingTime: Sendable, Equatable {
  static let option = CommandOption("for", "DURATION", "stop it after so long", .duration)

  /// Nil where only the run will know it.
  let duration: Duration?

  init(_ duration: Duration) { self.duration = duration }

  /// Nil where nothing is said of it.
  ///
  /// - Throws: a mistake for no time at all.
  init?(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.option(Self.option.key) else { return nil }
    if let duration = value.duration, duration <= .zero {
      throw Mistakes(.noTime(value.text, value.span))
    }
    duration = value.duration
  }

  /// More than this is asked about at the prompt, where money is at stake.
  private static let unaskedDollars = 5.0

  /// What a person at the prompt is to agree to first, of the real service; nil where there is nothing to ask.
  ///
  /// - Parameter isOfMany: whether it is about people whom nobody has counted yet.
  func question(
    about selection: TrackSelection, isOfMany: Bool, in session: Session
  ) -> String? {
    guard let duration, session.target.kind == .live, session.provenance == .prompt,
      session.settings.isOn(.confirm), !session.isConfirmed
    else { return nil }
    guard let cost = selection.cost(seconds: DurationText.milliseconds(duration) / 1000),
      cost.dollars > Self.unaskedDollars
    else { return nil }
    let each = isOfMany ? " for each who is there" : ""
    return "\(DurationText.short(duration)) of recording cost \(cost.phrase)\(each) (an estimate)"
  }
}

extension Failure {
  fileprivate static func noTime(_ text: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "no-time", "`\(text)` is no time to record", span: span,
      hints: ["write how long, such as `for=45m`; without `for=` it runs until it is stopped"])
  }
}
