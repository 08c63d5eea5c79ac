import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd.Untrusted {
  /// What a script may do with a secret, and what is told of it before it runs.
  @Suite struct SecretTests {
    @Test(arguments: [
      "set room ${k}", "set webhook http://127.0.0.1:9/${k}", "set webhook \"http://a/?x=${k}\"",
      "set bucket ${k}", "set api-key ${k}", "set endpoint http://${k}", "create room id=${k}",
      "echo ${k}", "start audio webhook=http://127.0.0.1:9/${k}", "download ${k}",
      "download audio to=${k}", "run b.vsdk x=${k}", "run ${k}", "listen public=http://a/${k}",
      "rooms; expect last.id == ${k}", "rooms; let x = ${k}", "sandbox join ${k}", "quit ${k}",
    ])
    func `it stands only where a credential is due`(_ command: String) async throws {
      try await LocalSandbox.serve { sandbox in
        var program = try sandbox.program()
        program.environment["KEY"] = "hunter2-hunter2"
        try program.home.write("param x\necho ${x}\n", to: "b.vsdk")
        try program.home.write("echo done\n", to: "hunter2-hunter2")
        try program.home.write("hunter2-hunter2\n", to: "secret")
        for source in ["env:KEY", "file:secret"] {
          try program.home.write(
            "secret k = \(source)\nset room a\nset participant b\n\(command)\n", to: "a.vsdk")

          let result = try await program.run("run", "a.vsdk")

          #expect(result.status == 2, "\(result)")
          #expect(!result.standardError.contains("hunter2"))
          #expect(!result.standardOutput.contains("hunter2"))
          #expect(try await sandbox.operations() == [])
        }
      }
    }

    @Test func `check tells of each, also in includes`() async throws {
      let program = try Program()
      try program.home.write(
        "secret a = env:A\nsecret b = env:B\nset token ${a}\nset api-secret env:B\nrun parts/c.vsdk\nrun parts/c.vsdk\n",
        to: "a.vsdk")
      try program.home.makeFolder("parts")
      try program.home.write("secret d = file:~/.ssh/id\nset token ${d}\n", to: "parts/c.vsdk")

      let text = try await program.run("check", "a.vsdk")
      let json = try await program.run("check", "--output", "json", "a.vsdk")

      #expect(
        text.standardOutput == """
          a.vsdk: ok
            sends to: nothing
            secrets: a = env:A, b = env:B, parts/c.vsdk: d = file:~/.ssh/id
            includes: parts/c.vsdk
            writes: nothing
            listens: nothing

          """)
      #expect(
        json.standardOutput == """
          {"source":"a.vsdk","ok":true,"parameters":[],"sendsTo":[],"secrets":[\
          {"source":"a.vsdk","name":"a","from":"env:A"},\
          {"source":"a.vsdk","name":"b","from":"env:B"},\
          {"source":"parts/c.vsdk","name":"d","from":"file:~/.ssh/id"}],\
          "includes":["parts/c.vsdk"],"writes":[],"listens":[],"webhooks":[],"forgets":[]}

          """)
    }

    @Test func `check tells of all else that a script reaches`() async throws {
      let program = try Program()
      try program.home.write(
        """
        set room abcd-efgh-ijkl
        set participant abcd
        listen
        listen port=8080
        download audio
        download r1 to=files/
        """, to: "a.vsdk")

      let result = try await program.run("check", "--sandbox", "a.vsdk")

      #expect(
        result.standardOutput == """
          a.vsdk: ok
            sends to: a sandbox in this process
            secrets: nothing
            includes: nothing
            writes: ./, files/
            listens: 127.0.0.1, a free port, 127.0.0.1, port 8080

          """)
    }

    @Test func `check tells where webhooks go, and what is forgotten`() async throws {
      let program = try Program()
      try program.home.write(
        LocalSandbox.place + "start audio webhook=https://example.com/a\nstop audio\n"
          + "set webhook https://example.org/b\ndefer start video\ndefer recover forget\n",
        to: "a.vsdk")

      let text = try await program.run("check", "a.vsdk")
      let json = try await program.run("check", "--output", "json", "a.vsdk")

      #expect(
        text.standardOutput.hasSuffix(
          """
            listens: nothing
            has webhooks sent to: https://example.com/a, https://example.org/b
            forgets: what the ledger says still runs

          """), "\(text)")
      #expect(
        json.standardOutput.hasSuffix(
          #""webhooks":["https://example.com/a","https://example.org/b"],"#
            + #""forgets":["what the ledger says still runs"]}"# + "\n"), "\(json)")
    }

    @Test(arguments: ["dry", "as curl"])
    func `what is only shown is told as if it ran`(_ prefix: String) async throws {
      let program = try Program()
      try program.home.write(
        LocalSandbox.place + "\(prefix) start audio webhook=https://example.com/a\n"
          + "\(prefix) download audio to=files/\n\(prefix) run b.vsdk\n"
          + "\(prefix) listen public=https://example.net/b\n",
        to: "a.vsdk")
      try program.home.write("rooms\n", to: "b.vsdk")

      let result = try await program.run("check", "--live", "a.vsdk")

      #expect(
        result.standardOutput == """
          a.vsdk: ok
            sends to: https://api.videosdk.live
            secrets: nothing
            includes: b.vsdk
            writes: files/
            listens: 127.0.0.1, a free port
            has webhooks sent to: https://example.com/a

          """, "\(result)")
    }

    @Test(
      .timeLimit(.minutes(1)),
      arguments: [
        "file:pipe", "file:folder", "file:/dev/zero", "file:/dev/tty", "file:/dev/random",
        "file:link", "file:nowhere", "file:/proc/self/mem", "file:long",
      ])
    func `a secret in a pipe, a device or a folder is told and not waited for`(
      _ source: String
    ) async throws {
      let program = try Program()
      let home = program.home.path
      try program.home.makeFolder("folder")
      try #require(mkfifo("\(home)/pipe", 0o600) == 0)
      try #require(symlink("pipe", "\(home)/link") == 0)
      let long = try program.home.write("", to: "long")
      try #require(truncate(long, 1 << 32) == 0)
      for words in [["run", "a.vsdk"], ["-c", "run a.vsdk"], ["run", "--dry-run", "a.vsdk"]] {
        try program.home.write("secret k = \(source)\nset token ${k}\nrooms\n", to: "a.vsdk")

        let result = try await program.run(arguments: ["--sandbox"] + words)

        let path = source.dropFirst("file:".count)
        guard !words.contains("--dry-run") else {
          #expect(result.status == 0, "\(result)")
          continue
        }
        #expect(result.talk.contains("cannot read") && result.talk.contains(path), "\(result)")
        #expect(result.status == 1 || result.status == 2, "\(result)")
        #expect(result.standardOutput == "")
      }
    }

    @Test func `on LIVE the prompt tells it before a script runs`() async throws {
      let program = try Program(["VIDEOSDK_TOKEN": try await AccessToken.sandbox().reveal()])
      try program.home.write("secret k = env:HOME\nset token ${k}\necho begun\n", to: "a.vsdk")

      try await program.onTerminal("--live", columns: 200) { terminal in
        try await terminal.expectPrompt("LIVE -/- ▸ ")
        try terminal.send("run a.vsdk\r")
        try await terminal.expect("note: a.vsdk sends to: nothing\n")
        try await terminal.expect("note: a.vsdk secrets: k = env:HOME\n")
        try await terminal.expect("note: a.vsdk includes: nothing\n")
        try await terminal.expect("note: a.vsdk writes: nothing\n")
        try await terminal.expect("note: a.vsdk listens: nothing\n")
        try await terminal.expect("begun\n")
        try await terminal.expectPrompt("LIVE -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
