import TestSupport
import Testing

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct HistoryTests {
  private func type(_ text: [String], stored: [String] = []) async throws -> TypedSession {
    try await TypedSession.type(text, in: try TemporaryFolder(), stored: stored)
  }

  @Test func `lists what the file held, then what was typed, with numbers`() async throws {
    let session = try await type(["echo 'two", "lines'", "history"], stored: ["rooms", "set"])

    #expect(
      session.log.text == """
        note: a quote is open, and the line goes on until it is closed; Ctrl-C drops it
        two
          lines
        1  rooms
        2  set
        3  echo 'two
           lines'
        4  history

        """)
  }

  @Test(arguments: [
    ("history 2", "10  echo two\n11  history 2\n"), ("history 2-3", "2  b\n3  c\n"),
    ("history /^b|tw./", "2  b\n10  echo two\n11  history /^b|tw./\n"),
    ("history '/c$/'", "3  c\n"), ("history 90-99", "no such lines\n"),
    ("history /x{9}/", "no such lines\n"),
  ])
  func `shows a part`(_ line: String, _ expected: String) async throws {
    let stored = ["a", "b", "c", "d", "e", "f", "g", "h"]
    let session = try await type(["echo one", "echo two", line], stored: stored)

    let seen = session.log.text.replacing(/^one\ntwo\n/, with: "")
    #expect(seen.replacing(/(?m)^ +/, with: "") == expected)
  }

  @Test func `off keeps lines out of the file at once, on puts them there again`() async throws {
    let session = try await type([
      "echo one", "history off", "echo two", "history on", "echo three",
    ])

    #expect(session.lines.stored == ["echo one", "echo three"])
    #expect(
      session.log.text
        == "one\nno line goes to the history file\ntwo\nlines go to the history file again\nthree\n"
    )
  }

  @Test func `clear empties the file too, and numbers go on`() async throws {
    let session = try await type(["echo one", "history clear", "history"], stored: ["rooms"])

    #expect(session.lines.stored == ["history"])
    #expect(session.log.text == "one\nforgot 3 lines, in the file too\n4  history\n")
  }

  @Test func `a line with a space in front is listed, and not on disk`() async throws {
    let session = try await type([" echo one", "history"])

    #expect(session.lines.stored == ["history"])
    #expect(session.log.text == "one\n1   echo one\n2  history\n")
  }

  @Test func `a secret is neither listed nor on disk`() async throws {
    let session = try await type(["set token hunter22-and-more", "history"])

    #expect(session.lines.stored == ["history"])
    #expect(session.log.text(.standardOutput) == "1  set token [redacted]\n2  history\n")
  }

  @Test func `says which parts there are`() async throws {
    let session = try await type(["history nine"])

    #expect(
      session.log.text == """
        error: `nine` is no part of the history
          history nine
                  ^^^^
          hint: write `20` for the newest, `5-9` for numbers, `/REGEX/` for what matches

        """)
  }

  @Test func `leaves the last answer to be expected`() async throws {
    let session = try await type([
      "set room abcd-efgh-ijkl", "set participant abcd", "recordings", "history 1",
      "clear", "expect http == 200",
    ])

    #expect(session.log.text(.standardError) == "")
    #expect(session.lines.clears == 1)
  }

  @Test func `goes on with the line behind it, and a failure drops the rest`() async throws {
    let session = try await type(["history 1; echo behind", "history x; echo never"])

    #expect(session.log.text(.standardOutput) == "1  history 1; echo behind\nbehind\n")
    #expect(session.lines.drops == 1)
  }
}
