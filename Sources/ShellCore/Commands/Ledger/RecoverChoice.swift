import Ledger
import VideoSDKClient

/// What a person wants done with what may still run.
struct RecoverChoice: Sendable, Equatable {
  var stop: [OpenRecording] = []
  var forget: [OpenRecording] = []
  var leave: [OpenRecording] = []

  /// What the ledger is told of those that are forgotten.
  var forgotten: [LedgerNote] { forget.flatMap { $0.entries.map { .forgotten($0) } } }

  /// One line for each that is forgotten or left.
  var reports: [Report] {
    let all =
      forget.map { ($0.recorded, "forgotten", "forgotten; the service was told nothing") }
      + leave.map { ($0.recorded, "left", "left as it is") }
    guard !all.isEmpty else { return [] }
    return [
      Report(
        json: .array(
          all.map { track, fate, _ in
            .object(track.members + JSONValue.members(["fate": .string(fate)]))
          }),
        body: all.map { track, _, text in
          .line(StyledText([.init(text, .muted), .init("  ")] + track.styled))
        })
    ]
  }
}
