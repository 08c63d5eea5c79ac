extension RoomSession {
  /// The quality of the whole session.
  func stats(now: Timestamp) -> JSONValue {
    [
      "sessionId": .string(id),
      "meetingId": .string(roomID),
      "stats": .array(statMoments(now: now).map(RoomSession.quality)),
    ]
  }

  /// The quality that one participant had.
  func stats(of participant: Participant, now: Timestamp) -> JSONValue {
    let moments = statMoments(of: participant, now: now)
    return [
      "sessionId": .string(id),
      "meetingId": .string(roomID),
      "participantId": .string(participant.participantID),
      "participantName": .string(participant.name),
      "deviceInfo": Participant.deviceInfo,
      "sdkInfo": ["sdkType": "sandbox", "sdkVersion": "1.0.0"],
      "location": [:],
      "network": [:],
      "stats": .array(moments.map(RoomSession.quality)),
      "resolutionUsage": .array(moments.map { resolutionUsage(of: participant, at: $0) }),
    ]
  }

  /// Nothing is lost and nothing is late; the rates are those of a voice and a small picture.
  private static func quality(_ time: Timestamp) -> JSONValue {
    [
      "time": Envelope.time(time),
      "recvAudioPacketLost": 0,
      "recvVideoPacketLost": 0,
      "sendAudioPacketLost": 0,
      "sendVideoPacketLost": 0,
      "averageAudioRtt": 0,
      "averageVideoRtt": 0,
      "averageAudioJitter": 0,
      "averageVideoJitter": 0,
      "averageSendAudioBitrate": 32_000,
      "averageSendVideoBitrate": 500_000,
      "averageRecvAudioBitrate": 32_000,
      "averageRecvVideoBitrate": 500_000,
      "qualityScore": ["audio": 5, "video": 5],
    ]
  }

  /// How many pictures of each height came in: one of everybody else who was there.
  private func resolutionUsage(of participant: Participant, at time: Timestamp) -> JSONValue {
    let others = participants.count {
      $0.participantID != participant.participantID && $0.isPresent(at: time)
    }
    return [
      "180": 0, "360": .integer(others), "720": 0, "1080": 0, "1440": 0, "2160": 0,
      "time": Envelope.time(time),
    ]
  }
}
