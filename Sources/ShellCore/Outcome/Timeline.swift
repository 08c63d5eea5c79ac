import FoundationEssentials
import VideoSDKClient

/// When which track was recorded, and which webhooks and refusals there were: the facts of a timeline.
///
/// `TimelineLines` draws them on a terminal and `TimelinePicture` as SVG, both along a `TimelineAxis`.
struct Timeline: Sendable, Equatable {
  /// Those of a room and session one behind the other, in the order of their first moments.
  private(set) var rows: [Row]
  /// What is not drawn, or doubtful in what is, in sentences.
  private(set) var remarks: [String]
  /// The time as the service has it.
  let now: Date
  /// How a person reads the times.
  let local: LocalClock
  /// Where the axis begins at the earliest; nil for the first moment of all.
  let since: Date?
  /// From the first to the last moment that is drawn; nil where nothing is.
  let span: Span?

  /// The time as the service has it, and how a person reads it.
  struct Clock: Sendable {
    let now: Date
    /// What the local time is ahead of UTC at a moment.
    let secondsFromUTC: @Sendable (Date) -> Int
  }

  /// One track in one session.
  struct Row: Sendable, Equatable {
    var track: Track
    /// The participant's display name.
    var name: String?
    var recordings: [Recording] = []
    var marks: [Mark] = []
  }

  struct Track: Sendable, Hashable {
    var room: String?
    var session: String?
    var participant: String?
    var kind: String?

    /// `abcd audio`.
    var label: String { "\(participant ?? "-") \(kind ?? "-")" }
  }

  /// A stretch of time, whose end is never before its start.
  struct Span: Sendable, Equatable {
    var start: Date
    var end: Date

    init(_ start: Date, _ end: Date) {
      self.start = start
      self.end = max(start, end)
    }

    var seconds: Double { end.timeIntervalSince(start) }
  }

  struct Recording: Sendable, Equatable {
    var id: String?
    var state: RecordingState
    /// Up to now for what has no end.
    var span: Span
    /// What its files hold, in order; nil where that is not told.
    var segments: [Span]?
    /// What a recording costs that runs.
    var cost: CostEstimate?

    /// Whether it has no end yet.
    var isOpen: Bool { state.mayRun || state == .stopping }
  }

  /// Something that happened at a moment.
  struct Mark: Sendable, Equatable {
    var time: Date
    var sign: Sign

    enum Sign: Sendable, Equatable {
      case webhook(event: String)
      /// What was asked for, `start` or `stop`, and the status of the answer.
      case refusal(of: String, status: Int)
    }
  }

  init(_ rows: [Row], remarks: [String] = [], clock: Clock, since: Date? = nil) {
    self.rows = rows.inOrder
    self.remarks = remarks
    now = clock.now
    self.since = since
    span = Self.span(of: rows, since)
    local = LocalClock(along: span ?? Span(now, now), clock.secondsFromUTC)
  }

  private static func span(of rows: [Row], _ since: Date?) -> Span? {
    let spans = rows.flatMap { row in
      row.recordings.map(\.span) + row.marks.map { Span($0.time, $0.time) }
    }
    guard let start = spans.map(\.start).min(), let end = spans.map(\.end).max() else { return nil }
    return Span(max(start, since ?? start), end)
  }

  /// The rows by room and session.
  var groups: [[Row]] {
    var groups: [[Row]] = []
    for row in rows {
      if let last = groups.last?.last, last.track.place == row.track.place {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups
  }

  /// What runs, and what all of it has cost so far.
  var running: (count: Int, cost: CostEstimate) {
    let costs = rows.flatMap(\.recordings).filter(\.state.mayRun).map { $0.cost ?? .nothing }
    return (costs.count, costs.reduce(.nothing, +))
  }

  /// The facts without secrets.
  func redacted(by redactor: Redactor) -> Timeline {
    var copy = self
    copy.remarks = remarks.map(redactor.redact)
    for place in copy.rows.indices { copy.rows[place].redact(redactor.redact) }
    return copy
  }
}

extension Timeline.Row {
  fileprivate mutating func redact(_ redact: (String) -> String) {
    track.room = track.room.map(redact)
    track.session = track.session.map(redact)
    track.participant = track.participant.map(redact)
    track.kind = track.kind.map(redact)
    name = name.map(redact)
    for place in recordings.indices { recordings[place].id = recordings[place].id.map(redact) }
    for place in marks.indices {
      guard case .webhook(let event) = marks[place].sign else { continue }
      marks[place].sign = .webhook(event: redact(event))
    }
  }

  fileprivate var firstMoment: Date {
    (recordings.map(\.span.start) + marks.map(\.time)).min() ?? .distantFuture
  }
}

extension Timeline.Track {
  fileprivate struct Place: Hashable {
    let room: String?
    let session: String?
  }

  fileprivate var place: Place { Place(room: room, session: session) }

  /// What heads the rows of a room and session; empty where neither is known.
  var heading: String {
    [room.map { "room \($0)" }, session.map { "session \($0)" }].compactMap(\.self)
      .joined(separator: " · ")
  }

  /// Without what is of one track alone.
  fileprivate var person: Timeline.Track {
    Timeline.Track(room: room, session: session, participant: participant)
  }

  fileprivate var kindOrder: Int {
    TrackKind.known.firstIndex { $0.wireName == kind } ?? TrackKind.known.count
  }
}

extension [Timeline.Row] {
  /// Sessions and in them people by their first moments, the tracks of a person in the order of kinds.
  ///
  /// What began at one moment must not be mixed either: names then tell it apart.
  fileprivate var inOrder: [Timeline.Row] {
    var sessions: [Timeline.Track.Place: Date] = [:]
    var people: [Timeline.Track: Date] = [:]
    for row in self {
      let (place, person) = (row.track.place, row.track.person)
      sessions[place] = Swift.min(row.firstMoment, sessions[place] ?? .distantFuture)
      people[person] = Swift.min(row.firstMoment, people[person] ?? .distantFuture)
    }
    func isBefore(_ mine: Timeline.Track, _ theirs: Timeline.Track) -> Bool {
      let began = (sessions[mine.place], sessions[theirs.place])
      if let first = began.0, let second = began.1, first != second { return first < second }
      if mine.place != theirs.place { return mine.heading < theirs.heading }
      let came = (people[mine.person], people[theirs.person])
      if let first = came.0, let second = came.1, first != second { return first < second }
      return (mine.participant ?? "", mine.kindOrder, mine.kind ?? "")
        < (theirs.participant ?? "", theirs.kindOrder, theirs.kind ?? "")
    }
    return sorted { isBefore($0.track, $1.track) }
  }
}
