extension SandboxChanges {
  /// The changes as one who follows is told of them: members that stay as they were are left out.
  ///
  /// - Parameter seed: told with all there is only, as is whether the clock is fixed.
  func json(
    origin: String, seed: SandboxConfiguration.Seed, isDeterministic: Bool
  ) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue) { members.append(.init(name: name, value: value)) }
    func add(_ name: String, _ values: [JSONValue]) {
      if isWhole || !values.isEmpty { add(name, .array(values)) }
    }
    if isWhole {
      add("seed", .string(seed.rawValue))
      add("deterministic", .bool(isDeterministic))
    }
    add("now", Envelope.time(now))
    if let settings {
      add("processing", .string(settings.processing.sandboxText))
      add("storage", .string(settings.storage.rawValue))
    }
    add("rooms", rooms.map(\.state))
    add("sessions", sessions.map(\.state))
    add("recordings", recordings.map { $0.followed(origin: origin, now: now) })
    add("merges", merges.map { $0.json(origin: origin) })
    if let faults { add("faults", .array(faults.map(\.json))) }
    add("requests", requests.map(\.json))
    add("webhooks", webhooks.map(\.json))
    if !isWhole { add("gone", gone.map { .string($0) }) }
    return .object(members)
  }
}

extension RequestEvent {
  fileprivate var json: JSONValue {
    let number: JSONValue = ["number": .integer(number)]
    return number.appending(entry.json)
  }
}

extension Recording {
  /// The record with the stretches of time that its files hold, also while it runs.
  fileprivate func followed(origin: String, now: Timestamp) -> JSONValue {
    withState(origin: origin, now: now).appending([
      "segments": .array(
        segments.map { ["start": Envelope.time($0.start), "end": Envelope.time($0.end)] }),
      "stopped": Envelope.time(lastMoment),
    ])
  }
}
