import FoundationEssentials
import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd.Untrusted {
  /// What was found once, each by its smallest input and under the name of its kind; the suites beside this one try the kinds.
  @Suite(.timeLimit(.minutes(2))) struct FindingTests {
    @Test func `a script chooses the origin`() async throws {
      try await SilentOrigin.serve { other in
        let token = try await AccessToken.sandbox().reveal()
        let program = try Program(["VIDEOSDK_TOKEN": token])
        try program.home.write(
          "set endpoint \(other.endpoint)\nset token env:VIDEOSDK_TOKEN\nrooms\n", to: "a.vsdk")
        for flags in [["--live"], ["--sandbox"], ["--endpoint", "http://127.0.0.1:9"]] {
          for words in [["run", "a.vsdk"], ["check", "a.vsdk"], ["run", "--dry-run", "a.vsdk"]] {
            let result = try await program.run(arguments: flags + words)

            #expect(result.status == 2, "\(result)")
          }
        }
        #expect(other.connections == 0)
      }
    }

    @Test func `a script writes anywhere`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.makeFolder("work")
        let before = program.home.files()

        let result = try await program.run(
          "-c", "download r1 to=../.config/vsdk/init.vsdk",
          directory: "\(program.home.path)/work")

        #expect(result.status == 2, "\(result)")
        #expect(program.home.files() == before)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `an include quotes any file`() async throws {
      let program = try Program()
      try program.home.write("PASSWORD=hunter2hunter2\n", to: "env.txt")

      let result = try await program.run("-c", "run env.txt")

      #expect(!(result.standardOutput + result.standardError).contains("hunter2"), "\(result)")
      #expect(result.status == 2)
    }

    @Test func `foreign text reaches the terminal raw`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let name = "Zoe\\u{1B}]52;c;aGk=\\u{7}\\nFORGED\\u{202E}\\u{9B}31m"
        let result = try await program.run(
          "-c",
          "set room \(LocalSandbox.room); sandbox join zoe name=\"\(name)\"; participants; "
            + "let x = last.data[id=zoe].name; echo ${x}; expect ${x} == Zoe")

        let said = result.standardOutput + result.standardError
        #expect(said.contains(#"Zoe\u{1b}]52;c;aGk=\u{7}"#), "\(said)")
        #expect(
          said.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
            && !said.unicodeScalars.contains("\u{202E}") && !said.contains("\nFORGED"), "\(said)")
      }
    }

    @Test func `a dry run is not data`() async throws {
      let program = try Program()
      let evil = try program.home.write("#!/bin/sh\n: > trace\n", to: "evil")
      try #require(chmod(evil, 0o755) == 0)
      let name = "a\nevil\n.vsdk"
      try program.home.write(
        "room \\\r\nevil\necho \"\\nevil\"\nrooms\n", to: name)

      let result = try await program.run("run", "--dry-run", "--sandbox", name)
      let shell = try await ProcessRunner.run(
        "/bin/sh",
        environment: [
          "PATH": program.home.path, "VIDEOSDK_API_ENDPOINT": "", "VIDEOSDK_TOKEN": "t",
        ], input: result.standardOutput,
        directory: program.home.path)

      #expect(result.standardOutput.contains("\ncurl "), "\(result)")
      #expect(shell.status == 127, "curl is not found, and that ends it: \(shell)")
      #expect(program.home.text(of: "trace") == nil)
    }

    @Test func `patterns without end, nested patterns`() async throws {
      let program = try Program()
      let text = String(repeating: "a", count: 26) + "cb"
      let nested = String(repeating: "[", count: 3_000)
      try program.home.write(
        "set room \(text)\nlet x = state.room\nexpect ${x} matches /^(a+)+b$/\n", to: "a.vsdk")
      try program.home.write("rooms\nexpect last matches /\(nested)/\n", to: "b.vsdk")

      let costly = try await program.run("run", "--no-echo", "--sandbox", "a.vsdk")
      let check = try await program.run("check", "b.vsdk")
      let format = try await program.run("fmt", "b.vsdk")

      #expect(costly.status == 4 && costly.talk.contains("costs too much"), "\(costly)")
      #expect(check.status == 2 && format.status == 2, "\(check) \(format)")
    }

    @Test(arguments: [
      #"{"data":[{"participantId":"p"}],"pageInfo":{"currentPage":1,"lastPage":2147483648}}"#,
      #"{"data":[],"pageInfo":{"currentPage":1,"lastPage":0}}"#, #"{"x":1e300}"#,
      #"{"data":[{"id":1e300,"size":-1e300}],"pageInfo":{"currentPage":1e300,"lastPage":1e300}}"#,
    ])
    func `numbers from outside trap`(_ body: String) async throws {
      try await HostileServer.run({ _, _ in .answer(200, body) }) { _, origin in
        let token = try await AccessToken.sandbox().reveal()
        let program = try Program(["VIDEOSDK_TOKEN": token])
        for line in [
          "start audio participant=all", "rooms", "participants", "recordings",
          "try rooms; expect last.x == 4xx", "recording audio",
        ] {
          let result = try await program.run(
            "--endpoint", "\(origin)", "-c", LocalSandbox.place + line)

          #expect((0...6).contains(result.status), "\(line): \(result)")
        }
      }
    }

    @Test func `lists without end`() async throws {
      let body = #"{"data":[{"roomId":"r"}],"pageInfo":{"currentPage":1,"lastPage":2}}"#
      try await HostileServer.run({ _, _ in .answer(200, body) }) { server, origin in
        let token = try await AccessToken.sandbox().reveal()
        let program = try Program(["VIDEOSDK_TOKEN": token])

        let result = try await program.run(
          "--endpoint", "\(origin)", "-c", "rooms; " + LocalSandbox.place + "participants")

        #expect((0...5).contains(result.status), "\(result)")
        #expect(server.requests.count < 10)
      }
    }

    @Test func `quadratic, exponential`() async throws {
      let program = try Program()
      for place in 1..<16 {
        try program.home.write(
          String(repeating: "run \(place + 1).vsdk\n", count: 10), to: "\(place).vsdk")
      }
      try program.home.write("echo end\n", to: "16.vsdk")
      try program.home.write(
        String(repeating: "param a\n", count: 5_000) + String(repeating: ";", count: 5_000),
        to: "many.vsdk")

      let includes = try await program.run("check", "--sandbox", "1.vsdk")
      let many = try await program.run("check", "--sandbox", "many.vsdk")

      #expect(includes.status == 0, "\(includes)")
      #expect(many.status == 2)
    }

    @Test func `a file is replaced, not rewritten`() async throws {
      let program = try Program()
      let path = try program.home.write("echo    a\n", to: "a.vsdk")
      try #require(chmod(path, 0o755) == 0)
      try #require(symlink("a.vsdk", "\(program.home.path)/link.vsdk") == 0)

      let result = try await program.run("fmt", "link.vsdk")

      #expect(result.status == 0, "\(result)")
      #expect(program.home.text(of: "a.vsdk") == "echo a\n")
      #expect(program.home.mode(of: "a.vsdk") == 0o755)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(
          atPath: "\(program.home.path)/link.vsdk") == "a.vsdk")
    }

    @Test func `reports`() async throws {
      let program = try Program()
      try program.home.write("echo seen\n", to: "a.vsdk")

      let result = try await program.shell(
        "echo earlier >out; \"$VSDK\" run --no-echo a.vsdk --report tap=/dev/stdout >>out")

      #expect(result.status == 0, "\(result)")
      #expect(program.home.text(of: "out")?.hasPrefix("earlier\nseen\nTAP version 13\n") == true)
    }

    @Test func `redaction by grapheme`() async throws {
      let program = try Program(["K": "hunter2-hunter2"])

      let said = try await program.run(
        "-c", "secret k = env:K; set token ${k}; echo 'hunter2-hunter2\u{301}'")

      #expect(said.standardOutput == "[redacted]\u{301}\n", "\(said)")
    }

    @Test func `others' files trusted`() async throws {
      let program = try Program()
      let path = try program.home.write("hunter2-hunter2\n", to: "secret")
      try #require(chmod(path, 0o666) == 0)
      let folder = program.home.state
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try #require(chmod(folder, 0o700) == 0)
      let target = try program.home.write("mine\n", to: "mine")
      try #require(chmod(target, 0o644) == 0)
      try #require(symlink(target, "\(folder)/ledger.sqlite") == 0)

      let secret = try await program.run("-c", "secret k = file:secret; set token ${k}; rooms")
      let ledger = try await program.run(
        "--endpoint", "http://127.0.0.1:9", "-c", LocalSandbox.place + "try start audio")

      #expect(secret.status == 1 && secret.talk.contains("others can change it"), "\(secret)")
      #expect(ledger.status != 0)
      #expect(program.home.text(of: "mine") == "mine\n")
      #expect(program.home.mode(of: "mine") == 0o644)
    }
  }
}
