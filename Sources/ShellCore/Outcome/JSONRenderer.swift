import CommandLanguage
import VideoSDKClient

/// One JSON object a command on standard output; talk stays on standard error as text.
struct JSONRenderer: Sendable {
  let text: TextRenderer

  func render(_ event: Event) -> [Output] {
    switch event {
    case .began, .note, .told, .warning, .exchange, .held, .progress, .waiting:
      return text.render(event)
    case .completed(let outcome), .frame(let outcome, _):
      var talk = outcome
      // The object has each attempt.
      talk.retried = []
      return [Output(object(outcome))]
        + text.render(.completed(talk)).filter { $0.stream == .standardError }
    case .failure(let failure): return [Output(object(failure))] + text.render(event)
    }
  }

  private func object(_ outcome: CommandOutcome) -> JSONValue {
    let results = outcome.reports.map(\.json)
    let errors = outcome.failures.map { error($0, outcome.isTolerated) }
    return .object([
      "source": .string(outcome.command.place.source),
      "line": .number(outcome.command.place.line),
      "command": .string(outcome.command.text),
      "ok": .bool(errors.isEmpty),
      "http": outcome.http.map { .number($0) },
      "ms": outcome.elapsed.map { .milliseconds($0) },
      "attempts": outcome.retried.json,
      "result": results.count > 1 ? .array(results) : results.first,
      "error": errors.first,
      "errors": errors.count > 1 ? .array(errors) : nil,
      "state": .object([
        "room": .orNull(outcome.state.room),
        "participant": .orNull(outcome.state.participant),
        "running": .number(outcome.state.running),
      ]),
    ])
  }

  private func error(_ failure: Failure, _ isTolerated: Bool) -> JSONValue {
    .object([
      "category": .string(failure.category.rawValue),
      "code": .string(failure.code),
      "message": .string(failure.refusal?.message ?? failure.message),
      "hint": failure.hints.first.map { .string($0) },
      "tolerated": isTolerated ? .bool(true) : nil,
    ])
  }

  private func object(_ failure: Failure) -> JSONValue {
    let location = failure.diagnostic.location
    let position = location?.position
    return .object([
      "source": location.map { .string($0.source.name) },
      "line": position.map { .number($0.line) },
      "column": position.map { .number($0.column) },
      "ok": .bool(false),
      "error": error(failure, false),
    ])
  }
}
