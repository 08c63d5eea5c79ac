import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// `vsdk lesson`: the whole course on a terminal, and what may come in its way.
  @Suite struct LessonTests {
    private static let names = [
      "people", "track", "fetch", "everyone", "refused", "tokens", "webhooks", "failures",
      "recover", "script",
    ]

    /// The lines below `#: solution` in the file of a lesson.
    private static func solution(of name: String) throws -> [String] {
      let path = "\(GoldenCase.project)/Sources/ShellCore/Lessons/Files/\(name).vsdk"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
      let lines = text.split(separator: "\n").drop { $0 != "#: solution" }.dropFirst()
      return lines.prefix { !$0.hasPrefix("#:") }.map { String($0) }
    }

    @Test func `all ten are done by their solutions, without a pager or a line too long`()
      async throws
    {
      let program = try Program(["PAGER": "sed s/^/paged:/"])
      try await program.onTerminal("lesson", "1") { terminal in
        for (place, name) in Self.names.enumerated() {
          try await terminal.expect("lesson \(place + 1) of 10 · ")
          try await terminal.expectPrompt("▸ ")
          for line in try Self.solution(of: name) { try await terminal.enter(line, then: "▸ ") }
          // Webhooks and files come a moment later, and every line looks again.
          let end = "done   lesson \(place + 1), "
          for _ in 0..<50 where !terminal.receivedText.contains(end) {
            try await terminal.enter("session", then: "▸ ")
          }
          #expect(terminal.receivedText.contains(end))
          if place < 9 { try terminal.send("lesson next\r") }
        }
        #expect(terminal.receivedText.contains("congratulations: all 10 lessons are done"))
        #expect(try await terminal.leave() == .exited(0))
        let lines = terminal.receivedText.split(separator: "\n")
        // What is typed is drawn by the editor, which breaks it; progress is drawn over itself.
        let isDrawn = { (line: Substring) in line.contains("▸") || line.contains("^C ends it") }
        #expect(lines.filter { $0.count > 80 && !isDrawn($0) } == [])
        #expect(!terminal.receivedText.contains("paged:"))
      }
      let kept = program.home.text(of: "state/lessons")?.split(separator: "\n") ?? []
      #expect(kept.count { $0.hasPrefix("done ") } == 10)
      #expect(program.home.mode(of: "state/lessons") == 0o600)
      #expect(program.home.mode(of: "state/ledger.sqlite") == nil)
    }

    @Test func `what a webhook brings at an idle prompt is looked at too`() async throws {
      try await Program().onTerminal("lesson", "webhooks") { terminal in
        try await terminal.expectPrompt("abcd-efgh-ijkl/efgh ▸ ")
        try await terminal.enter("listen", then: "▸ ")
        try await terminal.enter("start audio", then: "●1 ▸ ")
        // Nothing else is typed: the last webhooks come by themselves.
        try terminal.send("stop audio\r")
        try await terminal.expect("done   lesson 7, Webhooks")
        try await terminal.expectPrompt("abcd-efgh-ijkl/efgh ▸ ")
        #expect(!terminal.receivedText.contains("stuck?"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `what is longer than the screen goes through the pager in a lesson too`()
      async throws
    {
      try await Program(["PAGER": "sed s/^/paged:/"]).onTerminal("lesson", "1") { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("help all\r")
        try await terminal.expect("paged:")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try await terminal.enter("set pager off", then: "sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `the solution stands in the input line, to be run or changed`() async throws {
      try await Program().onTerminal("lesson", "track") { terminal in
        try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ▸ ")
        try terminal.send("lesson solution\r")
        try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ▸ set participant efgh")
        try await terminal.enter("", then: "abcd-efgh-ijkl/efgh ▸ ")
        try terminal.send("lesson solution\r")
        try await terminal.expectPrompt("abcd-efgh-ijkl/efgh ▸ start audio")
        try terminal.send("\u{15}echo changed\r")
        try await terminal.expect("\nchanged\n")
        try await terminal.expectPrompt("abcd-efgh-ijkl/efgh ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: [Int32(2), 9, 15])
    func `a shell that ends in a lesson leaves whole progress, and nothing that runs`(
      _ signal: Int32
    ) async throws {
      let program = try Program()
      try await program.onTerminal("lesson", "1") { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try await terminal.enter("set room abcd-efgh-ijkl", then: "abcd-efgh-ijkl/- ▸ ")
        try terminal.send("set participant efgh\r")
        try await terminal.expect("done   lesson 1")
        try await terminal.expectPrompt("abcd-efgh-ijkl/efgh ▸ ")
        try await terminal.enter("start audio", then: "●1 ▸ ")
        switch signal {
        // A Control-C drops the line and nothing else.
        case 2:
          try terminal.send("half a line")
          try await terminal.giveUp(then: "●1 ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        default:
          terminal.signal(signal)
          _ = try await terminal.waitForExit()
        }
      }
      let kept = program.home.text(of: "state/lessons") ?? ""
      #expect(kept.split(separator: "\n").count { $0.hasPrefix("done people 1 ") } == 1)
      #expect(kept.hasSuffix("\n"))
      #expect(program.home.mode(of: "state/ledger.sqlite") == nil)

      try await program.onTerminal("lesson") { terminal in
        try await terminal.expect("✓  1  people")
        try await terminal.expect("lesson 2 of 10")
        try await terminal.expectPrompt("▸ ")
        #expect(!terminal.receivedText.contains("you started"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `two shells at once keep what both have done`() async throws {
      let program = try Program()
      try await program.onTerminal("lesson", "people") { first in
        try await first.expectPrompt("sandbox -/- ▸ ")
        try await program.onTerminal("lesson", "track") { second in
          try await second.expectPrompt("/abcd ▸ ")
          try await second.enter("set participant efgh", then: "/efgh ▸ ")
          try second.send("start audio\r")
          try await second.expect("done   lesson 2")
          try await second.expectPrompt("●1 ▸ ")
          #expect(try await second.leave() == .exited(0))
        }
        try await first.enter("set room abcd-efgh-ijkl", then: "/- ▸ ")
        try first.send("set participant efgh\r")
        try await first.expect("done   lesson 1")
        try await first.expect("next   `lesson next` · 3, ")
        try await first.expectPrompt("▸ ")
        #expect(try await first.leave() == .exited(0))
      }
      let kept = program.home.text(of: "state/lessons")?.split(separator: "\n") ?? []
      #expect(kept.count { $0.hasPrefix("done ") } == 2)
    }

    @Test func `damaged progress is told, and what can be read of it counts`() async throws {
      let program = try Program()
      try program.home.makeFolder("state")
      let file = try program.home.write(
        "done people 1 2026-11-28T22:16:14Z\n\u{1}rubbish\ndone tra", to: "state/lessons")
      try #require(chmod(file, 0o600) == 0)

      try await program.onTerminal("lesson") { terminal in
        try await terminal.expect("2 lines of the progress of lessons cannot be read")
        try await terminal.expect("✓  1  people")
        try await terminal.expectPrompt("/abcd ▸ ")
        try await terminal.enter("set participant efgh", then: "/efgh ▸ ")
        try terminal.send("start audio\r")
        try await terminal.expect("done   lesson 2")
        try await terminal.expectPrompt("▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
      let kept = program.home.text(of: "state/lessons") ?? ""
      #expect(kept.contains("\ndone tra\nbegun track 1 "))
    }

    @Test func `progress that cannot be written is told once, and the lesson goes on`()
      async throws
    {
      let program = try Program()
      try program.home.makeFolder("state/lessons")

      try await program.onTerminal("lesson", "2") { terminal in
        try await terminal.expect("note: the progress of lessons is kept in this shell alone")
        try await terminal.expectPrompt("/abcd ▸ ")
        try await terminal.enter("set participant efgh", then: "/efgh ▸ ")
        try terminal.send("start audio\r")
        try await terminal.expect("done   lesson 2")
        try await terminal.expectPrompt("▸ ")
        #expect(try await terminal.leave() == .exited(0))
        #expect(terminal.receivedText.ranges(of: "kept in this shell alone").count == 1)
      }
    }

    @Test func `fits forty columns`() async throws {
      try await Program().onTerminal("lesson", "track", columns: 40) { terminal in
        try await terminal.expectPrompt("/abcd ▸ ")
        try await terminal.enter("start audio", then: "●1 ▸ ")
        #expect(try await terminal.leave() == .exited(0))
        let wide = terminal.receivedText.split(separator: "\n").filter { line in
          line.count > 40 && !line.contains("▸") && !line.contains("successfully.")
        }
        #expect(wide == [])
      }
    }

    @Test(arguments: [["LANG": "C"], ["TERM": "dumb"]])
    func `works without UTF-8 and on a dumb terminal`(_ change: [String: String]) async throws {
      let changes = change.mapValues { Optional($0) }
      let arrow = change["TERM"] == nil ? "> " : "▸ "
      try await Program().onTerminal("lesson", "track", environment: changes) { terminal in
        try await terminal.expect("lesson 2 of 10")
        try await terminal.expect("abcd-efgh-ijkl/abcd \(arrow)")
        try terminal.send("lesson solution\r")
        if change["TERM"] != nil {
          try await terminal.expect("note: the next line is `set participant efgh`")
          try terminal.send("set participant efgh\r")
        } else {
          try await terminal.expect("set participant efgh")
          try terminal.send("\r")
        }
        try await terminal.expect("/efgh \(arrow)")
        try terminal.send("start audio\r")
        try await terminal.expect("done   lesson 2")
        try await terminal.expect("\(arrow)")
        try terminal.send("\u{4}")
        #expect(try await terminal.waitForExit() == .exited(0))
        if change["LANG"] != nil {
          #expect(terminal.receivedText.utf8.allSatisfy { $0 < 0x80 })
        }
      }
    }

    @Test func `says what to do instead where there is no terminal`() async throws {
      let result = try await Program().run("lesson", "2")

      #expect(result.exit == .exited(1))
      #expect(
        result.standardError == """
          error: a lesson needs a terminal: a person types in it
            hint: `vsdk lesson --check` plays all of them without one
            hint: `vsdk run FILE` runs a script

          """)
    }

    @Test(arguments: [
      (["lesson", "11"], "error: there is no lesson `11`\n  hint: did you mean `lesson 10`?\n"),
      (
        ["lesson", "trak"],
        "error: there is no lesson `trak`\n  hint: did you mean `lesson track`?\n"
      ),
      (["lesson", "--live"], "a lesson has a sandbox of its own"),
      (["--live", "lesson"], "a lesson has a sandbox of its own"),
      (["lesson", "--report", "tap=-"], "--report tells of --check"),
      (["lesson", "2", "--check"], "--check plays all lessons"),
      (["lesson", "--check", "--report", "tab=x"], "did you mean `tap`?"),
    ])
    func `a wrong invocation is answered with what is meant`(
      _ arguments: [String], _ told: String
    ) async throws {
      let result = try await Program().run(arguments: arguments)

      #expect(result.standardError.contains(told))
      #expect(result.exit.shellStatus == 1 || result.exit.shellStatus == 64)
    }

    @Test func `plays every lesson without a person, and reports it`() async throws {
      let program = try Program(["VIDEOSDK_TOKEN": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"])

      let result = try await program.run("lesson", "--check", "--report", "tap=lessons.tap")

      #expect(result.exit == .exited(0), "\(result.standardOutput)\(result.standardError)")
      let verdicts = result.standardOutput.split(separator: "\n").map { $0.prefix(4) }
      #expect(verdicts == Array(repeating: "ok  ", count: 10))
      let report = program.home.text(of: "lessons.tap") ?? ""
      #expect(report.contains("\n1..10\n"))
      #expect(!report.contains("not ok"))
      // What lessons write is theirs, and gone.
      #expect(
        program.home.files().keys.filter { $0.hasSuffix(".vsdk") || $0.hasSuffix(".webm") } == [])
    }
  }
}
