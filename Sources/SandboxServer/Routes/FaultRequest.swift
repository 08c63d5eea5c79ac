/// The body of `POST /sandbox/faults`, and its translation into a fault.
struct FaultRequest: Decodable {
  struct Match: Decodable {
    var operation: String?
    var event: String?
  }

  struct Effect: Decodable {
    var status: Int?
    var retryAfter: Int?
    var delay: String?
    var justJoined: String?
    var drop: String?
    var body: String?
    var webhook: String?
    var recording: String?
  }

  private static let longestSpan = Duration.seconds(600)

  var match: Match?
  var times: Int?
  var fault: Effect?

  func makeFault() throws(APIError) -> Fault {
    guard let effect = fault else { throw .missingField("fault") }
    var result = Fault()
    result.operation = try operation(match?.operation)
    result.times = try within(1...1_000_000, times, field: "times") ?? 1
    result.status = try within(400...599, effect.status, field: "status")
    result.retryAfterSeconds = try within(0...86_400, effect.retryAfter, field: "retryAfter")
    result.delay = try span(effect.delay, field: "delay")
    result.justJoined = try span(effect.justJoined, field: "justJoined")
    result.drop = try choice(effect.drop, field: "drop")
    result.body = try choice(effect.body, field: "body")
    result.webhook = try choice(effect.webhook, field: "webhook")
    result.recording = try choice(effect.recording, field: "recording")
    result.event = try event(match?.event)
    try check(result)
    return result
  }

  private func check(_ fault: Fault) throws(APIError) {
    // An event that is late has a delay of its own.
    let hitsAnswer =
      fault.status != nil || fault.delay != nil && fault.webhook != .late || fault.drop != nil
      || fault.body != nil
    guard
      hitsAnswer || fault.webhook != nil || fault.recording != nil || fault.justJoined != nil
    else {
      throw .wrongField(
        "fault",
        expected: "an object with status, delay, drop, body, webhook, recording or justJoined")
    }
    guard fault.webhook == nil || (!hitsAnswer && fault.recording == nil) else {
      throw .wrongField("webhook", expected: "alone, because it hits an event and not an answer")
    }
    guard
      fault.justJoined == nil || (!hitsAnswer && fault.webhook == nil && fault.recording == nil)
    else { throw .wrongField("justJoined", expected: "alone, because it is a refusal of its own") }
    try checkOperation(of: fault)
    guard fault.event == nil || fault.webhook != nil else {
      throw .wrongField("event", expected: "absent, because only webhook faults hit events")
    }
  }

  /// A fault that its operation can never meet would wait for ever.
  private func checkOperation(of fault: Fault) throws(APIError) {
    guard let operation = fault.operation else { return }
    let possible =
      fault.recording != nil
      ? Operation.startsAndStops
      : fault.justJoined != nil ? Operation.startsOfParticipants : Operation.allCases
    guard possible.contains(operation) else {
      throw .wrongField("operation", expected: oneOf(possible.map(\.rawValue)))
    }
  }

  private func event(_ name: String?) throws(APIError) -> EventName? {
    guard let name else { return nil }
    guard let event = EventName(name) else {
      throw .wrongField("event", expected: oneOf(EventName.words + EventName.types))
    }
    return event
  }

  private func operation(_ name: String?) throws(APIError) -> Operation? {
    guard let name else { return nil }
    guard let operation = Operation(rawValue: name) else {
      throw .wrongField("operation", expected: oneOf(Operation.allCases.map(\.rawValue)))
    }
    return operation
  }

  private func within(
    _ range: ClosedRange<Int>, _ value: Int?, field: String
  ) throws(APIError) -> Int? {
    guard let value else { return nil }
    guard range.contains(value) else {
      throw .wrongField(field, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func span(_ text: String?, field: String) throws(APIError) -> Duration? {
    guard let text else { return nil }
    guard let span = Duration(sandboxText: text), span <= FaultRequest.longestSpan else {
      throw .wrongField(field, expected: "a duration up to 10m, such as 250ms or 2s")
    }
    return span
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String?, field: String
  ) throws(APIError) -> Choice? {
    guard let text else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .wrongField(field, expected: oneOf(Choice.allCases.map(\.rawValue)))
    }
    return choice
  }
}
