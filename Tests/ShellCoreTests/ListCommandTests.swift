import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Lists at the prompt and in scripts, against the real sandbox: how they are drawn, and the files that they go to.
@Suite(.timeLimit(.minutes(1)))
struct ListCommandTests {
  private func type(_ lines: [String], in folder: TemporaryFolder) async throws -> TypedSession {
    var settings = Settings()
    settings.put(.room, "abcd-efgh-ijkl", from: .prompt)
    return try await TypedSession.type(lines, in: folder, settings: settings)
  }

  private static let start = "start audio participant=abcd,efgh"

  @Test func `each list goes to a file of each kind`() async throws {
    let folder = try TemporaryFolder()
    let lists = ["recordings", "sessions", "rooms", "participants", "hooks"]
    let lines = lists.flatMap { list in
      ["csv", "md", "JSON"].map { "\(list) to=DIR/\(list).\($0)" }
    }

    let log = try await type([Self.start] + lines, in: folder).log.text

    for list in lists {
      let csv = try #require(folder.text("\(list).csv"))
      let markdown = try #require(folder.text("\(list).md"))
      let json = try JSONValue(parsing: Array(try #require(folder.text("\(list).JSON")).utf8))
      let rows = csv.split(separator: "\r\n").count - 1
      #expect(
        rows == (list == "hooks" ? 0 : list == "participants" ? 3 : list == "recordings" ? 2 : 1))
      #expect(markdown.split(separator: "\n").count == rows + 2)
      guard case .array(let records) = json else {
        Issue.record("\(list).JSON is no list")
        continue
      }
      #expect(records.count == rows)
      let bytes = csv.utf8.count
      #expect(
        log.contains(
          "\(folder.path)/\(list).csv  \(rows == 1 ? "1 row" : "\(rows) rows"), \(bytes) bytes\n"))
    }
    #expect(
      folder.text("recordings.csv")?.contains(
        #/,audio,abcd,recording,2026-01-02T10:00:0\d.000Z,0\r\n/#)
        == true)
  }

  @Test func `the JSON of a file is the result of the command`() async throws {
    let folder = try TemporaryFolder()

    let log = try await type(
      [Self.start, "recordings to=DIR/a.json", "set output json", "recordings"], in: folder
    ).log.text

    let file = try JSONValue(parsing: Array(try #require(folder.text("a.json")).utf8))
    let last = try #require(log.split(separator: "\n").last { $0.hasPrefix("{") })
    #expect(try JSONValue(parsing: Array(last.utf8))["result"] == file)
  }

  @Test func `what show= names is what the file has, in numbers that a program reads`()
    async throws
  {
    let folder = try TemporaryFolder()

    _ = try await type(
      [
        "start audio participant=abcd", "wait 1500ms", "stop audio participant=abcd",
        "recordings show=kind,duration,size,end to=DIR/a.csv",
      ], in: folder)

    let csv = try #require(folder.text("a.csv"))
    #expect(
      csv.contains(
        #/^kind,duration \(s\),size \(bytes\),end\r\naudio,\d+(\.\d+)?,\d+,2026-[^,]*Z\r\n$/#),
      "\(csv)")
  }

  @Test func `a file that is there is asked about before anything is sent`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "a.csv")

    let typed = try await type(
      ["rooms to=DIR/a.csv", "n", "rooms to=DIR/a.csv; echo behind", "y"], in: folder)

    let path = "\(folder.path)/a.csv"
    #expect(
      typed.log.text
        == """
        error: `\(path)` is there already
          rooms to=\(path)
                   \(String(repeating: "^", count: path.count))
          hint: nothing was written; another name, or y to the question, writes it
        \(path)  0 rows, \(try #require(folder.text("a.csv")).utf8.count) bytes
        behind

        """.replacing("0 rows", with: "1 row"))
  }

  @Test(arguments: [
    ("rooms to=a.txt", "`a.txt` does not say what kind of file it is to be"),
    ("hooks 1 to=a.csv", "`hooks 1` is no list"), ("hooks 1 layout=blocks", "`hooks 1` is no list"),
    ("watch rooms to=a.csv", "`rooms` does more than read"),
    ("rooms layout=tree", "`tree` is not a value of `layout`"),
  ])
  func `what cannot be is told before anything is sent`(
    _ line: String, _ message: String
  ) async throws {
    let log = try await type([line], in: try TemporaryFolder()).log.text

    #expect(log.hasPrefix("error: \(message)\n"), "\(log)")
  }

  @Test func `a form is drawn whatever the room`() async throws {
    let log = try await type(["rooms layout=blocks"], in: try TemporaryFolder()).log.text

    #expect(
      log.contains(
        #/^room       abcd-efgh-ijkl\ncustom id  -\nstate      active\ncreated    2026-01-02T[0-9:.]+Z\n$/#
      ),
      "\(log)")
  }

  @Test func `a hostile name forges no row, obeys nothing and calculates nothing`() async throws {
    let folder = try TemporaryFolder()
    let name = "=1;|\u{1B}]52;c;eA==\u{7}\u{202E}, \"x\""

    _ = try await type(
      [
        "sandbox join eve room=abcd-efgh-ijkl name=\(Printer.print(Word.literal(name)))",
        "participants to=DIR/a.csv", "participants to=DIR/a.md", "participants to=DIR/a.json",
      ], in: folder)

    let csv = try #require(folder.text("a.csv"))
    let markdown = try #require(folder.text("a.md"))
    #expect(
      csv.contains(
        "\r\neve,\"'=1;|\\u{1b}]52;c;eA==\\u{7}\\u{202e}, \"\"x\"\"\",present,"), "\(csv)")
    #expect(
      markdown.contains(
        "\n| eve | =1;\\|\\\\u{1b}\\]52;c;eA==\\\\u{7}\\\\u{202e}, \"x\" | present | "),
      "\(markdown)")
    for text in [csv, markdown, try #require(folder.text("a.json"))] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\r" || $0 == "\n" || $0.value >= 0x20 })
      #expect(!text.unicodeScalars.contains("\u{202E}"))
    }
  }
}
