/// A recording that was started, with its record when the listing showed it in time.
public struct LocatedRecording: Sendable {
  /// The service's answer to the start.
  public let start: Answer<ConfirmationMessage>
  /// The record; nil when no new one appeared in time, although the start was accepted.
  public let recording: TrackRecording?
  /// Why the last look at the listing failed; nil when it did not.
  public let lookFailure: ClientError?
}

extension Client {
  /// Starts recording a track and finds the record of it, which the service's answer does not name.
  ///
  /// The listing is read before the start and after it: a record of the track that was not there
  /// before is the one, so that neither the service's clock nor an older recording can mislead.
  ///
  /// - Parameters:
  ///   - start: The recording to start.
  ///   - limit: How long to look after the start was accepted.
  ///   - interval: The wait between two looks.
  /// - Throws: Whatever ``send(_:)`` throws for the first listing, when nothing was started yet, or
  ///   for the start. After an accepted start only ``ClientError/cancelled(requestWasSent:)``.
  public func startAndLocate(
    _ start: StartTrackRecording, within limit: Duration = .seconds(10),
    interval: Duration = .milliseconds(500)
  ) async throws(ClientError) -> LocatedRecording {
    let track = TrackKey(room: start.room, participant: start.participant, kind: start.kind)
    let known = Set(try await recordings(of: track).map(\.id))
    let answer = try await send(start)
    let stopwatch = Stopwatch(clock)
    var failure: ClientError?
    repeat {
      do {
        let left = max(limit - stopwatch.elapsed, .milliseconds(1))
        let found = try await limited(to: left).recordings(of: track)
        failure = nil
        if let newest = Self.newest(of: found.filter { !known.contains($0.id) }) {
          return LocatedRecording(start: answer, recording: newest, lookFailure: nil)
        }
      } catch .cancelled {
        throw .cancelled(requestWasSent: true)
      } catch {
        failure = error
      }
      try await pause(for: min(interval, limit - stopwatch.elapsed))
    } while stopwatch.elapsed < limit
    return LocatedRecording(start: answer, recording: nil, lookFailure: failure)
  }

  /// One that runs goes before one that ended, then the later start before the earlier.
  private static func newest(of recordings: [TrackRecording]) -> TrackRecording? {
    recordings.max { left, right in
      if left.isRunning != right.isRunning { return right.isRunning }
      guard let leftStart = left.start?.date, let rightStart = right.start?.date else {
        return left.start?.date == nil && right.start?.date != nil
      }
      return leftStart < rightStart
    }
  }

  /// All recordings of a track, from as many pages as there are, up to a limit.
  private func recordings(of track: TrackKey) async throws(ClientError) -> [TrackRecording] {
    let pageLimit = 50
    let list = ListTrackRecordings(room: track.room, participant: track.participant, perPage: 100)
    var iterator = pages(of: list).makeAsyncIterator()
    var found: [TrackRecording] = []
    for _ in 1...pageLimit {
      guard let page = try await iterator.next() else { return found }
      found += page.elements.filter { track.matches($0) }
    }
    throw .malformed(path: "pageInfo", reason: "more than \(pageLimit) pages")
  }
}
