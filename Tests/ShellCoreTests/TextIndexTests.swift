import TestSupport
import Testing

@testable import ShellCore

@Suite struct TextIndexTests {
  private func index(_ texts: [String]) -> TextIndex {
    texts.reduce(into: TextIndex()) { $0.append($1) }
  }

  @Test func `a text that spans two is none`() {
    let index = index(["ab", "cd", "", "日本"])

    #expect(index.last(before: 4, holding: "bc") == nil)
    #expect(index.last(before: 4, holding: "d日") == nil)
    #expect(index.last(before: 4, beginningWith: "cd日") == nil)
    #expect(index.last(before: 4, holding: "本") == 3)
    #expect(index.last(before: 99, beginningWith: "") == 3)
    #expect(index.last(before: 0, beginningWith: "") == nil)
    #expect(index.first(behind: 3, beginningWith: "") == nil)
  }

  @Test func `what does not fit is passed over`() {
    let index = index(["a1", "a2", "b", "a3"])

    #expect(index.last(before: 4, beginningWith: "a") { $0 < 3 } == 1)
    #expect(index.first(behind: 0, beginningWith: "a") { $0 > 1 } == 3)
  }

  @Test func `forgets everything`() {
    var index = index(["a", "b"])
    index.removeAll()
    index.append("b")

    #expect(index.last(before: 9, holding: "a") == nil)
    #expect(index.last(before: 9, holding: "b") == 0)
  }

  @Test func `finds what a look at each finds`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      func word(_ longest: Int) -> String {
        String(
          (0..<Int.random(in: 0...longest, using: &random)).map { _ in
            "aab日".randomElement(using: &random) ?? "a"
          })
      }
      let texts = (0..<Int.random(in: 0...12, using: &random)).map { _ in word(6) }
      let index = index(texts)
      let wanted = word(3)
      let place = Int.random(in: 0...13, using: &random)
      let beginning = texts.indices.filter { texts[$0].utf8.starts(with: wanted.utf8) }
      let holding = texts.indices.filter { wanted.isEmpty || texts[$0].contains(wanted) }

      #expect(
        index.last(before: place, beginningWith: wanted) == beginning.last { $0 < place },
        "seed \(seed)")
      #expect(
        index.first(behind: place, beginningWith: wanted) == beginning.first { $0 > place },
        "seed \(seed)")
      #expect(
        index.last(before: place, holding: wanted) == holding.last { $0 < place }, "seed \(seed)")
    }
  }
}
