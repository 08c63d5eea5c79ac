import VideoSDKClient

/// What there is at one moment of a lesson, in words, so that two moments can be compared.
struct LessonFacts: Sendable, Equatable {
  private var facts: [Fact] = []

  /// Something that can change.
  struct Fact: Sendable, Equatable {
    /// Tells it from all others.
    let key: String
    /// As people read it.
    let subject: String
    let value: String
  }

  /// A fact that is not as it was; `–` stands for nothing.
  struct Change: Sendable, Equatable {
    let subject: String
    let before: String
    let after: String
  }

  private static let nothing = "–"

  /// - Parameter sandbox: its state as it tells it; nil when it was not asked.
  init(_ session: Session, sandbox: JSONValue?, files: JSONValue?) {
    add("room", session.room?.rawValue)
    add("participant", session.participant?.rawValue)
    add("webhook", session.settings.text(.webhook))
    add("token", session.credentials.resolve(for: session.target.origin)?.provenance)
    for room in (sandbox?["sessions"]).elements where room["status"].text == "ongoing" {
      for person in room["participants"].elements { add(person) }
    }
    for recording in (sandbox?["recordings"]).elements.reversed() { add(recording: recording) }
    let faults = (sandbox?["faults"]).elements.count
    add("waiting faults", faults == 0 ? nil : String(faults))
    for file in files.elements {
      add("file \(file["path"].text ?? "")", file["bytes"].map { "\($0.plainText) bytes" })
    }
  }

  private mutating func add(_ subject: String, _ value: String?) {
    facts.append(Fact(key: subject, subject: subject, value: value ?? Self.nothing))
  }

  private mutating func add(_ person: JSONValue) {
    guard let id = person["participantId"].text else { return }
    let tracks = person["tracks"].elements.compactMap(\.text).joined(separator: " ")
    let isPresent = person["present"] == .bool(true)
    add(
      "\(person["name"].text ?? id) (\(id))",
      isPresent ? (tracks.isEmpty ? "present" : tracks) : "left")
  }

  /// The word that the shell has for it everywhere.
  private static func state(_ recording: JSONValue) -> String? {
    recording["state"].text.map { RecordingState(word: $0)?.rawValue ?? $0 }
  }

  private mutating func add(recording: JSONValue) {
    guard let id = recording["id"].text else { return }
    let parts = [recording["kind"].text, recording["participantId"].text].compactMap(\.self)
    let subject = parts.isEmpty ? "recording" : parts.joined(separator: " · ")
    facts.append(
      Fact(key: id, subject: subject, value: Self.state(recording) ?? Self.nothing))
  }

  /// What is otherwise at a later moment, in its order.
  func changes(to later: LessonFacts) -> [Change] {
    let before = Dictionary(facts.map { ($0.key, $0.value) }) { first, _ in first }
    let changed = later.facts.compactMap { fact -> Change? in
      let old = before[fact.key] ?? Self.nothing
      guard old != fact.value else { return nil }
      return Change(subject: fact.subject, before: old, after: fact.value)
    }
    let kept = Set(later.facts.map(\.key))
    return changed
      + facts.filter { !kept.contains($0.key) && $0.value != Self.nothing }
      .map { Change(subject: $0.subject, before: $0.value, after: Self.nothing) }
  }
}
