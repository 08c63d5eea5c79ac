import TestSupport
import Testing

extension EndToEnd {
  /// `vsdk run --report`.
  @Suite struct ReportTests {
    private static let flags = [
      "--report", "junit=r.xml", "--report", "tap=r.tap", "--report", "jsonl=r.jsonl",
    ]

    @Test func `tells every script and step, and takes secrets out`() async throws {
      try await LocalSandbox.serve { sandbox in
        var program = try sandbox.program()
        program.environment["KEY"] = "hunter2hunter2"
        try program.home.write(
          LocalSandbox.place + "\necho a; expect state.running == 0\n", to: "good.vsdk")
        try program.home.write(
          "secret key = env:KEY\nset api-secret ${key}\necho hunter2hunter2\nexpect http == 200\n",
          to: "bad.vsdk")

        let result = try await program.run(
          arguments: ["run", "good.vsdk", "bad.vsdk", "missing.vsdk"] + Self.flags)

        #expect(result.status == 4)
        let tap = try #require(program.home.text(of: "r.tap"))
        #expect(tap.hasPrefix("TAP version 13\n1..3\n"))
        #expect(
          tap.split(separator: "\n").filter { $0.hasPrefix("ok") || $0.hasPrefix("not ok") } == [
            "ok 1 - good.vsdk", "not ok 2 - bad.vsdk", "not ok 3 - missing.vsdk",
          ])
        let junit = try #require(program.home.text(of: "r.xml"))
        #expect(junit.contains(#"tests="3" failures="1" errors="1""#), "\(junit)")
        let lines = try #require(program.home.text(of: "r.jsonl")).split(separator: "\n")
        #expect(lines.count == 11, "\(lines)")
        for text in [tap, junit, lines.joined()] {
          #expect(!text.contains("hunter2"))
          #expect(text.contains("[redacted]"))
        }
      }
    }

    @Test func `is written when a signal ends the run`() async throws {
      let program = try Program()
      try program.home.write("echo waiting\nwait 1h\n", to: "a.vsdk")
      try program.home.write("echo never\n", to: "b.vsdk")
      try await program.onTerminal(
        "run", "--no-echo", "a.vsdk", "b.vsdk", "--report", "tap=r.tap"
      ) { terminal in
        try await terminal.expect("waiting\n")
        terminal.signal(15)

        #expect(try await terminal.waitForExit() == .exited(143))
        let tap = try #require(program.home.text(of: "r.tap"))
        #expect(tap.contains("not ok 1 - a.vsdk\n"))
        #expect(tap.contains("ok 2 - b.vsdk # SKIP interrupted\n"))
        #expect(tap.contains("Bail out!"))
      }
    }

    @Test func `the page shows what was sent, and no secret`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place
            + """

            start audio
            defer stop all
            recordings
            let id = last.data[0].id secret
            expect http == 201

            """, to: "a.vsdk")
        try program.home.write("echo b\n", to: "b.vsdk")

        let result = try await program.run(
          arguments: ["run", "a.vsdk", "b.vsdk", "--report", "html=r.html"])

        #expect(result.status == 4)
        let page = try #require(program.home.text(of: "r.html"))
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
        #expect(page.hasSuffix("</body>\n</html>\n"))
        for text in [
          "<h1>vsdk: 1 of 2 scripts failed</h1>", "/v2/recordings/participant/track/start</code>",
          #"<details open=""><summary><b class="sign bad">failed</b>"#, "<svg ",
          #""id": "[redacted]""#,
        ] {
          #expect(page.contains(text), "\(text) in \(page)")
        }
        #expect(page.firstMatch(of: /"id": "[0-9a-f]{24}"/) == nil)
      }
    }

    @Test func `a report that cannot be written is said before anything is sent`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(LocalSandbox.place + "\nstart audio; stop audio\n", to: "a.vsdk")

        let result = try await program.run(
          "run", "a.vsdk", "--report", "junit=no/such/folder/r.xml")

        #expect(
          result.standardError
            == "error: cannot write the report `no/such/folder/r.xml`: no such file; nothing was sent\n"
        )
        #expect(result.status == 3)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `a report that is lost makes a success a failure`() async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run("run", "--no-echo", "a.vsdk", "--report", "tap=/dev/full")

      #expect(result.standardOutput == "a\n")
      #expect(
        result.talk == "error: cannot write the report `/dev/full`: no space left on device\n")
      #expect(result.status == 3)
    }

    @Test(arguments: [
      ("xml=r.xml", "`xml` is no report format; expected `junit`, `tap`, `jsonl` or `html`"),
      ("tap", "`tap` names no file; expected `tap=FILE`"),
    ])
    func `a flag that names no report is a wrong invocation`(
      _ value: String, _ message: String
    ) async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run("run", "a.vsdk", "--report", value)

      #expect(result.standardError == "error: --report: \(message)\n")
      #expect(result.standardOutput == "")
      #expect(result.status == 1)
    }
  }
}
