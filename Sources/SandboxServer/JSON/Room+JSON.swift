extension Room {
  /// The room as validation answers it.
  func validated(origin: String) -> JSONValue {
    [
      "roomId": .string(roomID),
      "customRoomId": .text(customRoomID),
      "userId": .string(userID),
      "disabled": .bool(isDisabled),
      "createdAt": Envelope.time(createdAt),
      "updatedAt": Envelope.time(updatedAt),
      "id": .string(id),
      "links": links(origin: origin),
    ]
  }

  /// The room as lists and single fetches answer it: with its owner in place of the owner's id.
  func fetched(origin: String) -> JSONValue {
    [
      "roomId": .string(roomID),
      "customRoomId": .text(customRoomID),
      "disabled": .bool(isDisabled),
      "createdAt": Envelope.time(createdAt),
      "updatedAt": Envelope.time(updatedAt),
      "id": .string(id),
      "links": links(origin: origin),
      "user": owner,
    ]
  }

  /// The room as its deactivation answers it: under its older names.
  var deactivated: JSONValue {
    let webhook: JSONValue =
      webhook.map {
        [
          "webhook": [
            "events": .array($0.events.map(JSONValue.string)), "endPoint": .string($0.endPoint),
          ]
        ]
      } ?? [:]
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
