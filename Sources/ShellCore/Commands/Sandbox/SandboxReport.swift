import VideoSDKClient

/// Answers of the control plane as people read them.
enum SandboxReport {
  static func line(_ text: String, _ json: JSONValue) -> Report {
    Report(json: json, body: [.line(StyledText([.init(text, .good)]))])
  }

  static func page(_ address: String) -> Report {
    Report(
      json: .object(["page": .string(address)]),
      body: [.line(StyledText([.init(address, .code)]))])
  }

  static func joined(_ person: ParticipantID, _ name: String?, _ room: RoomID) -> Report {
    Report(
      json: .object([
        "room": .string(room.rawValue), "participant": .string(person.rawValue),
        "name": name.map { .string($0) },
      ]),
      body: [.line(sentence("joined", person, room))])
  }

  static func left(_ person: ParticipantID, _ room: RoomID) -> Report {
    Report(
      json: .object([
        "room": .string(room.rawValue), "participant": .string(person.rawValue),
      ]),
      body: [.line(sentence("left", person, room))])
  }

  static func tracks(_ tracks: [TrackKey], isOn: Bool) -> Report {
    Report(
      json: .array(
        tracks.map { .object($0.members + [.init(name: "on", value: .bool(isOn))]) }),
      body: tracks.map {
        .line(StyledText([.init(isOn ? "on" : "off", .good), .init("  ")] + $0.styled))
      })
  }

  /// The faults that wait, each in the words that made it.
  static func faults(_ json: JSONValue) -> Report {
    let faults = json["faults"].elements
    guard !faults.isEmpty else { return Report(json: json, body: [.line("no fault waits")]) }
    var facts = FactLines()
    for fault in faults { facts.add("fault", SandboxFault.text(of: fault), .code) }
    return Report(json: json, body: facts.blocks)
  }

  static func state(_ json: JSONValue) -> Report {
    let people = json["sessions"].elements.filter { $0["status"].text == "ongoing" }
      .flatMap { session in session["participants"].elements.map { (session, $0) } }
    let recordings = json["recordings"].elements
    var body = facts(json, hasPeople: !people.isEmpty).blocks
    if !people.isEmpty {
      let rooms = Set(people.map { $0.0["roomId"].text })
      body.append(.table(Table(of: people, personColumns(isOfOneRoom: rooms.count == 1))))
    }
    if !recordings.isEmpty {
      body.append(.table(Table(of: recordings, recordingColumns)))
    }
    return Report(json: json, body: body)
  }

  static func storage(_ whose: String, _ json: JSONValue) -> Report {
    let text =
      switch whose {
      case "own": "files go to your own bucket, and have no address"
      case "none": "no bucket is set up: what is started with `bucket=` fails"
      default: "files go to the service's own storage"
      }
    return line(text, json)
  }

  private static func facts(_ json: JSONValue, hasPeople: Bool) -> FactLines {
    var facts = FactLines()
    facts.add("time", json["now"].text)
    facts.add("seed", json["seed"].text)
    facts.add("processing", json["processing"].text)
    facts.add("storage", json["storage"].text)
    for fault in json["faults"].elements {
      facts.add("fault", SandboxFault.text(of: fault), .code)
    }
    if json["faults"].elements.isEmpty { facts.add("faults", "none", .muted) }
    if !hasPeople { facts.add("people", "none", .muted) }
    if json["recordings"].elements.isEmpty { facts.add("recordings", "none", .muted) }
    return facts
  }

  private static func sentence(
    _ word: String, _ person: ParticipantID, _ room: RoomID
  ) -> StyledText {
    StyledText([
      .init(word, .good), .init("  "), .init(person.rawValue, .id), .init(" · ", .muted),
      .init(room.rawValue, .id),
    ])
  }

  private typealias Person = (session: JSONValue, json: JSONValue)

  private static func personColumns(isOfOneRoom: Bool) -> [ListColumn<Person>] {
    [
      ListColumn("room", turn: isOfOneRoom ? 1 : 3) { Table.Cell($0.session["roomId"].text, .id) },
      ListColumn("participant") { Table.Cell($0.json["participantId"].text, .id) },
      ListColumn("name", turn: 2) { Table.Cell($0.json["name"].text) },
      ListColumn("state") {
        $0.json["present"] == .bool(true)
          ? Table.Cell("present", .good) : Table.Cell("left", .muted)
      },
      ListColumn("tracks") { person in
        let tracks = person.json["tracks"].elements.compactMap(\.text)
        return Table.Cell(tracks.isEmpty ? nil : tracks.joined(separator: " "), .strong)
      },
    ]
  }

  private static let recordingColumns: [ListColumn<JSONValue>] = [
    ListColumn("recording") { Table.Cell($0["id"].text, .id) },
    ListColumn("kind") { Table.Cell($0["kind"].text, .strong) },
    ListColumn("participant", turn: 2) { Table.Cell($0["participantId"].text, .id) },
    ListColumn("room", turn: 1) { Table.Cell($0["roomId"].text, .id) },
    ListColumn("state") { recording in
      let word = recording["state"].text
      let state = word.flatMap { RecordingState(word: $0) }
      return Table.Cell(state?.rawValue ?? word, state?.role ?? .plain)
    },
  ]
}

extension JSONValue {
  /// The text of a string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

extension JSONValue? {
  var text: String? { self?.text }

  /// The elements of an array; none where there is none.
  var elements: [JSONValue] {
    if case .array(let elements)? = self { elements } else { [] }
  }
}
