import CommandLanguage
import VideoSDKClient

/// The ids that a session knows: its own, those of answers, those of recordings it spoke of.
extension Session {
  /// Ids for completion, each once: what is in force first, then what was seen.
  ///
  /// - Parameters:
  ///   - seenIdentifiers: what is known of the service now.
  ///   - room: the room that is meant; nil for any.
  func identifiers(
    _ kind: IdentifierKind, _ seenIdentifiers: SeenIdentifiers, in room: String?, at now: Duration
  ) -> [Completion.LiveIdentifier] {
    var known: Set<String> = []
    let seen = seenIdentifiers.seen(kind, in: room).map {
      Completion.LiveIdentifier($0.id, $0.note, age: AgeText.short(now - $0.time))
    }
    return (seen + mentioned(kind, in: room, at: now)).filter { known.insert($0.id).inserted }
  }

  /// What was said of the session's own ids and of its recordings, without asking anyone.
  private func mentioned(
    _ kind: IdentifierKind, in room: String?, at now: Duration
  ) -> [Completion.LiveIdentifier] {
    let tracks = recordings.filter { room == nil || $0.key.room.rawValue == room }
    switch kind {
    case .room:
      return own(self.room?.rawValue)
        + recordings.map { recorded($0.key.room.rawValue, $0.belief, at: now) }
    case .participant:
      return own(participant?.rawValue)
        + tracks.compactMap { track in
          track.key.participant.map { recorded($0.rawValue, track.belief, at: now) }
        }
    case .session, .recording, .participantRecording, .meetingRecording, .merge: return []
    }
  }

  private func own(_ id: String?) -> [Completion.LiveIdentifier] {
    id.map { [.init($0, "set here")] } ?? []
  }

  private func recorded(
    _ id: String, _ belief: Belief, at now: Duration
  ) -> Completion.LiveIdentifier {
    .init(id, "recorded here", age: AgeText.short(now - belief.learned))
  }

  /// The ids that were seen and are nearest to those of a request, or whose names are, in backticks; none where an id is one
  /// of them.
  func meantIDs(of scope: RequestScope) -> [String] {
    guard let seenIdentifiers, !seenIdentifiers.isEmpty else { return [] }
    return [
      nearest(to: scope.room?.rawValue, .room, seenIdentifiers, in: nil),
      nearest(
        to: scope.participant?.rawValue, .participant, seenIdentifiers, in: scope.room?.rawValue),
    ].compactMap(\.self)
  }

  private func nearest(
    to id: String?, _ kind: IdentifierKind, _ seenIdentifiers: SeenIdentifiers, in room: String?
  ) -> String? {
    guard let id else { return nil }
    let isKnownRoom =
      kind == .room || seenIdentifiers.seen(.room, in: nil).contains { $0.id == room }
    let seen = seenIdentifiers.seen(kind, in: isKnownRoom ? room : nil).map(\.id)
    guard !seen.contains(id) else { return nil }
    if let nearest = Suggestion.nearest(to: id, in: seen) { return "`\(nearest)`" }
    let people = kind == .participant ? seenIdentifiers.seen(kind, in: nil) : []
    let name = Suggestion.nearest(to: id, in: people.compactMap(\.name))
    return name.flatMap { name in people.first { $0.name == name }?.idWithName }
  }
}
