import CommandLanguage
import VideoSDKClient

/// What a query found.
enum QueryValue: Sendable, Equatable {
  case json(JSONValue)
  case duration(Duration)
  /// The part of the query that was not there, as written; where elements were chosen from, what was there instead.
  case missing(String, instead: String? = nil)
  /// The service had not answered when the time was over.
  case unanswered
  /// Known only when the script runs.
  case placeholder

  /// As a failure shows it.
  var drawn: String {
    switch self {
    case .json(let value): String(decoding: value.encoded(), as: UTF8.self)
    case .duration(let duration): DurationText.precise(duration)
    case .missing(let part, _): "`\(part)` is missing"
    case .unanswered: "no answer in time"
    case .placeholder: "not known yet"
    }
  }

  /// What was there instead, as a note of a failure.
  var notes: [String] {
    if case .missing(_, let instead?) = self { ["there: \(instead)"] } else { [] }
  }
}

/// Evaluates queries that need no network.
struct QueryEvaluator {
  let session: Session
  let scope: Scope
  /// The newest record of a kind from the server; only `recording.KIND` asks for it.
  let record: JSONValue?
  /// The webhook that `hook` looks at; nil when none came.
  var hook: JSONValue?
  /// What the sandbox tells of itself; only `sandbox` asks for it.
  var sandbox: JSONValue?
  /// The files that this session wrote, as they are on disk; only `state.files` looks for them.
  var files: JSONValue?

  func value(of query: Query) throws(UndefinedVariable) -> QueryValue {
    switch query.root {
    case .http: session.last.http.map { .json(.number($0)) } ?? .missing("http")
    case .elapsed: session.last.elapsed.map { .duration($0) } ?? .missing("elapsed")
    case .error: try walk(session.last.refusal.map(Self.json), query, from: "error")
    case .last: try walk(session.last.json, query, from: "last")
    case .state: try state(query)
    case .recording:
      record == nil
        ? .missing("recording\(query.path.first?.drawn ?? "")")
        : try walk(record, query, from: "recording", skipping: 1)
    case .hook: try walk(hook, query, from: "hook")
    case .sandbox: try walk(sandbox, query, from: "sandbox")
    case .variable(let reference): try variable(reference, query)
    }
  }

  private func variable(
    _ reference: VariableReference, _ query: Query
  ) throws(UndefinedVariable) -> QueryValue {
    switch try Expansion.value(of: reference, in: scope) {
    case .text(let text): Self.value(bare: text)
    case .json(let value): .json(value)
    // A script that compares a secret does not check.
    case .placeholder, .secret: .placeholder
    }
  }

  /// A parameter's text is read as a bare word would be, so that `${n} == 200` compares numbers.
  private static func value(bare text: String) -> QueryValue {
    switch Literal(bare: text) {
    case .number(let digits): .json(JSONNumber(digits).map { .number($0) } ?? .string(digits))
    case .boolean(let flag): .json(.bool(flag))
    case .null: .json(.null)
    case .duration(let duration): .duration(duration)
    case .text: .json(.string(text))
    }
  }

  private func state(_ query: Query) throws(UndefinedVariable) -> QueryValue {
    guard case .name(let name) = query.path.first else { return .missing("state") }
    switch name.text {
    case "room": return session.room.map { .json(.string($0.rawValue)) } ?? .missing("state.room")
    case "participant":
      return session.participant.map { .json(.string($0.rawValue)) }
        ?? .missing("state.participant")
    case "running": return .json(.number(session.running.count))
    case Query.writtenFiles: return try walk(files, query, from: "state.files", skipping: 1)
    default:
      let belief = session.recorded(named: name.text).flatMap { session.belief($0) }
      return .json(.string((belief?.state ?? .idle).rawValue))
    }
  }

  private func walk(
    _ start: JSONValue?, _ query: Query, from root: String, skipping: Int = 0
  ) throws(UndefinedVariable) -> QueryValue {
    guard var value = start else { return .missing(root) }
    var trail = root
    for (place, step) in query.path.enumerated() {
      trail += step.drawn
      if place < skipping { continue }
      if case .choice(let criteria, _) = step {
        let choice = try ElementChoice(criteria, in: scope)
        guard let element = choice.first(in: value) else {
          return .missing(trail, instead: choice.instead(in: value))
        }
        value = element
        continue
      }
      guard let next = value.descend(step) else { return .missing(trail) }
      value = next
    }
    return .json(value)
  }

  private static func json(_ refusal: Refusal) -> JSONValue {
    .object([
      "status": refusal.status.map { .number($0) } ?? .null,
      "category": .string(refusal.category), "code": .string(refusal.code),
      "message": .string(refusal.message),
    ])
  }
}

extension Query.Step {
  /// As written: `.name`, `[0]` or `[kind=audio]`.
  var drawn: String {
    switch self {
    case .name(let name): ".\(name.text)"
    case .index(let index, _): "[\(index)]"
    case .choice(let criteria, _): Printer.print(criteria)
    }
  }
}

extension JSONValue {
  func descend(_ step: Query.Step) -> JSONValue? {
    switch (step, self) {
    case (.name(let name), .object): return self[name.text]
    case (.index(let index, _), .array(let elements)):
      return elements.indices.contains(index) ? elements[index] : nil
    default: return nil
    }
  }
}
