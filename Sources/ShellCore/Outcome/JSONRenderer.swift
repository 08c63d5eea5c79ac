import CommandLanguage
import VideoSDKClient

/// One JSON object a command on standard output; talk stays on standard error as text.
struct JSONRenderer: Sendable {
  let text: TextRenderer

  func render(_ event: Event) -> [Output] {
    switch event {
    case .began, .note, .warning, .exchange, .held, .progress: return text.render(event)
    case .completed(let record), .frame(let record, _):
      return [line(object(record))]
        + text.render(.completed(record)).filter { $0.stream == .standardError }
    case .failure(let failure): return [line(object(failure))] + text.render(event)
    }
  }

  private func line(_ value: JSONValue) -> Output {
    .data(String(decoding: value.encoded(), as: UTF8.self))
  }

  private func object(_ record: CommandRecord) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(name: "source", value: .string(record.command.source)),
      .init(name: "line", value: .number(Double(record.command.line))),
      .init(name: "command", value: .string(record.command.text)),
      .init(name: "ok", value: .bool(record.failures.isEmpty)),
    ]
    if let http = record.http { members.append(.init(name: "http", value: .number(Double(http)))) }
    if let elapsed = record.elapsed {
      let tenths = (DurationText.milliseconds(elapsed) * 10).rounded() / 10
      members.append(.init(name: "ms", value: .number(tenths)))
    }
    if let report = record.reports.first {
      let all = record.reports.map(\.json)
      members.append(
        .init(name: "result", value: all.count == 1 ? report.json : .array(all)))
    }
    if let first = record.failures.first {
      members.append(.init(name: "error", value: error(first, record.isTolerated)))
    }
    if record.failures.count > 1 {
      let all = record.failures.map { error($0, record.isTolerated) }
      members.append(.init(name: "errors", value: .array(all)))
    }
    members.append(.init(name: "state", value: state(record.state)))
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

  private func state(_ state: CommandRecord.StateSummary) -> JSONValue {
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
