import Ledger
import VideoSDKClient

/// The requests of a `sandbox` command.
struct SandboxStep: Step {
  let order: SandboxOrder
  /// Looked at only where the order is about a room.
  let room: RoomID

  func requests(in session: Session) throws(Mistakes) -> [SandboxRequest] {
    switch order {
    case .status: [.state]
    case .reset: [.reset]
    case .join(let person, let name): [.join(person, name: name, room: room)]
    case .leave(let person): [.leave(person, room: room)]
    case .tracks(let person, let kinds, let isOn):
      kinds.map { .track($0, of: person, room: room, isOn: isOn) }
    case .fault(let fault): [.fault(fault)]
    case .clearFaults: [.clearFaults]
    case .advance(let duration): [.advance(duration)]
    case .processing(let duration): [.processing(duration)]
    case .storage(let whose): [.storage(whose)]
    }
  }

  func finish(
    _ results: [StepResult<SandboxRequest>], in session: inout Session
  ) -> CommandOutcome {
    var failures: [Failure] = []
    var answers: [(place: Int, json: JSONValue)] = []
    for (place, item) in results.enumerated() {
      switch item.result {
      case .success(let answer): answers.append((place, answer.value))
      case .failure(let error):
        failures.append(
          item.failure(error, about: subject(place), in: session, isOfControlPlane: true))
      }
    }
    guard !answers.isEmpty else { return CommandOutcome(failures: failures) }
    var notes: [LedgerNote] = []
    if let asked = session.sent {
      let origin = session.target.origin
      notes = ended(in: session).map { .stopped(RecordedTrack($0, at: origin), asked: asked) }
    }
    change(&session)
    return CommandOutcome(reports: [report(answers)], failures: failures, ledger: notes)
  }

  func presume(_ requests: [SandboxRequest], in session: inout Session) -> (any Step)? {
    change(&session)
    return nil
  }

  /// The tracks whose recording the order ends, as far as the session knows of them.
  private func ended(in session: Session) -> [RecordedSubject] {
    session.recordings.filter { item in
      guard item.belief.state.mayRun else { return false }
      return switch order {
      case .reset: true
      case .leave(let person): item.key.room == room && item.key.participant == person
      case .status, .join, .tracks, .fault, .clearFaults, .advance, .processing, .storage: false
      }
    }.map(\.key)
  }

  /// Takes back beliefs about recordings that the order ends.
  private func change(_ session: inout Session) {
    switch order {
    case .reset: session.forgetRecordings()
    case .leave:
      for track in ended(in: session) {
        session.believe(track, .ended, .assumed, isOurs: false)
      }
    case .advance(let step): session.moveClock(by: step)
    case .status, .join, .tracks, .fault, .clearFaults, .processing, .storage: break
    }
  }

  private func subject(_ place: Int) -> String {
    switch order {
    case .status: "sandbox status"
    case .reset: "sandbox reset"
    case .join(let person, _), .leave(let person):
      "\(person.rawValue) · \(room.rawValue)"
    case .tracks(let person, let kinds, _):
      TrackKey(room: room, participant: person, kind: kinds[place]).subject
    case .fault, .clearFaults: "sandbox fail"
    case .advance: "sandbox clock"
    case .processing: "sandbox processing"
    case .storage: "sandbox storage"
    }
  }

  private func report(_ answers: [(place: Int, json: JSONValue)]) -> Report {
    let json = answers.first?.json ?? .null
    switch order {
    case .status: return SandboxReport.state(json)
    case .reset: return SandboxReport.line("the sandbox is as it was at its start", json)
    case .join(let person, let name): return SandboxReport.joined(person, name, room)
    case .leave(let person): return SandboxReport.left(person, room)
    case .tracks(let person, let kinds, let isOn):
      let tracks = answers.map {
        TrackKey(room: room, participant: person, kind: kinds[$0.place])
      }
      return SandboxReport.tracks(tracks, isOn: isOn)
    case .fault, .clearFaults: return SandboxReport.faults(json)
    case .processing(let duration):
      return SandboxReport.line(
        duration == .zero
          ? "files are there as soon as their recording is stopped"
          : "files are processed for \(DurationText.short(duration)) behind a stop", json)
    case .storage(let whose): return SandboxReport.storage(whose, json)
    case .advance(let duration):
      let text = "the sandbox's time moved on by \(DurationText.short(duration))"
      return SandboxReport.line(
        text, .object(["advanced": .string(duration.wireText)]))
    }
  }
}
