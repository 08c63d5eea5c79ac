import CommandLanguage
import FoundationEssentials
import Ledger
import VideoSDKClient

/// What `follow` asks the service.
extension Interpreter {
  /// Who is in a room, and what of its live session is recorded.
  func look(at room: RoomID, in session: Session) async throws(ClientError) -> RoomSight {
    let client = client(for: session)
    let sessions = try await client.send(ListSessions(room: room, status: "ongoing")).value
    let ongoing = sessions.elements.filter(\.isOngoing)
    guard let live = ongoing.max(by: { ($0.start?.text ?? "") < ($1.start?.text ?? "") }) else {
      return RoomSight()
    }
    var sight = RoomSight()
    do throws(ClientError) {
      let active = client.pages(of: ListActiveParticipants(session: live.id, perPage: 200))
      for try await page in active { sight.people += page.elements.flatMap(\.participants) }
    } catch {
      // It ended in between.
      guard case .http(_, let problem) = error, problem.category == .notFound else { throw error }
      return RoomSight()
    }
    sight.people = sight.people.filter(\.isPresent)
    sight.recordings = try await recordings(of: room, in: live.id, client)
    return sight
  }

  private func recordings(
    of room: RoomID, in live: SessionID, _ client: Client
  ) async throws(ClientError) -> [TrackRecording] {
    var all: [TrackRecording] = []
    let pages = client.pages(
      of: ListTrackRecordings(room: room, session: live, perPage: 200))
    do throws(ClientError) {
      for try await page in pages { all += page.elements }
    } catch {
      guard case .http(_, let problem) = error, problem.category == .notFound else { throw error }
    }
    return all
  }

  /// Whether a room is there that has no live session.
  func knows(_ room: RoomID, in session: Session) async -> StepResult<GetRoom> {
    await StepResult(GetRoom(room: room), sentBy: client(for: session))
  }

  /// Stops what a `follow` has started and tries until it is over, some times.
  ///
  /// - Returns: what could not be stopped, as failures, and a note of what could.
  func windUp(_ tracks: [TrackKey], in session: inout Session) async -> CommandOutcome {
    var outcome = CommandOutcome()
    var left = running(tracks, session)
    let count = left.count
    for attempt in 0..<Self.windUpAttempts where !left.isEmpty {
      if attempt > 0 {
        guard (try? await services.clock.sleep(for: FollowedRoom.shortPause)) != nil else { break }
      }
      let stop = await ask(StopStep(named: left), in: &session)
      outcome.failures = stop.failures.filter { !$0.isNotStarted }
      outcome.warnings += stop.warnings
      outcome.notes += stop.notes
      let gone = stop.failures.contains { $0.refusal?.category == "not-found" }
      left = running(tracks, session)
      if gone, !left.isEmpty { await settleGone(left, in: &session, into: &outcome) }
      left = running(tracks, session)
    }
    if left.isEmpty { outcome.failures = [] }
    if count > left.count {
      let many = count - left.count == 1 ? "1 recording" : "\(count - left.count) recordings"
      outcome.notes.append("stopped \(many) that `follow` had started")
    }
    outcome.warnings += [settle()].compactMap(\.self)
    return outcome
  }

  private static let windUpAttempts = 5

  private func running(_ tracks: [TrackKey], _ session: Session) -> [TrackKey] {
    tracks.filter { session.belief($0).map { $0.isOurs && $0.state.mayRun } ?? false }
  }

  /// Of a person who is gone nothing can be stopped: what the list shows as ended has ended.
  private func settleGone(
    _ tracks: [TrackKey], in session: inout Session, into outcome: inout CommandOutcome
  ) async {
    for room in Set(tracks.map(\.room)) {
      var records: [TrackRecording] = []
      do throws(ClientError) {
        let pages = client(for: session).pages(of: ListTrackRecordings(room: room, perPage: 200))
        for try await page in pages { records += page.elements }
      } catch {
        continue
      }
      for track in tracks where track.room == room {
        let own = records.filter {
          $0.participantID == track.participant && $0.kind == track.kind
        }
        guard !own.isEmpty, !own.contains(where: \.isRunning),
          let asked = session.belief(track)?.asked
        else { continue }
        session.believe(track, .ended, .known, isOurs: false)
        note(
          [.idle(RecordedTrack(track, at: session.target.origin), asked: asked)], session,
          into: &outcome)
      }
    }
  }
}

extension Failure {
  /// Whether the service says that there is nothing to stop.
  fileprivate var isNotStarted: Bool {
    refusal?.message.lowercased().contains("not started") ?? false
  }
}
