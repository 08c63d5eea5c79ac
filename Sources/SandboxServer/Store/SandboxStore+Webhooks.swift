/// Telling receivers what happens.
extension SandboxStore {
  /// Tells of a step of a recording, at its own address and at the one of its room.
  func announce(_ step: Recording.Step, of id: String, context: ChangeContext) {
    guard let recording = state.recordings[id] else { return }
    let room = state.room(named: recording.target.roomID)
    guard recording.webhookURL != nil || room?.webhook != nil else { return }
    let type = recording.eventType(step)
    let addresses = [recording.webhookURL, subscription(of: room, to: type)].compactMap { $0 }
    let event = recording.event(step, origin: context.origin)
    for address in addresses { send(event, to: address, context: context) }
  }

  /// Tells the address of the room, and one more if it is given, of something that is not about a recording.
  func announce(_ event: WebhookEvent, at address: String? = nil, context: ChangeContext) {
    let room = state.room(named: event.roomID)
    if let address { send(event, to: address, context: context) }
    if let address = subscription(of: room, to: event.type) {
      send(event, to: address, context: context)
    }
  }

  /// Writes down what became of a delivery.
  ///
  /// - Parameter isRepeat: whether the event was delivered before; a recording counts it once.
  func settle(
    _ delivery: WebhookDelivery, _ outcome: WebhookDelivery.Outcome, isRepeat: Bool = false
  ) {
    guard delivery.generation == generation else { return }
    webhookLog.append(
      WebhookLogEntry(time: state.clock.now, delivery: delivery, outcome: outcome))
    guard !isRepeat else { return }
    state.recordings.update(delivery.event.subjectID) { recording in
      recording.webhooks.append(
        Recording.WebhookOutcome(type: delivery.event.type, success: outcome.isSuccess))
    }
  }

  private func subscription(of room: Room?, to type: String) -> String? {
    room?.webhook.flatMap { $0.wants(type) ? $0.endPoint : nil }
  }

  private func send(_ event: WebhookEvent, to address: String, context: ChangeContext) {
    let flaw = faults.nextFlaw(operation: context.operation, event: event.type)
    let delivery = WebhookDelivery(
      generation: generation, event: event, url: address, flaw: flaw)
    let order = "\(event.subjectID) \(address)"
    let overtaken = overtakenWebhooks.removeValue(forKey: order)
    switch flaw?.kind {
    // The last event of a subject has nothing behind it that could overtake it.
    case .reordered where overtaken == nil && !event.isLast: overtakenWebhooks[order] = delivery
    case .late: hold(delivery, until: context.now.advanced(by: flaw?.delay ?? .zero))
    default: post(delivery)
    }
    if let overtaken { post(overtaken) }
  }

  private func hold(_ delivery: WebhookDelivery, until time: Timestamp) {
    lateWebhookNumber += 1
    lateWebhooks[lateWebhookNumber] = delivery
    state.schedule.add(.deliver(number: lateWebhookNumber), at: time)
  }

  /// Sends an event that a fault has held back.
  func postLate(_ number: Int) {
    if let delivery = lateWebhooks.removeValue(forKey: number) { post(delivery) }
  }

  private func post(_ delivery: WebhookDelivery) {
    do throws(WebhookReceiver.Obstacle) {
      _ = try WebhookReceiver(delivery.url, allowing: allowedHosts)
    } catch {
      return settle(delivery, .failed(reason: error.reason))
    }
    if delivery.flaw?.kind == .lost {
      settle(delivery, .lost)
    } else if !webhooks.add(delivery) {
      settle(delivery, .failed(reason: "too many webhooks wait"))
    }
  }
}
