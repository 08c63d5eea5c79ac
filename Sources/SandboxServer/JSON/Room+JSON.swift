extension Room {
  /// The room as validation answers it.
  func validated(origin: String) -> JSONValue {
    let room: JSONValue = [
      "roomId": .string(roomID),
      "customRoomId": .text(customRoomID),
      "userId": .string(userID),
      "disabled": .bool(isDisabled),
      "createdAt": Envelope.time(createdAt),
      "updatedAt": Envelope.time(updatedAt),
      "id": .string(id),
      "links": links(origin: origin),
    ]
    return room.appending(choices)
  }

  /// The room as lists and single fetches answer it: with its owner in place of the owner's id.
  func fetched(origin: String) -> JSONValue {
    let room: JSONValue = [
      "roomId": .string(roomID),
      "customRoomId": .text(customRoomID),
      "disabled": .bool(isDisabled),
      "createdAt": Envelope.time(createdAt),
      "updatedAt": Envelope.time(updatedAt),
      "id": .string(id),
      "links": links(origin: origin),
      "user": owner,
    ]
    return room.appending(choices)
  }

  /// What was chosen for the room when it was made; nothing of what was not.
  private var choices: JSONValue {
    var members: [JSONValue.Member] = []
    if let webhookText { members.append(.init(name: "webhook", value: webhookText)) }
    if let autoClose {
      members.append(
        .init(
          name: "autoCloseConfig",
          value: [
            "type": .string(
              autoClose.deactivates ? "session-end-and-deactivate" : "session-ends"),
            "duration": .integer(autoClose.minutes),
          ]))
    }
    if let autoStart { members.append(.init(name: "autoStartConfig", value: autoStart.text)) }
    if let geoFence { members.append(.init(name: "geoFence", value: .string(geoFence))) }
    if let allowedParticipantIDs {
      members.append(
        .init(
          name: "allowedParticipantIds",
          value: .array(allowedParticipantIDs.map(JSONValue.string))))
    }
    if let multiComposition {
      members.append(.init(name: "multiComposition", value: multiComposition.json))
    }
    return .object(members)
  }

  private var webhookText: JSONValue? {
    webhook.map {
      ["events": .array($0.events.map(JSONValue.string)), "endPoint": .string($0.endPoint)]
    }
  }

  /// The room as its deactivation answers it: under its older names.
  var deactivated: JSONValue {
    let webhook: JSONValue = webhookText.map { ["webhook": $0] } ?? [:]
    return webhook.appending([
      "disabled": .bool(isDisabled),
      "meetingId": .string(roomID),
      "userMeetingId": .text(customRoomID),
      "userId": .string(userID),
      "createdAt": Envelope.time(createdAt),
      "updatedAt": Envelope.time(updatedAt),
      "user": owner,
      "id": .string(id),
    ])
  }

  private var owner: JSONValue {
    [
      "email": "owner@sandbox.invalid",
      "name": "Sandbox Owner",
      "discontinuedReason": .null,
      "id": .string(userID),
    ]
  }

  private func links(origin: String) -> JSONValue {
    [
      "get_room": .string("\(origin)/v2/rooms/\(roomID)"),
      "get_session": .string("\(origin)/v2/sessions/"),
    ]
  }
}

extension MultiComposition {
  fileprivate var json: JSONValue {
    .object(
      [("recording", recording), ("hls", hls), ("rtmp", rtmp)].compactMap { name, value in
        value.map { .init(name: name, value: .bool($0)) }
      })
  }
}
