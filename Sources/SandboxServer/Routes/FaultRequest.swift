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
    var drop: String?
    var body: String?
    var webhook: String?
    var recording: String?
  }

  private static let longestDelay = Duration.seconds(600)

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
    result.delay = try delay(effect.delay)
    result.drop = try choice(effect.drop, field: "drop")
    result.body = try choice(effect.body, field: "body")
    result.webhook = try choice(effect.webhook, field: "webhook")
    result.recording = try choice(effect.recording, field: "recording")
    result.event = match?.event
    try check(result)
    return result
  }

  private func check(_ fault: Fault) throws(APIError) {
    let hitsAnswer =
      fault.status != nil || fault.delay != nil || fault.drop != nil || fault.body != nil
    guard hitsAnswer || fault.webhook != nil || fault.recording != nil else {
      throw .wrongField(
        "fault", expected: "an object with status, delay, drop, body, webhook or recording")
    }
    guard fault.webhook == nil || (!hitsAnswer && fault.recording == nil) else {
      throw .wrongField("webhook", expected: "alone, because it hits an event and not an answer")
    }
    guard fault.event == nil || fault.webhook != nil else {
      throw .wrongField("event", expected: "absent, because only webhook faults hit events")
    }
    if fault.recording != nil, let operation = fault.operation,
      !Operation.startsAndStops.contains(operation)
    {
      throw .wrongField(
        "operation", expected: oneOf(Operation.startsAndStops.map(\.rawValue)))
    }
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

  private func delay(_ text: String?) throws(APIError) -> Duration? {
    guard let text else { return nil }
    guard let delay = Duration(sandboxText: text), delay <= FaultRequest.longestDelay else {
      throw .wrongField("delay", expected: "a duration up to 10m, such as 250ms or 2s")
    }
    return delay
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
