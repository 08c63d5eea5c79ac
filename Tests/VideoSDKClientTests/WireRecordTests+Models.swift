@testable import VideoSDKClient

/// The models with their fields, by the names of the wire.
extension WireRecordTests {
  private static let metadata: [(String, String, Kind)] = [
    ("width", "resolution.width", .integer), ("height", "resolution.height", .integer),
    ("format", "format", .text), ("durationSeconds", "duration", .number),
  ]

  private static func medium(_ name: String) -> [(String, String, Kind)] {
    [
      ("receivedPacketsLost", "recv\(name)PacketLost", .number),
      ("sentPacketsLost", "send\(name)PacketLost", .number),
      ("averageRoundTripTime", "average\(name)Rtt", .number),
      ("averageJitter", "average\(name)Jitter", .number),
      ("averageSendBitrate", "averageSend\(name)Bitrate", .number),
      ("averageReceiveBitrate", "averageRecv\(name)Bitrate", .number),
      ("score", "qualityScore.\(name.lowercased())", .number),
    ]
  }

  private static let id = #""id":"1""#

  static let models: [Model] = [
    Model(
      "TrackRecording", needs: id,
      [
        ("roomID", "roomId", .text), ("sessionID", "sessionId", .text),
        ("participantID", "participantId", .text), ("participantName", "participantName", .text),
        ("kind", "kind", .text), ("fileFormat", "fileFormat", .text), ("start", "start", .date),
        ("end", "end", .date), ("mode", "mode", .text), ("region", "region", .text),
        ("files", "files", .list), ("webhook", "webhook", .record),
      ]
    ) { fields throws(ClientError) in try TrackRecording(fields) },
    Model(
      "ParticipantRecording", needs: id,
      [
        ("roomID", "roomId", .text), ("sessionID", "sessionId", .text),
        ("participantID", "participantId", .text), ("participantName", "participantName", .text),
        ("kind", "kind", .text), ("fileFormat", "fileFormat", .text), ("start", "start", .date),
        ("end", "end", .date), ("mode", "mode", .text), ("region", "region", .text),
        ("files", "files", .list), ("webhook", "webhook", .record),
      ]
    ) { fields throws(ClientError) in try ParticipantRecording(fields) },
    Model(
      "MeetingRecording", needs: id,
      [
        ("userID", "userId", .text), ("roomID", "roomId", .text), ("sessionID", "sessionId", .text),
        ("createdAt", "createdAt", .date), ("updatedAt", "updatedAt", .date),
        ("fileID", "fileId", .text), ("file", "file", .record),
      ]
    ) { fields throws(ClientError) in try MeetingRecording(fields) },
    Model(
      "RecordingFile",
      [
        ("id", "_id", .text), ("userID", "userId", .text), ("filePath", "filePath", .text),
        ("fileURL", "fileUrl", .text), ("type", "type", .text), ("size", "size", .integer),
        ("meta", "meta", .record), ("ratio", "ratio", .counts),
        ("userStorage", "userStorage", .json),
        ("createdAt", "createdAt", .date), ("updatedAt", "updatedAt", .date),
      ]
    ) { fields throws(ClientError) in try RecordingFile(fields) },
    Model("RecordingFile.Metadata", metadata) { fields throws(ClientError) in
      try RecordingFile.Metadata(fields)
    },
    Model(
      "WebhookSummary",
      [
        ("totalCount", "totalCount", .integer), ("successCount", "successCount", .integer),
        ("deliveries", "data", .list),
      ]
    ) { fields throws(ClientError) in try WebhookSummary(fields) },
    Model(
      "WebhookSummary.EventDelivery", [("type", "type", .text), ("success", "success", .bool)]
    ) { fields throws(ClientError) in try WebhookSummary.EventDelivery(fields) },
    Model(
      "Merge", needs: id,
      [
        ("channel1", "channel1", .demanding("[0].participantId")),
        ("channel2", "channel2", .demanding("[0].participantId")), ("state", "status", .text),
        ("roomID", "meetingId", .text), ("sessionID", "sessionId", .text),
        ("start", "start", .date),
        ("end", "end", .date), ("file", "file", .record),
      ]
    ) { fields throws(ClientError) in try Merge(fields) },
    Model(
      "Merge.Source", needs: #""participantId":"p""#,
      [("recording", "recordingId", .text), ("type", "type", .text)]
    ) { fields throws(ClientError) in try Merge.Source(fields) },
    Model("StartedMerge", needs: #""recording":{"id":"1"}"#, [("message", "message", .text)]) {
      fields throws(ClientError) in try StartedMerge(fields)
    },
    Model(
      "Room", needs: #""roomId":"r""#,
      [
        ("customRoomID", "customRoomId", .text), ("id", "id", .text),
        ("isDisabled", "disabled", .bool), ("createdAt", "createdAt", .date),
        ("updatedAt", "updatedAt", .date), ("userID", "userId", .text), ("owner", "user", .record),
        ("links", "links", .record), ("geoFence", "geoFence", .text),
        ("webhook", "webhook", .demanding("")), ("autoClose", "autoCloseConfig", .record),
        ("autoStart", "autoStartConfig", .record),
        ("multiComposition", "multiComposition", .record),
        ("allowedParticipants", "allowedParticipantIds", .texts),
      ]
    ) { fields throws(ClientError) in try Room(fields) },
    Model(
      "Account",
      [
        ("id", "id", .text), ("email", "email", .text), ("name", "name", .text),
        ("discontinuedReason", "discontinuedReason", .text),
      ]
    ) { fields throws(ClientError) in try Account(fields) },
    Model(
      "Links",
      [
        ("room", "get_room", .text), ("session", "get_session", .text),
        ("allParticipants", "get_all_participants", .text),
      ]
    ) { fields throws(ClientError) in try Links(fields) },
    Model("RoomWebhook", needs: #""endPoint":"https://h""#, [("events", "events", .texts)]) {
      fields throws(ClientError) in try RoomWebhook(fields)
    },
    Model(
      "AutoCloseConfiguration", [("action", "type", .text), ("minutes", "duration", .integer)]
    ) { fields throws(ClientError) in try AutoCloseConfiguration(fields) },
    Model("AutoStartConfiguration", [("recording", "recording", .record), ("hls", "hls", .json)]) {
      fields throws(ClientError) in try AutoStartConfiguration(fields)
    },
    Model(
      "AutoStartConfiguration.Recording",
      [
        ("templateURL", "templateUrl", .text), ("transcription", "transcription", .record),
        ("configuration", "config", .record), ("bucketDirectoryPath", "awsDirPath", .text),
      ]
    ) { fields throws(ClientError) in try AutoStartConfiguration.Recording(fields) },
    Model("Transcription", [("isEnabled", "enabled", .bool), ("summary", "summary", .record)]) {
      fields throws(ClientError) in try Transcription(fields)
    },
    Model("Transcription.Summary", [("isEnabled", "enabled", .bool), ("prompt", "prompt", .text)]) {
      fields throws(ClientError) in try Transcription.Summary(fields)
    },
    Model(
      "RecordingConfiguration",
      [
        ("layout", "layout.type", .text), ("priority", "layout.priority", .text),
        ("gridSize", "layout.gridSize", .integer), ("theme", "theme", .text),
        ("mode", "mode", .text), ("quality", "quality", .text),
        ("orientation", "orientation", .text),
      ]
    ) { fields throws(ClientError) in try RecordingConfiguration(fields) },
    Model(
      "MultiComposition",
      [("recording", "recording", .bool), ("hls", "hls", .bool), ("rtmp", "rtmp", .bool)]
    ) { fields throws(ClientError) in try MultiComposition(fields) },
    Model(
      "RoomSession", needs: id,
      [
        ("roomID", "roomId", .text), ("start", "start", .date), ("end", "end", .date),
        ("status", "status", .text),
        ("participants", "participants", .demanding("[0].participantId")),
        ("userID", "userId", .text), ("customRoomID", "customRoomId", .text),
        ("activeDuration", "activeDuration", .number), ("chatURL", "chatLink", .text),
        ("region", "region", .text), ("apiKey", "apiKey", .text), ("links", "links", .record),
      ]
    ) { fields throws(ClientError) in try RoomSession(fields) },
    Model(
      "SessionParticipant", needs: #""participantId":"p""#,
      [
        ("name", "name", .text), ("stays", "timelog", .list), ("recordID", "_id", .text),
        ("mode", "mode", .text), ("events", "events", .json), ("joinTime", "initTime", .number),
        ("device", "deviceInfo", .record), ("modeChanges", "changeModeHistory", .json),
        ("location", "geoLocation", .record),
      ]
    ) { fields throws(ClientError) in try SessionParticipant(fields) },
    Model("SessionParticipant.Stay", [("start", "start", .date), ("end", "end", .date)]) {
      fields throws(ClientError) in try SessionParticipant.Stay(fields)
    },
    Model(
      "SessionParticipant.Device",
      [
        ("sdkType", "sdkType", .text), ("sdkVersion", "sdkVersion", .text),
        ("platform", "platform", .text), ("browserUserAgent", "browserUserAgent", .text),
      ]
    ) { fields throws(ClientError) in try SessionParticipant.Device(fields) },
    Model(
      "SessionParticipant.Location",
      [("city", "city", .text), ("region", "region", .text), ("country", "country", .text)]
    ) { fields throws(ClientError) in try SessionParticipant.Location(fields) },
    Model(
      "SessionStats", needs: #""sessionId":"s""#,
      [("roomID", "meetingId", .text), ("samples", "stats", .list)]
    ) { fields throws(ClientError) in try SessionStats(fields) },
    Model(
      "ParticipantStats", needs: #""sessionId":"s","participantId":"p""#,
      [
        ("roomID", "meetingId", .text), ("participantName", "participantName", .text),
        ("deviceInfo", "deviceInfo", .json), ("sdkInfo", "sdkInfo", .json),
        ("location", "location", .json), ("network", "network", .json), ("samples", "stats", .list),
        ("resolutionUsage", "resolutionUsage", .list),
      ]
    ) { fields throws(ClientError) in try ParticipantStats(fields) },
    Model(
      "ParticipantStats.ResolutionUsage", [("time", "time", .date), ("counts", "720", .integer)]
    ) { fields throws(ClientError) in try ParticipantStats.ResolutionUsage(fields) },
    Model("QualitySample", [("time", "time", .date)]) { fields throws(ClientError) in
      try QualitySample(fields)
    },
    Model("QualitySample.Medium", medium("Audio")) { fields throws(ClientError) in
      try QualitySample.Medium(fields, "Audio")
    },
    Model("QualitySample.Medium", medium("Video")) { fields throws(ClientError) in
      try QualitySample.Medium(fields, "Video")
    },
    Model(
      "WebhookEvent.File",
      [
        ("filePath", "filePath", .text), ("fileURL", "fileUrl", .text),
        ("encryption", "encryption", .record),
      ]
    ) { fields throws(ClientError) in try WebhookEvent.File(fields) },
    Model(
      "WebhookEvent.Encryption", [("keyURL", "keyUrl", .text), ("metadataURL", "metaUrl", .text)]
    ) { fields throws(ClientError) in try WebhookEvent.Encryption(fields) },
  ]
}
