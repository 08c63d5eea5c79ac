import TestSupport
import Testing

extension EndToEnd {
  /// Lists on terminals of several widths, and in files.
  @Suite struct ListTests {
    private static let chosen = "sandbox abcd-efgh-ijkl/abcd ●4 ▸ "
    private static let start = LocalSandbox.place + "start audio video screen"

    /// What a command shows on a terminal of so many columns, by the clock of a zone.
    private func shown(
      _ command: String, columns: Int, zone: String = "UTC"
    ) async throws -> [Substring] {
      var shown: [Substring] = []
      try await Program(["TZ": zone]).onTerminal(columns: columns) { terminal in
        try await terminal.expect("▸ ")
        while terminal.terminalAttributes?.isCanonical == true { await Task.yield() }
        try terminal.send(Self.start + "\r")
        try await terminal.expect("●4 ▸ ")
        while terminal.terminalAttributes?.isCanonical == true { await Task.yield() }
        let before = terminal.receivedText.count
        try terminal.send("\(command)\r")
        try await terminal.expect("●4 ▸ ")
        shown = terminal.receivedText.dropFirst(before).split(separator: "\n")
        while terminal.terminalAttributes?.isCanonical == true { await Task.yield() }
        try terminal.send("stop all; quit\r")
        _ = try await terminal.waitForExit()
      }
      return shown
    }

    @Test func `a list of recordings is a table with whole ids at 80 columns`() async throws {
      let lines = try await shown("recordings", columns: 80)

      let rows = lines.filter { $0.contains(#/^[0-9a-f]{24}  /#) }
      #expect(rows.count == 4, "\(lines)")
      #expect(
        rows.allSatisfy {
          $0.contains(
            #/^[0-9a-f]{24}  (audio|video|screen_audio|screen_video) +abcd +\w+ +\d\d:\d\d:\d\d +0$/#
          )
        }, "\(lines)")
      #expect(rows.allSatisfy { $0.count <= 80 })
    }

    @Test func `at 40 columns a row is a block, and what is short enough a table`() async throws {
      let blocks = try await shown("recordings audio", columns: 40)
      #expect(blocks.contains { $0.contains(#/^id +[0-9a-f]{24}$/#) }, "\(blocks)")
      #expect(blocks.contains { $0.contains(#/^start +\d\d:\d\d:\d\d$/#) }, "\(blocks)")

      let table = try await shown("rooms", columns: 40)
      #expect(table.contains("left out: created; try layout=blocks"), "\(table)")
      #expect(table.contains("abcd-efgh-ijkl  -          active"), "\(table)")
    }

    @Test func `times are those of the person's clock`() async throws {
      // In one of the two it is another day than in the other.
      let west = try await shown("rooms", columns: 80, zone: "XXX12")
      let east = try await shown("rooms", columns: 80, zone: "AAA-12")
      func time(_ lines: [Substring]) throws -> Substring {
        let times = lines.compactMap { $0.firstMatch(of: #/active   ?(\d\d:\d\d:\d\d)$/#)?.1 }
        return try #require(times.first, "\(lines)")
      }
      let (one, other) = (try time(west), try time(east))
      let hours = try [one, other].map { try #require(Int($0.prefix(2))) }
      // A whole day apart: the same hour, but for what passes between the two.
      #expect((0...1).contains((hours[1] - hours[0] + 24) % 24), "\(one), \(other)")
      let half = try time(try await shown("rooms", columns: 80, zone: "XXX6"))
      let hour = try #require(Int(half.prefix(2)))
      #expect((6...7).contains((hour - hours[0] + 24) % 24), "\(one), \(half)")
    }

    @Test func `watch shows a table on a window of 80 by 24`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try await terminal.enter(Self.start, then: Self.chosen)
        try terminal.send("watch recordings every=100ms\r")
        try await terminal.expect("watch recordings every=100ms · every 100 ms · ^C ends")
        try await terminal.expectScreen(
          columns: 80, lineWith: "id                        kind          participant  state")
        try await terminal.expect("start     files")
        try terminal.send("\u{3}")
        try await terminal.expectPrompt(Self.chosen)
        try terminal.send("stop all; quit\r")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }

    @Test func `a script writes a list below its folder, over no file, and nowhere else`()
      async throws
    {
      let program = try Program()
      try program.home.makeFolder("work")
      func run(_ path: String, _ flags: String...) async throws -> ProcessResult {
        try await program.run(
          arguments: flags + ["-c", "rooms to=\(path)"], directory: program.home.path + "/work")
      }

      #expect(try await run("a.csv").status == 0)
      #expect(
        program.home.text(of: "work/a.csv")?.hasPrefix("room,custom id,state,created\r\n") == true)
      let again = try await run("a.csv")
      #expect(again.status == 2)
      #expect(again.standardError.contains("a script writes over no file: `a.csv`"))
      #expect(try await run("a.csv", "--allow-write", ".").status == 0)
      let outside = try await run("../b.csv")
      #expect(outside.status == 2)
      #expect(
        outside.standardError.contains("a script writes below the current folder only"))
      let hidden = try await run(".c.csv")
      #expect(hidden.status == 2)
      #expect(program.home.text(of: "b.csv") == nil)
      #expect(program.home.text(of: "work/.c.csv") == nil)
    }
  }
}
