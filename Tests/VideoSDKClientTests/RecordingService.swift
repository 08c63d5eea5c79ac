import Synchronization
import TestSupport

@testable import VideoSDKClient

/// A service with one recording of one track and, once it has stopped, one file.
final class RecordingService: Sendable {
  private struct State {
    var wasStarted = false
    var wasStopped = false
    var fileOrigin = "http://127.0.0.1:1"
  }

  private let state = Mutex(State())

  /// Sets where the file can be fetched.
  func fileOrigin(_ origin: Origin) { state.withLock { $0.fileOrigin = origin.description } }

  func answer(_ request: SeenRequest) -> Reaction {
    state.withLock { state in
      if request.target.hasSuffix("/start") {
        state.wasStarted = true
        return .answer(200, Setup.started)
      }
      if request.target.hasSuffix("/stop") {
        state.wasStopped = true
        return .answer(200, Setup.stopped)
      }
      if request.target.hasSuffix(".webm") { return .answer(200, "recording", type: "video/webm") }
      if request.target.hasPrefix("/v2/recordings/participant/track?") {
        return .answer(200, state.wasStarted ? Setup.page(Self.record(state)) : Setup.emptyList)
      }
      return .answer(200, Self.record(state))
    }
  }

  private static func record(_ state: State) -> String {
    let file = #"{"fileUrl":"\#(state.fileOrigin)/track_1767348000000.webm","size":9}"#
    let end = state.wasStopped ? #""2026-01-02T10:01:00.000Z""# : "null"
    return #"{"id":"66976600a8faa5fa9694945c","roomId":"\#(Setup.room)","#
      + #""participantId":"\#(Setup.participant)","kind":"audio","#
      + #""start":"2026-01-02T10:00:00.000Z","end":\#(end),"#
      + #""files":[\#(state.wasStopped ? file : "")]}"#
  }
}
