import Glibc
import TestSupport
import Testing

@testable import LineEditing

/// The screen beside the line, by walks of random keys.
@Suite(.serialized) struct KeyWalkTests {
  /// Four that were chosen once, and one that is new each time; a failure says which.
  private static let kinds: [KeyWalk.Kind] = [
    .init(seed: 1, widths: .graphemes, reflows: true),
    .init(seed: 2, widths: .graphemes, reflows: false),
    .init(seed: 3, widths: .scalars, reflows: true),
    .init(seed: 4, widths: .scalars, reflows: false),
    .init(seed: .random(in: .min ... .max), widths: .graphemes, reflows: true),
  ]

  @Test(arguments: kinds)
  func `the window shows what the line is, after any keys`(_ kind: KeyWalk.Kind) throws {
    let walk = try #require(KeyWalk(kind, keys: 4_000))

    walk.run()

    #expect(walk.complaint == nil, "\(walk.complaint ?? "")")
    #expect(walk.keyCount >= 4_000)
    #expect(walk.lineCount > 0)
  }
}
