import FoundationEssentials
import Synchronization
package import VideoSDKClient

/// A service of track recordings that knows what really runs, and misbehaves at each request as it is told.
///
/// It is the script of a ``HostileServer``: pass `react` and `leavesUnread`.
package final class FaultyTracks: Sendable {
  fileprivate struct Recording {
    let id: Int
    let track: TrackKey
    var start: Date
    var end: Date?
    /// How many looks at the list do not show it.
    var hiddenLooks = 0
  }

  fileprivate struct State {
    var recordings: [Recording] = []
    var faults: [Fault] = []
    var list = ListFault.right
    var sent = 0
    var begun = 0
    var looks = 0
  }

  private let state = Mutex(State())

  /// A service at which nothing has happened.
  package init() {}

  /// Says what happens to the requests of the next command; the counters begin again.
  package func plan(_ faults: [Fault], list: ListFault) {
    state.withLock { state in
      state.faults = faults
      state.list = list
      (state.sent, state.begun, state.looks) = (0, 0, 0)
    }
  }

  /// Forgets all recordings.
  package func reset() { state.withLock { $0 = State() } }

  /// Lets a recording run that somebody began so long ago.
  package func begin(_ track: TrackKey, secondsAgo seconds: Double) {
    state.withLock { $0.begin(track, at: Date().addingTimeInterval(-seconds), hiddenLooks: 0) }
  }

  /// Makes what has begun older.
  package func age(bySeconds seconds: Double) {
    state.withLock { state in
      for place in state.recordings.indices {
        state.recordings[place].start.addTimeInterval(-seconds)
      }
    }
  }

  /// Lets the list show all that has begun.
  package func showAll() {
    state.withLock { state in
      for place in state.recordings.indices { state.recordings[place].hiddenLooks = 0 }
    }
  }

  /// The tracks that are recorded in truth.
  package var running: Set<TrackKey> {
    state.withLock { state in Set(state.recordings.filter { $0.end == nil }.map(\.track)) }
  }
  /// How many requests to start or stop came since the last plan, read or not.
  package var sent: Int { state.withLock { $0.sent } }
  /// How many recordings have begun since the last plan.
  package var begun: Int { state.withLock { $0.begun } }
  /// How often the list was asked for since the last plan.
  package var looks: Int { state.withLock { $0.looks } }

  /// Whether the connection is to end before the request is read.
  package func leavesUnread(_ method: String, _ target: String) -> Bool {
    guard method == "POST" else { return false }
    return state.withLock { state in
      guard state.faults.first?.way == .unread else { return false }
      state.faults.removeFirst()
      state.sent += 1
      return true
    }
  }

  /// Acts on a request, or not, and says how to answer.
  package func react(_ request: SeenRequest, _ number: Int) -> Reaction {
    state.withLock { state in
      guard request.method == "POST" else { return state.lookedAt() }
      state.sent += 1
      let fault = state.faults.isEmpty ? .honest : state.faults.removeFirst()
      var honest = Reaction.answer(200, "\"nothing was done\"")
      if fault.acts, let track = TrackKey(inBody: request.body) {
        honest =
          request.target.hasSuffix("/start") ? state.started(track) : state.stopped(track)
      }
      return fault.way.reaction(honest)
    }
  }
}

extension FaultyTracks.State {
  mutating func begin(_ track: TrackKey, at time: Date, hiddenLooks: Int) {
    recordings.append(
      FaultyTracks.Recording(
        id: recordings.count + 1, track: track, start: time, hiddenLooks: hiddenLooks))
  }

  mutating func started(_ track: TrackKey) -> Reaction {
    guard !recordings.contains(where: { $0.track == track && $0.end == nil }) else {
      return .answer(409, #"{"statusCode":409,"error":"Track recording is already running"}"#)
    }
    begin(track, at: Date(), hiddenLooks: list.hiddenLooks)
    begun += 1
    return .answer(200, "\"track recording started successfully.\"")
  }

  mutating func stopped(_ track: TrackKey) -> Reaction {
    guard let place = recordings.firstIndex(where: { $0.track == track && $0.end == nil }) else {
      return .answer(400, #"{"statusCode":400,"error":"Track recording is not started"}"#)
    }
    recordings[place].end = Date()
    return .answer(200, "\"track recording ended successfully.\"")
  }

  mutating func lookedAt() -> Reaction {
    looks += 1
    if looks <= list.failures { return .answer(500, #"{"error":"boom"}"#) }
    var shown: [String] = []
    for place in recordings.indices {
      if recordings[place].hiddenLooks > 0 {
        recordings[place].hiddenLooks -= 1
      } else {
        shown.append(recordings[place].json)
      }
    }
    return .answer(
      200,
      #"{"pageInfo":{"currentPage":1,"perPage":100,"lastPage":1},"data":["#
        + shown.joined(separator: ",") + "]}",
      "Date: \(Date().httpText)")
  }
}

extension FaultyTracks.Recording {
  fileprivate var json: String {
    let end = end.map { "\"\($0.wireText)\"" } ?? "null"
    return #"{"id":"\#(id)","roomId":"\#(track.room)","participantId":"\#(track.participant)","#
      + #""kind":"\#(track.kind.wireName)","start":"\#(start.wireText)","end":\#(end),"files":[]}"#
  }
}

extension TrackKey {
  fileprivate init?(inBody body: String) {
    guard let json = try? JSONValue(parsing: Array(body.utf8)),
      case .string(let room)? = json["roomId"],
      case .string(let participant)? = json["participantId"],
      case .string(let kind)? = json["kind"]
    else { return nil }
    self.init(
      room: RoomID(room), participant: ParticipantID(participant), kind: TrackKind(kind))
  }
}

extension Date {
  /// As records have it: ISO 8601 with milliseconds.
  fileprivate var wireText: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// As header fields have it, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  fileprivate var httpText: String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = formatted(.iso8601)
    let parts = text.split { "-T:Z".contains($0) }
    let month = months[(Int(parts[1]) ?? 1) - 1]
    let day = days[Int(timeIntervalSince1970 / 86_400) % 7]
    return "\(day), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
  }
}
