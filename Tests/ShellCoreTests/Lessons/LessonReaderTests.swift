import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct LessonReaderTests {
  private static let good = """
    #: title One microphone
    #: version 2
    #: task record it
    #: task and no other
    #: word track
    #: hint a nudge
    #: hint the way

    #: setup
    set room r

    #: check it records
    expect state.audio == recording else "not yet"
    expect not sandbox.recordings[1] exists

    #: solution
    set participant p; start audio

    #: wrong not yet
    start video
    # a comment
    stop video
    """

  private func read(_ text: String) throws(Mistakes) -> Lesson {
    try LessonReader.read(SourceText(name: "one.vsdk", text: text), name: "one")
  }

  @Test func `reads what a lesson says, and its parts with their places`() throws {
    let lesson = try read(Self.good)

    #expect(lesson.name == "one")
    #expect(lesson.title == "One microphone")
    #expect(lesson.version == 2)
    #expect(lesson.tasks == ["record it", "and no other"])
    #expect(lesson.words == ["track"])
    #expect(lesson.hints == ["a nudge", "the way"])
    #expect(lesson.checks.map(\.text) == ["it records"])
    #expect(lesson.checks.map(\.line) == [12])
    #expect(lesson.checks[0].expectations.count == 2)
    #expect(lesson.solution == [.init(text: "set participant p; start audio", number: 17)])
    #expect(lesson.wrongs.map(\.text) == ["not yet"])
    #expect(lesson.wrongs[0].lines.map(\.text) == ["start video", "stop video"])
    // What is wrong in a set-up is told at its place in the file.
    let units = ScriptUnits(lesson.setup).filter { $0.command != nil }
    #expect(units.map(\.line) == [10])
  }

  @Test func `a version that is not written is the first`() throws {
    #expect(try read(Self.good.replacing("#: version 2\n", with: "")).version == 1)
  }

  @Test(arguments: Mistaken.all)
  func `a mistake has its place, and says what to do`(_ one: Mistaken) throws {
    let text = Self.good.replacing(one.part, with: one.instead)
    try #require(text != Self.good)

    let mistakes = #expect(throws: Mistakes.self) { try read(text) }

    let drawn = mistakes?.list.map {
      DiagnosticText.render($0.diagnostic).joined(separator: "\n")
    }
    #expect(drawn == [one.told])
  }

  @Test func `every mistake of a file is told, in the order of the text`() throws {
    let mistakes = #expect(throws: Mistakes.self) {
      try read("start audio\n#: titel x\n#: check\nstart audio\n")
    }

    #expect(
      mistakes?.list.map(\.code) == [
        "statement-outside-part", "unknown-directive", "silent-directive", "command-in-check",
        "missing-directive", "missing-directive", "missing-directive", "missing-directive",
        "too-few-hints",
      ])
  }

  /// Nothing that can be written ends the reader in another way than with a lesson or with mistakes.
  @Test(arguments: 0..<200)
  func `spoilt files are read or refused`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(Self.good.utf8)
    for _ in 0..<8 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(UInt8.random(in: 0x20..<0x7F, using: &random), at: place)
      default: bytes[place] = [0x0A, 0x23, 0x3A, 0x22].randomElement(using: &random) ?? 0x0A
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)

    do throws(Mistakes) {
      let lesson = try read(text)
      #expect(lesson.hints.count >= 2 && !lesson.checks.isEmpty && !lesson.solution.isEmpty)
    } catch {
      #expect(!error.list.isEmpty, "seed \(seed)")
      #expect(error.list.allSatisfy { $0.diagnostic.location != nil }, "seed \(seed)")
    }
  }

  struct Mistaken: CustomTestStringConvertible, Sendable {
    let part: String
    let instead: String
    let told: String
    var testDescription: String { instead }

    static let all = [
      Mistaken(
        part: "#: title One microphone", instead: "#: title One\n#: titel microphone",
        told: """
          one.vsdk:2:1: a lesson has no directive `titel`
              2 | #: titel microphone
                | ^^^^^^^^^^^^^^^^^^^
                = hint: did you mean `title`?
          """),
      Mistaken(
        part: "#: version 2", instead: "#: version two",
        told: """
          one.vsdk:2:1: `two` is no version of a lesson
              2 | #: version two
                | ^^^^^^^^^^^^^^
                = hint: write a number from 1
          """),
      Mistaken(
        part: "#: word track", instead: "#: word",
        told: """
          one.vsdk:5:1: nothing stands behind `#: word`
              5 | #: word
                | ^^^^^^^
                = hint: write its text in the same line
          """),
      Mistaken(
        part: "#: setup", instead: "#: setup here",
        told: """
          one.vsdk:9:1: `#: setup` takes no text
              9 | #: setup here
                | ^^^^^^^^^^^^^
                = hint: its statements stand in the lines below
          """),
      Mistaken(
        part: "#: hint the way", instead: "",
        told: """
          one.vsdk:22:11: the lesson has 1 hint
             22 | stop video
                |           ^
                = hint: write two at least: a nudge, and then the way
          """),
      Mistaken(
        part: "set room r", instead: "param room = r",
        told: """
          one.vsdk:10:1: a lesson has no header
             10 | param room = r
                | ^^^^^^^^^^^^^^
                = hint: leave out `vsdk`, `param` and `secret`: nobody gives a lesson arguments
          """),
      Mistaken(
        part: "expect not sandbox.recordings[1] exists", instead: "stop all",
        told: """
          one.vsdk:14:1: a check does nothing: it looks
             14 | stop all
                | ^^^^^^^^
                = hint: write `expect …`
          """),
      Mistaken(
        part: "set participant p; start audio", instead: "",
        told: """
          one.vsdk:16:1: nothing stands below `#: solution`
             16 | #: solution
                | ^^^^^^^^^^^
                = hint: write the lines to type
          """),
      Mistaken(
        part: "start video", instead: "start video #: hint more",
        told: """
          one.vsdk:20:13: a directive stands behind a statement
             20 | start video #: hint more
                |             ^^^^^^^^^^^^
                = hint: give it a line of its own
          """),
      Mistaken(
        part: "start video", instead: "start 'video",
        told: """
          one.vsdk:20:7: the quote is never closed
             20 | start 'video
                |       ^
                = hint: close it; a quoted text may span lines
          """),
    ]
  }
}

/// Numbers that follow from a seed (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
