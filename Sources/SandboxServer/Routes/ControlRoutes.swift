/// The control plane: looks into the sandbox and makes it fail.
///
/// It is not part of the vendor's API.
enum ControlRoutes {
  @Sendable static func state(_ call: Call) async throws(Refusal) -> Answer {
    .json(await call.store.snapshot.json)
  }

  @Sendable static func requests(_ call: Call) async throws(Refusal) -> Answer {
    .json(["requests": .array(await call.store.requests.map(\.json))])
  }

  @Sendable static func reset(_ call: Call) async throws(Refusal) -> Answer {
    await call.store.reset()
    return try await state(call)
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
