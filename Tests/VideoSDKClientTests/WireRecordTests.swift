import Testing

@testable import VideoSDKClient

/// Each optional field of each model that is read from answers: absent, null, empty, with a value, of a wrong type.
@Suite struct WireRecordTests {
  /// What a field holds.
  enum Kind {
    case text, number, integer, bool, date, texts, list, record, counts, json
    /// A list, or a record, of which an element or a field is demanded.
    case demanding(String)
  }

  /// How a field is written, and what its property then holds; nil for a failure at its place.
  struct Form: Sendable {
    let json: String?
    let presence: JSONPresence
    let read: String?
  }

  /// One field in one form.
  struct Case: Sendable, CustomTestStringConvertible {
    let model: Model
    let label: String
    let path: [String]
    let form: Form

    var testDescription: String {
      "\(model.name).\(path.joined(separator: ".")) \(form.json ?? "absent")"
    }
  }

  /// A model with all of its fields, by their properties.
  struct Model: Sendable {
    let name: String
    /// The members that it cannot do without.
    let needs: String
    let fields: [(label: String, path: String, kind: Kind)]
    let read: @Sendable (JSONFields) throws(ClientError) -> (any WireRecord)?

    init(
      _ name: String, needs: String = "", _ fields: [(label: String, path: String, kind: Kind)],
      _ read: @escaping @Sendable (JSONFields) throws(ClientError) -> (any WireRecord)?
    ) {
      self.name = name
      self.needs = needs
      self.fields = fields
      self.read = read
    }

    /// The properties that stand for no field of their own, or for one that is demanded.
    var demanded: Set<String> {
      switch name {
      case "Room": ["roomID", "json"]
      case "StartedMerge": ["merge", "json"]
      case "SessionStats": ["sessionID", "json"]
      case "ParticipantStats": ["sessionID", "participantID", "json"]
      case "Merge.Source": ["participant", "json"]
      case "RoomWebhook": ["endPoint", "json"]
      case "QualitySample": ["audio", "video", "json"]
      default: needs.isEmpty ? ["json"] : ["id", "json"]
      }
    }

    /// The record with one field in one form.
    func text(_ path: [String], _ json: String?) -> String {
      var member = json.map { "\"\(path[path.count - 1])\":\($0)" } ?? ""
      for name in path.dropLast().reversed() { member = "\"\(name)\":{\(member)}" }
      return "{\([needs, member].filter { !$0.isEmpty }.joined(separator: ","))}"
    }
  }

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

  static let cases: [Case] = models.flatMap { model in
    model.fields.flatMap { field in
      let isCounted = field.label == "counts"
      return forms(of: field.kind, isCounted: isCounted).map {
        Case(
          model: model, label: field.label, path: field.path.split(separator: ".").map(String.init),
          form: $0)
      }
    }
  }

  private static func forms(of kind: Kind, isCounted: Bool) -> [Form] {
    let nothing =
      switch kind {
      case .list, .texts: "[]"
      case .counts: "[:]"
      case .demanding(let place): place.hasPrefix("[") ? "[]" : "nil"
      default: isCounted ? "[:]" : "nil"
      }
    var forms = [Form(json: nil, presence: .absent, read: nothing)]
    if case .json = kind {
      forms.append(Form(json: "null", presence: .null, read: "null"))
    } else {
      forms.append(Form(json: "null", presence: .null, read: nothing))
    }
    func add(_ json: String, _ read: String?) {
      let isEmpty = ["\"\"", "[]", "{}"].contains(json)
      forms.append(Form(json: json, presence: isEmpty ? .empty : .present, read: read))
    }
    func refuse(_ wrong: String...) { for json in wrong { add(json, nil) } }
    switch kind {
    case .text:
      add(#""""#, "")
      add(#""a""#, "a")
      add("7", "7")
      refuse("true", "[]", "{}", "[1]", #"{"a":1}"#)
    case .number:
      add("2.5", "2.5")
      add("0", "0.0")
      refuse(#""""#, #""2.5""#, "true", "[]", "{}", "1e999")
    case .integer:
      add("0", isCounted ? "[720: 0]" : "0")
      add("9007199254740993", isCounted ? "[720: 9007199254740993]" : "9007199254740993")
      refuse(#""""#, #""7""#, "2.5", "true", "[]", "{}", "9223372036854775808")
    case .bool:
      add("false", "false")
      add("true", "true")
      refuse(#""""#, #""true""#, "0", "[]", "{}")
    case .date:
      add(#""""#, "")
      add(#""2026-01-02T10:00:00.000Z""#, "2026-01-02T10:00:00.000Z")
      add("0", "0")
      refuse("true", "[]", "{}")
    case .texts:
      add("[]", "[]")
      add(#"["a",""]"#, "[a, ]")
      refuse(#""""#, #""a""#, "{}", "0", "false", "[1]", "[null]")
    case .list:
      add("[]", "[]")
      add("[{}]", "1")
      refuse(#""""#, #""a""#, "{}", "0", "false", "[1]", "[null]")
    case .record:
      add("{}", "{}")
      refuse(#""""#, #""a""#, "[]", "0", "false", "[{}]")
    case .counts:
      add("{}", "[:]")
      add(#"{"360":2.5}"#, #"["360": 2.5]"#)
      refuse(#""""#, #""a""#, "[]", "0", "false", #"{"360":"2.5"}"#)
    case .json:
      add(#""""#, #""""#)
      add("[]", "[]")
      add("{}", "{}")
      add(#"{"a":[1,null]}"#, #"{"a":[1,null]}"#)
      add("false", "false")
    case .demanding(let place) where place.isEmpty:
      add("{}", "nil")
      add(#"{"endPoint":"https://h","events":null}"#, #"{"endPoint":"https://h","events":null}"#)
      refuse(#""""#, #""a""#, "[]", "0")
    case .demanding:
      add("[]", "[]")
      add(#"[{"participantId":"p"}]"#, "1")
      refuse(#""""#, "{}", "0", "[{}]", #"[{"participantId":null}]"#)
    }
    return forms
  }

  @Test(arguments: cases)
  func `is read and printed as it came`(_ one: Case) throws {
    let text = one.model.text(one.path, one.form.json)
    let fields = try JSONFields(JSONValue(parsing: Array(text.utf8)))

    guard let expected = one.form.read else {
      let error = #expect(throws: ClientError.self) { _ = try one.model.read(fields) }
      guard case .malformed(let place, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(place.hasPrefix(one.path.joined(separator: ".")), "\(place)")
      return
    }
    let record = try #require(try one.model.read(fields))
    #expect(Self.drawn(one.label, of: record) == expected)
    #expect(record.json.presence(of: one.path[...]) == one.form.presence)
    #expect(String(decoding: record.json.encoded(), as: UTF8.self) == text)
  }

  @Test(arguments: models.map(\.name).indices)
  func `every property of a model is in the table`(_ index: Int) throws {
    let model = Self.models[index]
    let fields = try JSONFields(JSONValue(parsing: Array(model.text(["x"], nil).utf8)))
    let record = try #require(try model.read(fields))

    let properties = Set(Mirror(reflecting: record).children.compactMap(\.label))

    #expect(properties == model.demanded.union(model.fields.map(\.label)), "\(model.name)")
  }

  /// A property as the table has it: `nil`, its text, its JSON, or how many elements it has.
  private static func drawn(_ label: String, of record: any WireRecord) -> String {
    guard let child = Mirror(reflecting: record).children.first(where: { $0.label == label })
    else { return "no property" }
    var value = child.value
    if Mirror(reflecting: value).displayStyle == .optional {
      guard let some = Mirror(reflecting: value).children.first else { return "nil" }
      value = some.value
    }
    switch value {
    case let record as any WireRecord: return String(decoding: record.json.encoded(), as: UTF8.self)
    case let json as JSONValue: return String(decoding: json.encoded(), as: UTF8.self)
    case let records as [any WireRecord]: return records.isEmpty ? "[]" : "\(records.count)"
    case let ids as [ParticipantID]: return "\(ids.map(\.rawValue))".replacing("\"", with: "")
    case let texts as [String]: return "\(texts)".replacing("\"", with: "")
    case let counts as [String: Double]: return "\(counts)"
    default: return "\(value)"
    }
  }
}

/// What is read can be sent again, and keeps what this library does not know.
@Suite struct SentAgainTests {
  @Test(arguments: [
    #"{"type":null,"duration":9007199254740993,"future":{"a":[]}}"#, "{}", #"{"duration":null}"#,
  ])
  func `a room's settings go back as they came`(_ json: String) throws {
    let text = #"{"roomId":"r","autoCloseConfig":\#(json)}"#
    let room = try Room(JSONFields(JSONValue(parsing: Array(text.utf8))))

    let sent = CreateRoom(customRoomID: RoomID("x"), autoClose: room.autoClose).body

    #expect(
      sent.map { String(decoding: $0.encoded(), as: UTF8.self) }
        == #"{"customRoomId":"x","autoCloseConfig":\#(json)}"#)
  }

  @Test func `what is made leaves out what is not given`() {
    let made = AutoCloseConfiguration(minutes: 9_007_199_254_740_993)

    #expect(
      String(decoding: made.json.encoded(), as: UTF8.self) == #"{"duration":9007199254740993}"#)
    #expect(made.presence(of: "type") == .absent)
    #expect(made.presence(of: "duration") == .present)
  }

  @Test func `a field of a field is named by both`() throws {
    let text = #"{"meta":{"resolution":{"width":null},"format":""}}"#
    let file = try RecordingFile(JSONFields(JSONValue(parsing: Array(text.utf8))))

    #expect(file.presence(of: "meta", "resolution", "width") == .null)
    #expect(file.presence(of: "meta", "resolution", "height") == .absent)
    #expect(file.presence(of: "meta", "format") == .empty)
    #expect(file.presence(of: "meta") == .present)
    #expect(file.presence(of: "ratio", "360") == .absent)
  }
}
