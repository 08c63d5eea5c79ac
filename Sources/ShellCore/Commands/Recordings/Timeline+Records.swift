import FoundationEssentials
import VideoSDKClient

extension Timeline {
  /// What the service lists, with refusals and webhooks laid over.
  ///
  /// - Parameters:
  ///   - service: the clock whose times are drawn.
  ///   - clock: with our own time.
  init(
    _ recordings: [TrackRecording], refusals: [TrackCall], webhooks: [ReceivedWebhook],
    scope: TimelineScope, service: ServiceClock, clock: Clock
  ) {
    let now = service.time(at: clock.now)
    var sheet = TimelineSheet(
      now: now, since: scope.since.map { now.addingTimeInterval(-DurationText.seconds($0)) })
    for recording in recordings { sheet.take(recording) }
    for call in refusals where scope.admits(call.recorded) {
      guard let status = call.refusal else { continue }
      let sign = Mark.Sign.refusal(of: call.isStart ? "start" : "stop", status: status)
      sheet.lay(
        Mark(time: service.time(at: call.sent), sign: sign), on: Track(call.recorded),
        mayAdd: scope.session == nil)
    }
    for webhook in webhooks {
      sheet.lay(webhook, service, mayAdd: scope.session == nil) { scope.admits($0) }
    }
    var remarks = sheet.remarks
    let lead = service.lead(at: clock.now)
    if lead != 0, !sheet.rows.isEmpty {
      let text = DurationText.short(Duration(boundedSeconds: lead.magnitude))
      remarks.append(
        "the service's clock is about \(text) \(lead > 0 ? "ahead of" : "behind") this one; the times are its own"
      )
    }
    self.init(
      sheet.rows, remarks: remarks,
      clock: Clock(now: now, secondsFromUTC: clock.secondsFromUTC), since: sheet.since)
  }
}

/// A timeline that is being filled.
struct TimelineSheet {
  let now: Date
  let since: Date?
  private var places: [Timeline.Track: Int] = [:]
  private(set) var rows: [Timeline.Row] = []
  private var doubts: [Doubt: [String]] = [:]
  private var unsignedWebhooks = 0

  /// The years that a time may lie in; what is outside is a mistake of whoever wrote it.
  static let years = 0.0..<253_000_000_000.0
  /// So many are named of those with one doubt.
  private static let mostNamed = 3
  /// Seconds by which a file's times may differ from its record's.
  private static let tolerance = 5.0

  private enum Doubt: CaseIterable {
    case noStart, unreadableStart, unreadableEnd, endsBefore, future, otherSegments, otherYear

    var sentence: String {
      switch self {
      case .noStart: "not drawn, for there is no start"
      case .unreadableStart: "not drawn, for the start is no time"
      case .unreadableEnd: "not drawn, for the end is no time"
      case .otherYear: "not drawn, for the years cannot be right"
      case .endsBefore: "not drawn, for the end is before the start"
      case .future: "begins later than now: a clock is wrong, or has jumped"
      case .otherSegments: "drawn as one piece, for the files tell other times than the record"
      }
    }
  }

  init(now: Date, since: Date?) {
    self.now = now
    self.since = since
  }

  /// What is not drawn, or doubtful, a sentence for each kind.
  var remarks: [String] {
    let told = Doubt.allCases.compactMap { doubt -> String? in
      guard let names = doubts[doubt] else { return nil }
      let rest = names.count - Self.mostNamed
      let more = rest > 0 ? " and \(rest) more" : ""
      return "\(doubt.sentence): \(names.prefix(Self.mostNamed).joined(separator: ", "))\(more)"
    }
    guard unsignedWebhooks > 0 else { return told }
    let what = unsignedWebhooks == 1 ? "1 webhook is" : "\(unsignedWebhooks) webhooks are"
    return told + ["\(what) not drawn, for the service did not sign them; `hooks` lists them"]
  }

  /// A track of a room that was never recorded, in the session that was then under way.
  private func inSession(_ track: Timeline.Track, at time: Date) -> Timeline.Track {
    var track = track
    track.session =
      rows.filter { $0.track.room == track.room }
      .max { $0.moment(before: time) < $1.moment(before: time) }?.track.session
    return track
  }

  /// Adds a recording, or says why not.
  mutating func take(_ record: TrackRecording) {
    let track = Timeline.Track(
      room: record.roomID?.rawValue, session: record.sessionID?.rawValue,
      participant: record.participantID?.rawValue, kind: record.kind?.wireName)
    let name = "\(record.id.rawValue) (\(track.label))"
    guard let span = span(of: record, name) else { return }
    guard since.map({ span.end >= $0 }) ?? true else { return }
    var recording = Timeline.Recording(id: record.id.rawValue, state: record.state, span: span)
    if let segments = segments(of: record) {
      recording.segments = Self.fit(segments, into: span)
      if recording.segments == nil { doubts[.otherSegments, default: []].append(name) }
    }
    if recording.state.mayRun {
      recording.cost = CostEstimate(record.kind ?? .other(""), seconds: span.seconds)
    }
    add(recording, to: track, name: record.participantName)
  }

  mutating func add(_ recording: Timeline.Recording, to track: Timeline.Track, name: String? = nil)
  {
    let place = place(of: track)
    rows[place].name = rows[place].name ?? name
    rows[place].recordings.append(recording)
  }

  private mutating func place(of track: Timeline.Track) -> Int {
    if let place = places[track] { return place }
    places[track] = rows.count
    rows.append(Timeline.Row(track: track))
    return rows.count - 1
  }

  private mutating func span(of record: TrackRecording, _ name: String) -> Timeline.Span? {
    var doubt: Doubt?
    defer { if let doubt { doubts[doubt, default: []].append(name) } }
    guard let start = record.start else {
      doubt = .noStart
      return nil
    }
    guard let begun = start.date else {
      doubt = .unreadableStart
      return nil
    }
    let ended = record.end.map(\.date)
    if case .some(nil) = ended {
      doubt = .unreadableEnd
      return nil
    }
    let end = ended ?? max(begun, now)
    guard let end, Self.years.contains(begun.timeIntervalSince1970),
      Self.years.contains(end.timeIntervalSince1970)
    else {
      doubt = .otherYear
      return nil
    }
    guard begun <= end else {
      doubt = .endsBefore
      return nil
    }
    // Clocks that are kept right differ by less.
    if begun > now.addingTimeInterval(Self.tolerance) { doubt = .future }
    return Timeline.Span(begun, end)
  }

  /// What the files of a record hold; nil where that is not told of each.
  private func segments(of record: TrackRecording) -> [Timeline.Span]? {
    guard !record.files.isEmpty else {
      let isTold = record.presence(of: "files") == .empty
      return isTold && record.state == .ended ? [] : nil
    }
    let spans = record.files.compactMap { file -> Timeline.Span? in
      guard let start = file.segmentStart, let seconds = file.meta?.durationSeconds,
        seconds >= 0, seconds < 1e9
      else { return nil }
      return Timeline.Span(start, start.addingTimeInterval(seconds))
    }
    return spans.count == record.files.count ? spans.sorted { $0.start < $1.start } : nil
  }

  /// Segments as parts of their recording; nil where they cannot be.
  private static func fit(
    _ segments: [Timeline.Span], into span: Timeline.Span
  ) -> [Timeline.Span]? {
    var fitting: [Timeline.Span] = []
    for segment in segments {
      guard segment.start > span.start.addingTimeInterval(-tolerance),
        segment.end < span.end.addingTimeInterval(tolerance)
      else { return nil }
      let start = max(segment.start, fitting.last?.end ?? span.start)
      fitting.append(Timeline.Span(min(start, span.end), min(segment.end, span.end)))
    }
    return fitting
  }

  // MARK: Marks

  /// Lays a mark on the row of the track's session that was under way, or else on one of its own.
  mutating func lay(_ mark: Timeline.Mark, on track: Timeline.Track, mayAdd: Bool) {
    guard since.map({ mark.time >= $0 }) ?? true else { return }
    // A webhook is on its way for a moment.
    let time = mark.time.addingTimeInterval(Self.tolerance)
    let found = rows.indices.filter { rows[$0].track.isOf(track) }
      .max { rows[$0].moment(before: time) < rows[$1].moment(before: time) }
    if found == nil, !mayAdd { return }
    rows[found ?? place(of: inSession(track, at: time))].marks.append(mark)
  }

  /// Lays a webhook on its track's row, when the service signed it.
  mutating func lay(
    _ webhook: ReceivedWebhook, _ service: ServiceClock, mayAdd: Bool,
    where isMeant: (RecordedSubject) -> Bool
  ) {
    let claims = webhook.claims
    guard let event = claims.event, let key = claims.recorded, isMeant(key) else { return }
    guard webhook.signature == .verified else {
      unsignedWebhooks += 1
      return
    }
    lay(
      Timeline.Mark(time: service.time(at: webhook.time), sign: .webhook(event: event)),
      on: Timeline.Track(key),
      mayAdd: mayAdd)
  }
}

extension TimelineScope {
  /// Whether something is in its room and of its participant.
  fileprivate func admits(_ recorded: RecordedSubject) -> Bool {
    (room ?? recorded.room) == recorded.room
      && (participant.map { $0 == recorded.participant } ?? true)
  }
}

extension Timeline.Track {
  init(_ recorded: RecordedSubject) {
    room = recorded.room.rawValue
    participant = recorded.participant?.rawValue
    kind = recorded.word
  }

  /// The same track, in whatever session.
  fileprivate func isOf(_ track: Timeline.Track) -> Bool {
    room == track.room && participant == track.participant && kind == track.kind
  }
}

extension Timeline.Row {
  /// The last time that something began in it before a moment.
  fileprivate func moment(before time: Date) -> Date {
    recordings.map(\.span.start).filter { $0 <= time }.max() ?? .distantPast
  }
}
