import FoundationEssentials

/// Looks into a list of recordings for what became of a start whose answer was lost.
///
/// A list may lag, and a recording that runs may have begun before the start in question. So there
/// is more than one look, and a recording counts only when it began since the attempt. Both times
/// have to be the service's: the attempt's is worked out from the `Date` of the answer that holds the
/// list, or taken from the own clock when there is none.
struct ListingLooks {
  /// How often a list is looked at.
  static let count = 3
  /// How long all looks may take, with the waits between them.
  static let window: Duration = .seconds(3)
  /// How far the clocks within the service may be apart: `Date` has whole seconds, and the time of a
  /// recording may be another machine's.
  static let clockTolerance = 3.0
  private static let pageLimit = 50

  /// What a list shows, with the answer that shows it.
  struct Sight {
    enum State {
      /// A recording runs that has begun since the given time.
      case running
      /// One runs that had begun before, or does not say when.
      case olderRuns
      case nothingRuns
    }

    let state: State
    let answer: HTTPAnswer
  }

  let client: Client
  let token: AccessToken?
  let subject: RecordedSubject

  /// Looks once.
  ///
  /// - Parameters:
  ///   - begun: What began before this time, by the client's clock, does not count.
  ///   - limit: How long to wait for all pages.
  func look(since begun: Date, within limit: Duration) async throws(ClientError) -> Sight {
    switch subject {
    case .track(let track):
      try await look(
        ListTrackRecordings(room: track.room, participant: track.participant, perPage: 100),
        since: begun, within: limit
      ) { record in
        track.matches(record) && record.isRunning ? Running(start: record.start?.date) : nil
      }
    case .participant(let participant, let room):
      try await look(
        ListParticipantRecordings(room: room, participant: participant, perPage: 100),
        since: begun, within: limit
      ) { record in
        (record.participantID ?? participant) == participant && record.isRunning
          ? Running(start: record.start?.date) : nil
      }
    case .meeting(let room):
      // Its record has no end; the file comes behind it.
      try await look(ListRecordings(room: room, perPage: 100), since: begun, within: limit) {
        $0.file == nil ? Running(start: $0.createdAt?.date) : nil
      }
    }
  }

  /// A recording that runs.
  private struct Running {
    let start: Date?
  }

  private func look<List: PagedEndpoint>(
    _ list: List, since begun: Date, within limit: Duration,
    _ running: (List.Element) -> Running?
  ) async throws(ClientError) -> Sight {
    let stopwatch = Stopwatch(client.clock)
    let single = client.withoutRetries
    var isOlder = false
    for number in 1...Self.pageLimit {
      var request = RetryingRequest(
        endpoint: list.page(number), client: single, token: token, stopwatch: stopwatch,
        timeout: limit)
      let answer = try await request.send()
      let http = HTTPAnswer(status: answer.status, body: answer.body)
      let found = answer.value.elements.compactMap(running)
      let start = earliest(begun, in: answer)
      if found.contains(where: { Self.counts($0, since: start) }) {
        return Sight(state: .running, answer: http)
      }
      isOlder = isOlder || !found.isEmpty
      if answer.value.isLast {
        return Sight(state: isOlder ? .olderRuns : .nothingRuns, answer: http)
      }
    }
    throw .malformed(path: "pageInfo", reason: "more than \(Self.pageLimit) pages")
  }

  private static func counts(_ recording: Running, since earliest: Date) -> Bool {
    recording.start.map { $0 >= earliest } ?? false
  }

  /// The earliest time on the service's clock that may have been `begun` on ours.
  ///
  /// The answer was written before it came, so the service's clock is ahead by this much at least.
  private func earliest<Value>(_ begun: Date, in answer: Answer<Value>) -> Date {
    let ahead = answer.date.map { $0.timeIntervalSince(client.now()) } ?? 0
    return begun.addingTimeInterval(ahead - Self.clockTolerance)
  }
}
