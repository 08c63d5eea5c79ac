extension RoomSession {
  /// The session as lists answer it.
  func listed(origin: String) -> JSONValue {
    [
      "id": .string(id),
      "roomId": .string(roomID),
      "start": Envelope.time(start),
      "end": Envelope.time(end),
      "participants": .array(participants.map(\.listed)),
      "status": .string(status),
      "links": links(origin: origin),
    ]
  }

  /// The session as a single fetch answers it.
  ///
  /// The duration stays 0 while the session is live.
  func fetched(origin: String) -> JSONValue {
    listed(origin: origin).appending([
      "userId": .string(userID),
      "customRoomId": .text(customRoomID),
      "activeDuration": .double(end.map { $0.seconds(since: start) } ?? 0),
      "chatLink": .null,
    ])
  }

  /// The object that the list of participants has in place of an array.
  func enclosing(_ page: Page<Participant>, origin: String) -> JSONValue {
    [
      "pageInfo": Envelope.pageInfo(page),
      "data": [
        "id": .string(id),
        "roomId": .string(roomID),
        "customRoomId": .text(customRoomID),
        "participants": .array(page.elements.map(\.listed)),
        "links": links(origin: origin),
      ],
    ]
  }

  /// The array of one session that the list of active participants has.
  func enclosing(active page: Page<Participant>, origin: String) -> JSONValue {
    [
      "pageInfo": Envelope.pageInfo(page),
      "data": [
        [
          "_id": .string(id),
          "apiKey": .string(Sandbox.apiKey),
          "start": Envelope.time(start),
          "end": Envelope.time(end),
          "participants": .array(page.elements.map(\.active)),
          "region": .string(Recording.region),
          "hlsLog": [],
          "roomId": .string(roomID),
          "status": .string(status),
          "links": ["get_session": .string("\(origin)/v2/sessions/\(id)")],
        ]
      ],
    ]
  }

  private func links(origin: String) -> JSONValue {
    [
      "get_room": .string("\(origin)/v2/rooms/\(roomID)"),
      "get_session": .string("\(origin)/v2/sessions/\(id)"),
    ]
  }
}

extension Participant {
  fileprivate var listed: JSONValue {
    [
      "participantId": .string(participantID),
      "name": .string(name),
      "timelog": .array(
        stays.map { ["start": Envelope.time($0.start), "end": Envelope.time($0.end)] }),
    ]
  }

  fileprivate var active: JSONValue {
    listed.appending([
      "events": [
        "mic": events(.audio),
        "webcam": events(.video),
        "screenShare": events(.screenVideo),
        "screenShareAudio": events(.screenAudio),
      ],
      "initTime": 0,
      "deviceInfo": Participant.deviceInfo,
      "changeModeHistory": [],
      "mode": "SEND_AND_RECV",
      "_id": .string(id),
      "geoLocation": ["city": "Sandbox", "region": "Sandbox", "country": "Sandbox"],
    ])
  }

  static let deviceInfo: JSONValue = [
    "sdkType": "sandbox", "sdkVersion": "1.0.0", "platform": "sandbox",
  ]

  private func events(_ kind: TrackKind) -> JSONValue {
    .array(published[kind].map { [["start": Envelope.time($0), "end": .null]] } ?? [])
  }
}
