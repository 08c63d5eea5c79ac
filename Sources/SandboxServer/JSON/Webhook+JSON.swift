extension Recording {
  /// A step in the life of a recording that receivers are told of.
  enum Step: String, CaseIterable, Sendable {
    case starting
    case started
    case stopping
    case stopped
    case failed
  }

  func eventType(_ step: Step) -> String { family.eventType(step) }

  /// The event of a step, with its fields in the order of the vendor's example.
  func event(_ step: Step, origin: String) -> WebhookEvent {
    let base: JSONValue = [
      "meetingId": .string(target.roomID), "sessionId": .string(sessionID),
    ]
    return WebhookEvent(
      type: eventType(step), roomID: target.roomID, subjectID: id,
      isLast: step == .stopped || step == .failed,
      data: base.appending(subjectFields(step)).appending(fileFields(step, origin)))
  }

  private func subjectFields(_ step: Step) -> JSONValue {
    switch target.subject {
    case .track(let participantID, let kind):
      return ["participantId": .string(participantID), "kind": .string(kind.rawValue)]
    case .participant(let participantID):
      let hasFormat = step != .stopped && step != .failed
      let format: JSONValue = hasFormat ? ["fileFormat": "webm"] : [:]
      return JSONValue.object([.init(name: "participantId", value: .string(participantID))])
        .appending(format)
    case .room:
      return ["id": .string(id)]
    }
  }

  private func fileFields(_ step: Step, _ origin: String) -> JSONValue {
    guard step == .stopped else { return [:] }
    let details = files(at: end ?? start).map { file -> JSONValue in
      ["filePath": .string(file.path), "fileUrl": .text(file.url(origin: origin))]
    }
    return family == .room ? details.first ?? [:] : ["fileDetails": .array(details)]
  }
}

extension WebhookEvent {
  static func sessionStarted(_ session: RoomSession) -> WebhookEvent {
    about(
      session, "session-started", ["start": .string(session.start.textWithOffset)])
  }

  static func sessionEnded(_ session: RoomSession) -> WebhookEvent {
    about(
      session, "session-ended",
      [
        "start": .string(session.start.textWithOffset),
        "end": .text(session.end?.textWithOffset),
        "reason": "Meeting Ended.",
      ], isLast: true)
  }

  static func participantJoined(_ participant: Participant, _ session: RoomSession) -> WebhookEvent
  {
    about(session, "participant-joined", fields(participant))
  }

  static func participantLeft(_ participant: Participant, _ session: RoomSession) -> WebhookEvent {
    about(
      session, "participant-left", fields(participant).appending(["reason": "user-left"]))
  }

  private static func fields(_ participant: Participant) -> JSONValue {
    [
      "participantId": .string(participant.participantID),
      "participantName": .string(participant.name),
    ]
  }

  private static func about(
    _ session: RoomSession, _ type: String, _ fields: JSONValue, isLast: Bool = false
  ) -> WebhookEvent {
    let base: JSONValue = [
      "meetingId": .string(session.roomID), "sessionId": .string(session.id),
    ]
    return WebhookEvent(
      type: type, roomID: session.roomID, subjectID: session.id, isLast: isLast,
      data: base.appending(fields))
  }
}

extension Recording.Family {
  func eventType(_ step: Recording.Step) -> String {
    switch self {
    case .track: "participant-track-recording-\(step.rawValue)"
    case .participant: "participant-recording-\(step.rawValue)"
    case .room: "recording-\(step.rawValue)"
    }
  }
}

extension WebhookLogEntry {
  /// What became of the delivery in one word.
  private var verdict: String {
    switch outcome {
    case .answered: outcome.isSuccess ? "taken" : "refused"
    case .lost: "lost"
    case .failed: "not delivered"
    }
  }

  var json: JSONValue {
    let result: JSONValue =
      switch outcome {
      case .answered(let status): ["status": .integer(status), "reason": .null]
      case .lost: ["status": .null, "reason": "lost by a fault"]
      case .failed(let reason): ["status": .null, "reason": .string(reason)]
      }
    let entry: JSONValue = [
      "time": Envelope.time(time),
      "type": .string(delivery.event.type),
      "subjectId": .string(delivery.event.subjectID),
      "url": .string(delivery.url),
      "delivered": .bool(outcome.isSuccess),
      "verdict": .string(verdict),
      "fault": .text(delivery.flaw?.kind.rawValue),
    ]
    return entry.appending(result)
  }
}
