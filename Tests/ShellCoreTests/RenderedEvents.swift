import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

/// Events that the renderers' tests draw.
enum RenderedEvents {
  static let command = WrittenCommand(
    place: RecordedPlace(source: "a.vsdk", line: 3), text: "start audio")

  static func record(
    reports: [Report] = [], failures: [Failure] = [], isTolerated: Bool = false,
    elapsed: Duration? = nil, http: Int? = nil, settings: Settings = Settings()
  ) -> CommandOutcome {
    let place = Diagnostic.Location(
      source: SourceText(name: "<prompt>", text: "start audio"), span: SourceSpan(0, 11))
    var outcome = CommandOutcome(
      reports: reports, failures: failures.map { $0.located(at: place) },
      answer: LastAnswer(http: http, elapsed: elapsed), isTolerated: isTolerated)
    outcome.command = command
    outcome.presentation = Presentation(settings)
    outcome.state = .init(room: "abcd-efgh-ijkl", participant: nil, running: 1)
    return outcome
  }

  static let started = Report(
    json: .array([.object([.init(name: "kind", value: .string("audio"))])]),
    body: [.line(StyledText([.init("started", .good), .init("  audio", .strong)]))])

  static let refused = Failure.request(
    RequestFailure(
      subject: "audio · abcd",
      error: .http(
        status: 409,
        APIProblem(category: .conflict, message: "already running", contentKind: .object))),
    at: .videoSDK)
}

extension [Output] {
  /// Each text with the stream it goes to in front.
  var drawn: [String] {
    map { ($0.stream == .standardOutput ? "out: " : "err: ") + $0.text }
  }
}
