import VideoSDKClient

/// A room as one look showed it.
struct RoomSight: Sendable {
  /// Who is there; empty where no session is live.
  var people: [SessionParticipant] = []
  /// The recordings of its session.
  var recordings: [TrackRecording] = []
}

extension SessionParticipant {
  /// What is sent, among some kinds: what the service says of it, and all of them where it says nothing.
  func publishedKinds(among kinds: [TrackKind]) -> Set<TrackKind> {
    guard let events, case .object = events else { return Set(kinds) }
    return Set(
      kinds.filter { kind in
        guard let name = Self.eventName(of: kind), case .array(let all)? = events[name] else {
          return false
        }
        return all.contains { event in
          switch event["end"] {
          case nil, .null?: true
          default: false
          }
        }
      })
  }

  private static func eventName(of kind: TrackKind) -> String? {
    switch kind {
    case .audio: "mic"
    case .video: "webcam"
    case .screenVideo: "screenShare"
    case .screenAudio: "screenShareAudio"
    case .other: nil
    }
  }
}
