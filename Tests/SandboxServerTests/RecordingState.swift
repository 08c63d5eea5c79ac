import SandboxServer

/// As much of `GET /sandbox/state` as the tests look at.
struct RecordingState: Decodable, Equatable, CustomStringConvertible {
  struct State: Decodable {
    var recordings: [RecordingState]
  }

  var state: String
  var participantId: String?
  var kind: String?

  init(_ state: String, _ participantId: String? = nil, _ kind: String? = nil) {
    (self.state, self.participantId, self.kind) = (state, participantId, kind)
  }

  var description: String { "\(state) \(participantId ?? "-") \(kind ?? "-")" }
}

extension SandboxHarness {
  /// All recordings with their states, newest first.
  func recordingStates() async throws -> [RecordingState] {
    try await get("/sandbox/state", as: RecordingState.State.self).recordings
  }
}
