import FoundationEssentials
import Ledger
import NIOCore
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// `vsdk run --jobs`.
  @Suite struct JobsTests {
    private static let ended = #""track recording ended successfully.""#

    /// Writes scripts into a folder of the home, named so that they come in this order.
    private static func write(_ scripts: [String], to folder: String, _ home: TemporaryHome) throws
    {
      try home.makeFolder(folder)
      for (place, text) in scripts.enumerated() {
        let digits = String(place)
        try home.write(
          text, to: "\(folder)/\(String(repeating: "0", count: 3 - digits.count))\(digits).vsdk")
      }
    }

    /// Without what differs from run to run.
    private static func still(_ text: String) -> String {
      [
        (/[0-9.]+ ?(?:ms|s)\b/, "T"), (/"ms":[0-9.]+/, "T"), (/time="[0-9.]+"/, "T"),
        (/duration_ms: [0-9.]+/, "T"), (/127\.0\.0\.1:[0-9]+/, "HERE"), (/[0-9a-f]{16,24}/, "ID"),
      ].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    @Test func `output, summary, reports and exit code are those of one after the other`()
      async throws
    {
      let program = try Program()
      let scripts = (0..<12).map { place in
        switch place % 4 {
        // Those that begin first end last.
        case 0: LocalSandbox.place + "\nwait \(600 - 40 * place)ms\nstart audio\nstop audio\n"
        case 1: "echo one \(place)\nstat\n"
        case 2: LocalSandbox.place + "\ntry stop audio; echo more \(place)\nexpect http == 200\n"
        default: "defer echo deferred \(place)\nquit \(10 + place)\n"
        }
      }
      try Self.write(scripts, to: "t", program.home)
      func run(_ flags: [String], _ suffix: String) async throws -> (ProcessResult, [String?]) {
        let kinds = ["junit", "tap", "jsonl"]
        let result = try await program.run(
          arguments: ["run", "t"] + flags
            + kinds.flatMap { ["--report", "\($0)=\($0)-\(suffix)"] })
        return (result, kinds.map { program.home.text(of: "\($0)-\(suffix)").map(Self.still) })
      }

      let (one, oneReports) = try await run([], "one")
      let (many, manyReports) = try await run(["--jobs", "5"], "many")

      #expect(Self.still(many.standardOutput) == Self.still(one.standardOutput))
      #expect(Self.still(many.standardError) == Self.still(one.standardError))
      #expect(many.status == one.status)
      #expect(one.status == 2)
      #expect(manyReports == oneReports)
      #expect(oneReports.allSatisfy { $0?.isEmpty == false })
    }

    @Test func `no file begins behind the first that fails`() async throws {
      let program = try Program()
      let scripts = ["echo a\nquit 10\n"] + (1..<30).map { "wait 20ms; echo \($0)\n" }
      try Self.write(scripts, to: "t", program.home)

      let result = try await program.run("run", "--no-echo", "--jobs", "2", "--fail-fast", "t")

      #expect(result.status == 10)
      let lines = result.standardError.split(separator: "\n")
      #expect(lines.contains("skip t/029.vsdk  --fail-fast"))
      #expect(lines.last?.hasPrefix("30 files: ") == true, "\(result.standardError)")
      #expect(!result.standardOutput.contains("29"))
    }

    @Test(arguments: SignalTests.Signal.all)
    func `a signal ends all, each with its deferred commands`(
      _ signal: SignalTests.Signal
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let kinds = ["audio", "video", "screen_audio", "screen_video"]
        let scripts =
          kinds.map { LocalSandbox.place + "defer stop all\nstart \($0)\nwait 1h\n" }
          + ["echo never\n"]
        try Self.write(scripts, to: "t", program.home)
        try await program.onTerminal(
          "run", "--no-echo", "--jobs", "4", "t", "--report", "tap=r.tap"
        ) { terminal in
          while try await sandbox.running().count < 4 { await Task.yield() }

          terminal.signal(signal.number)
          let end = try await terminal.waitForExit(within: .seconds(30))

          #expect(end.shellStatus == signal.status)
          #expect(try await sandbox.running() == [])
          #expect(terminal.receivedText.contains("skip t/004.vsdk  interrupted"))
          let tap = try #require(program.home.text(of: "r.tap"))
          #expect(tap.contains("not ok 4 - t/003.vsdk\n"))
          #expect(tap.contains("ok 5 - t/004.vsdk # SKIP interrupted\n"))
        }
      }
    }

    @Test func `deferred commands go on at the first signal, not at the second`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try Self.write(
          [
            LocalSandbox.place + "defer stop all\nstart audio\n",
            LocalSandbox.place + "defer stop all\nstart video\nwait 1h\n",
          ], to: "t", program.home)
        try await sandbox.fault(#"{"delay":"5m"}"#, times: 9, on: "stopTrackRecording")
        try await program.onTerminal("run", "--no-echo", "--jobs", "2", "t") { terminal in
          func stops() async throws -> Int {
            try await sandbox.operations().filter { $0 == "stopTrackRecording" }.count
          }
          while try await stops() < 1 { await Task.yield() }
          // The delay is the answer's: what is to stop has stopped.
          while try await !sandbox.running().contains("video abcd") { await Task.yield() }

          terminal.signal(2)
          // The second has begun to stop what it started: both are at their deferred commands.
          while try await stops() < 2 { await Task.yield() }
          #expect(!terminal.receivedText.contains("still runs"))
          // What comes in the moment of the first would be one wish with it.
          try await ContinuousClock().sleep(for: .milliseconds(250))
          terminal.signal(2)
          let end = try await terminal.waitForExit(within: .seconds(30))

          #expect(end == .exited(130))
          try await terminal.expect("audio · abcd · abcd-efgh-ijkl\n")
          try await terminal.expect("video · abcd · abcd-efgh-ijkl\n")
        }
      }
    }

    @Test func `all together keep to the number of requests that one command may have`()
      async throws
    {
      let jobs = 8
      let atOnce = 5
      let count = 200
      let answer = #""track recording started successfully.""#
      try await HostileServer.run({ request, _ in
        let body = request.target.hasSuffix("/stop") ? Self.ended : answer
        return .writeLate(
          "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: "
            + "\(body.utf8.count)\r\n\r\n\(body)", after: .milliseconds(2))
      }) { server, origin in
        let program = try Program([
          "VIDEOSDK_API_ENDPOINT": origin.description,
          "VIDEOSDK_TOKEN": try await AccessToken.sandbox().reveal(),
        ])
        let scripts = (0..<count).map { place in
          let people = "participant=p\(place),q\(place),r\(place)"
          return "set room abcd-efgh-ijkl\nstart audio \(people)\nstop audio \(people)\n"
        }
        try Self.write(scripts, to: "t", program.home)

        let result = try await program.run(
          "run", "--no-echo", "--jobs", "\(jobs)", "--set", "concurrency=\(atOnce)", "t")

        #expect(result.status == 0, "\(result.standardError.suffix(2_000))")
        #expect(result.standardError.contains("\(count) files: \(count) ok in "))
        #expect(server.requests.count == count * 6)
        // One connection carries one request at a time.
        #expect(server.connections <= atOnce)
        let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
        #expect(try ledger.open().recordings.isEmpty)
      }
    }

    @Test func `each has a sandbox and a port for webhooks of its own`() async throws {
      let program = try Program()
      let script =
        LocalSandbox.place + "\nlisten\nstart audio\n"
        + "wait until hook.webhookType exists within=20s every=20ms\n"
        + "recordings state=recording\nexpect last.pageInfo.total == 1\nstop audio\n"
      try Self.write(Array(repeating: script, count: 6), to: "t", program.home)

      let result = try await program.run("run", "--no-echo", "--jobs", "6", "--sandbox", "t")

      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError.contains("6 files: 6 ok in "))
    }

    @Test(arguments: [
      (["--step", "--jobs", "2"], "--step asks before each command of one file: leave out --jobs"),
      (["--jobs", "0"], "--jobs is a number from 1 to 64"),
      (["--jobs", "65"], "--jobs is a number from 1 to 64"),
      (
        ["--dry-run", "--jobs", "2"],
        "--dry-run runs nothing: leave out --step, --jobs and --report"
      ),
    ])
    func `flags that exclude each other are a wrong invocation`(
      _ flags: [String], _ message: String
    ) async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run(arguments: ["run", "a.vsdk"] + flags)

      #expect(result.standardError.hasPrefix("Error: \(message)\n"))
      #expect(result.standardOutput == "")
      #expect(result.status == 1)
    }

    @Test func `what keeps all from running is told once`() async throws {
      let program = try Program()
      try Self.write(["echo a\n", "echo b\n"], to: "t", program.home)

      let result = try await program.run(
        "run", "--jobs", "2", "--profile", "nobody", "t", "--report", "tap=r.tap")

      #expect(result.status == 1)
      #expect(result.standardError.split(separator: "there is no profile `nobody`").count == 2)
      #expect(program.home.text(of: "r.tap")?.contains("not ok 2 - t/001.vsdk") == true)
    }
  }
}
