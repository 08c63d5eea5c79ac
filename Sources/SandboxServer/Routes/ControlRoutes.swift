/// The control plane: looks into the sandbox, plays the people in its rooms and makes it fail.
///
/// It is not part of the vendor's API.
enum ControlRoutes {
  private struct JoinBody: Decodable {
    var participantId: String?
    var name: String?
  }

  private struct TrackBody: Decodable {
    var kind: String?
    var on: Bool?
  }

  private struct ClockBody: Decodable {
    var advance: String?
  }

  @Sendable static func state(_ call: Call) async throws(Refusal) -> Answer {
    .json(await call.store.snapshot.json(origin: call.origin))
  }

  @Sendable static func requests(_ call: Call) async throws(Refusal) -> Answer {
    .json(["requests": .array(await call.store.requests.map(\.json))])
  }

  @Sendable static func webhooks(_ call: Call) async throws(Refusal) -> Answer {
    .json(["webhooks": .array(await call.store.webhookLog.entries.map(\.json))])
  }

  @Sendable static func reset(_ call: Call) async throws(Refusal) -> Answer {
    await call.store.reset()
    return try await state(call)
  }

  @Sendable static func join(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: JoinBody.self)
    let id = try BodyField.text(body.participantId, "participantId")
    guard id.utf8.count <= 128, !id.contains(where: \.isWhitespace) else {
      throw .wrongField("participantId", expected: "1 to 128 characters without spaces")
    }
    let participant = try await call.store.join(
      id, name: body.name ?? id, room: call.parameter, by: call.cause)
    return .json(participant.state)
  }

  @Sendable static func leave(_ call: Call) async throws(Refusal) -> Answer {
    let id = call.parameters[1]
    let session = try await call.store.leave(id, room: call.parameter, by: call.cause)
    guard let participant = session.participants.first(where: { $0.participantID == id }) else {
      throw .participantNotFound
    }
    return .json(participant.state)
  }

  @Sendable static func switchTrack(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: TrackBody.self)
    let participant = try await call.store.switchTrack(
      try BodyField.choice(body.kind, "kind"), on: try BodyField.required(body.on, "on"),
      of: call.parameters[1], room: call.parameter, by: call.cause)
    return .json(participant.state)
  }

  @Sendable static func advanceClock(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: ClockBody.self)
    guard let step = Duration(sandboxText: try BodyField.text(body.advance, "advance")) else {
      throw .wrongField("advance", expected: "a duration such as 30s or 10m")
    }
    try await call.store.advance(by: step, origin: call.origin)
    return .json(["now": Envelope.time(await call.store.now)])
  }

  @Sendable static func addFault(_ call: Call) async throws(Refusal) -> Answer {
    let fault = try call.body(as: FaultOrder.self).makeFault()
    try await call.store.add(fault)
    return await faults(call)
  }

  @Sendable static func clearFaults(_ call: Call) async throws(Refusal) -> Answer {
    await call.store.clearFaults()
    return await faults(call)
  }

  private static func faults(_ call: Call) async -> Answer {
    .json(["faults": .array(await call.store.snapshot.faults.map(\.json))])
  }
}
