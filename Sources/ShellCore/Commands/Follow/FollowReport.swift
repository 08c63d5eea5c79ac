import VideoSDKClient

/// What a `follow` tells while it goes on, and at its end.
struct FollowReport: Sendable {
  let room: RoomID
  private(set) var events: [JSONValue] = []

  /// More than any meeting has, and an end for one that never ends.
  private static let longestList = 100_000

  /// The lines for what happened in one round, one for each person.
  mutating func lines(
    _ happened: [FollowedRoom.Happening], names: [ParticipantID: String], at time: String
  ) -> [TalkLine] {
    var order: [ParticipantID] = []
    var texts: [ParticipantID: [String]] = [:]
    for happening in happened {
      if texts[happening.person] == nil { order.append(happening.person) }
      texts[happening.person, default: []].append(happening.text)
      guard events.count < Self.longestList else { continue }
      events.append(
        .object([
          "participant": .string(happening.person.rawValue), "event": .string(happening.text),
          "at": .string(time),
        ]))
    }
    return order.map { person in
      let name = names[person].flatMap { $0 == person.rawValue || $0.isEmpty ? nil : " (\($0))" }
      let text = (texts[person] ?? []).joined(separator: " · ")
      return TalkLine(
        StyledText([.init("\(time) ", .muted)]), "\(person.rawValue)\(name ?? "") \(text)")
    }
  }

  /// The last line.
  func end(
    people: Int, started: Int, stopped: Int, running: Int, after time: Duration, because: String
  ) -> Report {
    let many = started == 1 ? "1 recording" : "\(started) recordings"
    let rest = running == 0 ? "nothing of it runs any more" : "\(running) may still run"
    let who = people == 1 ? "1 person" : "\(people) people"
    return Report(
      json: .object([
        "room": .string(room.rawValue), "people": .number(people), "started": .number(started),
        "stopped": .number(stopped), "seconds": .number((time.inSeconds * 1000).rounded() / 1000),
        "events": .array(events),
      ]),
      body: [
        .line(
          StyledText(
            "\(because) after \(DurationText.short(time)): \(who), \(many) started, \(rest)"))
      ])
  }
}
