import CommandLanguage
import TestSupport
import Testing

@testable import LineEditing

/// Our widths beside those of the C library, by which most terminals go, and of the window in these tests.
@Suite struct WidthTests {
  struct Script: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ranges: [ClosedRange<UInt32>]
  }

  private static let scripts = [
    Script(testDescription: "Latin and Greek", ranges: [0x20...0x7E, 0xA0...0xAC, 0xAE...0x3FF]),
    Script(testDescription: "Devanagari to Malayalam", ranges: [0x900...0xD7F]),
    Script(testDescription: "Thai and Lao", ranges: [0xE00...0xEFF]),
    Script(testDescription: "Hangul", ranges: [0x1100...0x11FF, 0xA960...0xA97F, 0xAC00...0xD7FF]),
    Script(testDescription: "Kana and Han", ranges: [0x3041...0x30FF, 0x4E00...0x9FFF]),
    Script(testDescription: "full and half width", ranges: [0xFF01...0xFF9F, 0xFFE0...0xFFE6]),
  ]

  @Test(arguments: scripts)
  func `a letter is as wide as the C library has it`(_ script: Script) throws {
    typealias Width = @convention(c) (wchar_t) -> Int32
    // Its header keeps it from Swift.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: Width.self)
    let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    var compared = 0
    for value in script.ranges.joined() {
      guard let scalar = Unicode.Scalar(value),
        scalar.properties.generalCategory != .unassigned
      else { continue }
      let system = wcwidth(wchar_t(value))
      // What this library does not know yet.
      guard system >= 0 else { continue }
      compared += 1
      #expect(
        DisplayWidth.columns(of: Character(scalar)) == Int(system),
        "U+\(String(value, radix: 16, uppercase: true))")
    }
    #expect(compared >= 90)
  }

  @Test(
    arguments: [
      ("ก", 1), ("กำ", 2), ("กั", 1), ("ນໍາ", 2), ("ຳ", 1), ("क", 1), ("का", 2), ("कि", 2), ("क्", 1),
      ("क्षि", 2), ("தி", 2), ("\u{1100}\u{1161}", 2), ("\u{1100}\u{1161}\u{11A8}", 2), ("각", 2),
      ("e\u{301}", 1), ("日", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("☎︎", 1), ("❤️", 2),
    ])
  func `a character of several parts has the width of a terminal, or is known to be in doubt`(
    _ text: String, _ columns: Int
  ) throws {
    let characters = Array(text)
    #expect(characters.reduce(0) { $0 + DisplayWidth.columns(of: $1) } == columns)
    for widths in TerminalEmulator.Widths.allCases {
      for character in characters {
        var window = TerminalEmulator(
          columns: 20, rows: 2, widths: widths, reflows: false,
          width: { DisplayWidth.columns(of: $0) })
        window.write("\(character)")
        let cell = try #require(ScreenCell.cells(of: character, "").first)
        // Behind what is in doubt the cursor is placed anew.
        #expect(
          window.column == cell.columns
            || (cell.doubtfulColumns > 0 && window.column <= cell.doubtfulColumns),
          "\(widths)")
      }
    }
  }
}
