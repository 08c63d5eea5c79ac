import Dispatch
import TestSupport
import Testing

@testable import LineEditing

/// The screen beside the line, by walks of random keys.
@Suite(.serialized) struct KeyWalkTests {
  /// Some that were chosen once, and one that is new each time; a failure says which.
  private static let kinds: [KeyWalk.Kind] = [
    .init(seed: 1, widths: .graphemes, reflows: true),
    .init(seed: 2, widths: .graphemes, reflows: false),
    .init(seed: 3, widths: .scalars, reflows: true),
    .init(seed: 4, widths: .scalars, reflows: false),
    .init(seed: 2_454_993_856_107_566_437, widths: .graphemes, reflows: true),
    .init(seed: .random(in: .min ... .max), widths: .graphemes, reflows: true),
  ]

  /// What a walk came to.
  private struct Outcome: Sendable {
    var complaint: String?
    var keyCount = 0
    var lineCount = 0
  }

  @Test(arguments: kinds)
  func `the window shows what the line is, after any keys`(_ kind: KeyWalk.Kind) async throws {
    let outcome = await Self.outcome(of: kind)

    #expect(outcome.complaint == nil, "\(outcome.complaint ?? "")")
    #expect(outcome.keyCount >= 4_000)
    #expect(outcome.lineCount > 0)
  }

  /// On a thread that no other test waits for.
  private static func outcome(of kind: KeyWalk.Kind) async -> Outcome {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        guard let walk = KeyWalk(kind, keys: 4_000) else {
          return continuation.resume(returning: Outcome(complaint: "no terminal"))
        }
        walk.run()
        continuation.resume(
          returning: Outcome(
            complaint: walk.complaint, keyCount: walk.keyCount, lineCount: walk.lineCount))
      }
    }
  }
}
