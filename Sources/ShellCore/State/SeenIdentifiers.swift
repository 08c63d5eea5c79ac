import CommandLanguage
import VideoSDKClient

/// A room, a person, a session or a recording that an answer told of.
struct SeenIdentifier: Sendable, Equatable {
  let kind: IdentifierKind
  let id: String
  /// The ids of the room it is in; empty for a room, and where the answer did not say.
  var rooms: Set<String> = []
  /// What it is, for the list that Tab shows.
  let note: String
  /// The display name of a person, where the answer said one.
  var name: String?
  /// When it was learnt, on the session's clock.
  let time: Duration
}

extension SeenIdentifier {
  /// `efgh` (Emil), as a hint names somebody.
  var idWithName: String { "`\(id)`\(calledSo)" }

  /// ` (Emil)`; empty where no name is known.
  var calledSo: String { name.map { " (\($0))" } ?? "" }
}

/// What the service has told of, so that ids can be completed and mistyped ones be recognized.
///
/// A value, bounded whatever the service lists: the entry that was seen first is forgotten first.
struct SeenIdentifiers: Sendable, Equatable {
  private struct Key: Hashable {
    let kind: IdentifierKind
    let id: String
  }

  /// The most that is kept.
  static let limit = 5_000

  private var entries: [Key: SeenIdentifier] = [:]
  private var order: [Key] = []

  /// Nothing was seen yet.
  init() {}

  /// Whether nothing was seen yet.
  var isEmpty: Bool { entries.isEmpty }

  /// Takes what was seen; a later sight of the same id replaces an earlier one.
  mutating func note(_ seenIdentifiers: some Sequence<SeenIdentifier>) {
    for sighting in seenIdentifiers {
      let key = Key(kind: sighting.kind, id: sighting.id)
      if let known = entries[key] {
        if known.time <= sighting.time { entries[key] = sighting }
      } else {
        entries[key] = sighting
        order.append(key)
      }
    }
    guard order.count > Self.limit else { return }
    for key in order.prefix(order.count - Self.limit) { entries[key] = nil }
    order.removeFirst(order.count - Self.limit)
  }

  /// Takes all of another one.
  mutating func merge(_ other: SeenIdentifiers) {
    note(other.order.compactMap { other.entries[$0] })
  }

  /// What was seen of a kind, in the order of first sight.
  ///
  /// - Parameter room: only what is, or may be, in this room; nil for everywhere.
  func seen(_ kind: IdentifierKind, in room: String?) -> [SeenIdentifier] {
    order.lazy.filter { $0.kind == kind }.compactMap { entries[$0] }.filter { sighting in
      kind == .room || room.map { sighting.rooms.isEmpty || sighting.rooms.contains($0) } ?? true
    }
  }
}

/// How long ago something was seen, in one short word or two.
enum AgeText {
  static func short(_ age: Duration) -> String {
    let seconds = age.components.seconds
    switch seconds {
    case ..<1: return "just now"
    case ..<60: return "\(seconds)s ago"
    case ..<3_600: return "\(seconds / 60)m ago"
    default: return "\(seconds / 3_600)h ago"
    }
  }
}
