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
      return [line(object(outcome))]
        + text.render(.completed(outcome)).filter { $0.stream == .standardError }
    case .failure(let failure): return [line(object(failure))] + text.render(event)
    }
  }

  private func line(_ value: JSONValue) -> Output {
    Output(value)
  }

  private func object(_ outcome: CommandOutcome) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(name: "source", value: .string(outcome.command.source)),
      .init(name: "line", value: .number(Double(outcome.command.line))),
      .init(name: "command", value: .string(outcome.command.text)),
      .init(name: "ok", value: .bool(outcome.failures.isEmpty)),
    ]
    if let http = outcome.http { members.append(.init(name: "http", value: .number(Double(http)))) }
    if let elapsed = outcome.elapsed {
      let tenths = (DurationText.milliseconds(elapsed) * 10).rounded() / 10
      members.append(.init(name: "ms", value: .number(tenths)))
    }
    if let attempts = outcome.retried.json {
      members.append(.init(name: "attempts", value: attempts))
    }
    if let report = outcome.reports.first {
      let all = outcome.reports.map(\.json)
      members.append(
        .init(name: "result", value: all.count == 1 ? report.json : .array(all)))
    }
    if let first = outcome.failures.first {
      members.append(.init(name: "error", value: error(first, outcome.isTolerated)))
    }
    if outcome.failures.count > 1 {
      let all = outcome.failures.map { error($0, outcome.isTolerated) }
      members.append(.init(name: "errors", value: .array(all)))
    }
    members.append(.init(name: "state", value: state(outcome.state)))
    return .object(members)
  }

  private func error(_ failure: Failure, _ isTolerated: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(name: "category", value: .string(failure.category.rawValue)),
      .init(name: "code", value: .string(failure.code)),
      .init(name: "message", value: .string(failure.refusal?.message ?? failure.message)),
    ]
    if let hint = failure.hints.first {
      members.append(.init(name: "hint", value: .string(hint)))
    }
    if isTolerated { members.append(.init(name: "tolerated", value: .bool(true))) }
    return .object(members)
  }

  private func state(_ state: CommandOutcome.StateSummary) -> JSONValue {
    .object([
      .init(name: "room", value: state.room.map { .string($0) } ?? .null),
      .init(name: "participant", value: state.participant.map { .string($0) } ?? .null),
      .init(name: "running", value: .number(Double(state.running))),
    ])
  }

  private func object(_ failure: Failure) -> JSONValue {
    var members: [JSONValue.Member] = []
    if let location = failure.diagnostic.location {
      let position = location.source.position(at: location.span.start)
      members += [
        .init(name: "source", value: .string(location.source.name)),
        .init(name: "line", value: .number(Double(position.line))),
        .init(name: "column", value: .number(Double(position.column))),
      ]
    }
    members.append(.init(name: "ok", value: .bool(false)))
    members.append(.init(name: "error", value: error(failure, false)))
    return .object(members)
  }
}
