import Testing

@testable import CommandLanguage

@Suite struct VisibleTextTests {
  static let table: [(String, String)] = [
    ("", ""), ("plain text", "plain text"), ("é日本 e\u{301} ½", "é日本 e\u{301} ½"),
    ("a\u{1B}]52;c;aGk=\u{7}", #"a\u{1b}]52;c;aGk=\u{7}"#),
    ("a\r\n\tb\u{0}", #"a\u{d}\u{a}\u{9}b\u{0}"#),
    ("\u{7F}\u{80}\u{85}\u{9B}31m", #"\u{7f}\u{80}\u{85}\u{9b}31m"#),
    ("a\u{2028}b\u{2029}", #"a\u{2028}b\u{2029}"#),
    ("\u{202E}\u{2066}\u{2069}\u{200E}\u{61C}", #"\u{202e}\u{2066}\u{2069}\u{200e}\u{61c}"#),
    (
      "zero\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}",
      #"zero\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}"#
    ),
    ("so\u{AD}ft", #"so\u{ad}ft"#), ("\u{E0041}\u{E007F}", #"\u{e0041}\u{e007f}"#),
    ("\u{34F}\u{115F}\u{3164}\u{FFA0}\u{2800}", #"\u{34f}\u{115f}\u{3164}\u{ffa0}\u{2800}"#),
    ("葛\u{E0100} a\u{FE00}", #"葛\u{e0100} a\u{fe00}"#),
    ("\u{FFFE}\u{1FFFF}", #"\u{fffe}\u{1ffff}"#),
    // Parts of a Hangul syllable, in their order and out of it.
    ("\u{1112}\u{1161}\u{11AB} 한\u{11A8}", "\u{1112}\u{1161}\u{11AB} 한\u{11A8}"),
    ("a\u{1161}\u{11AB}", #"a\u{1161}\u{11ab}"#), ("\u{1112}\u{11AB}", "\u{1112}\\u{11ab}"),
    ("한\u{1161}", "한\\u{1161}"), ("하\u{1161}", "하\u{1161}"),
    // Pictures stay.
    ("👩‍👩‍👧 ❤️‍🔥 👍🏽 ❤︎ 1️⃣", "👩‍👩‍👧 ❤️‍🔥 👍🏽 ❤︎ 1️⃣"),
    // What hides behind one does not.
    ("👍\u{FE0F}\u{FE0F}", "👍\u{FE0F}\\u{fe0f}"), ("👍\u{200D}a", #"👍\u{200d}a"#),
    ("a\u{200D}👍", #"a\u{200d}👍"#), ("1\u{FE0F}2", #"1\u{fe0f}2"#), ("\u{FE0F}", #"\u{fe0f}"#),
    ("🏴\u{E0067}\u{E007F}", #"🏴\u{e0067}\u{e007f}"#),
    // An invalid byte is one replacement character.
    (
      String(decoding: [0x61, 0xFF, 0x9B, 0xED, 0xA0, 0x80], as: UTF8.self),
      "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
    ),
  ]

  @Test(arguments: VisibleTextTests.table)
  func `shows what is not seen`(_ text: String, _ shown: String) {
    #expect(VisibleText.masked(text) == shown)
    #expect(VisibleText.isPlain(text) == (text.unicodeScalars.elementsEqual(shown.unicodeScalars)))
    #expect(VisibleText.runs(of: text).map(\.text).joined() == shown)
  }

  @Test func `keeps the line feeds of our own`() {
    #expect(VisibleText.maskedLines("a\nb\u{1B}\r\n\nc") == "a\nb\\u{1b}\\u{d}\n\nc")
  }

  @Test func `finds again what was masked`() {
    let masked = #"a\u{1b}b\u{1B}c\u{}d\u{12345678}\u{202e}"#

    let runs = VisibleText.runs(ofMasked: masked)

    #expect(runs.map(\.text).joined() == masked)
    #expect(runs.filter(\.isMasked).map(\.text) == [#"\u{1b}"#, #"\u{202e}"#])
  }

  /// Any scalars, by a table of what a terminal obeys that is not the one under test.
  @Test func `nothing that a terminal obeys is left of any text`() {
    let seed = UInt64.random(in: 0...(.max))
    var state = seed
    func next(_ bound: UInt32) -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 33) % bound
    }
    for _ in 0..<5_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<next(20) {
        let bound: UInt32 = [0x100, 0x2100, 0x1_0000, 0x11_0000][Int(next(4))]
        if let scalar = Unicode.Scalar(next(bound)) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let masked = VisibleText.masked(text)
      let isObeyed = masked.unicodeScalars.contains { scalar in
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x200B...0x200C, 0x200E...0x200F, 0x2028...0x202E,
          0x2060...0x206F, 0xFEFF, 0xE0000...0xE007F:
          true
        default: false
        }
      }
      #expect(!isObeyed, "seed \(seed): \(Array(text.unicodeScalars).map(\.value))")
      #expect(VisibleText.masked(masked) == masked, "seed \(seed)")
    }
  }
}
