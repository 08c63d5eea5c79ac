import TestSupport
import Testing

extension EndToEnd {
  /// Every row of the table of exit codes, by a run that ends so.
  @Suite struct ExitCodeTests {
    struct Row: Sendable, CustomTestStringConvertible {
      let code: Int32
      let testDescription: String
      var script = ""
      var arguments = ["run", "--no-echo", "a.vsdk"]
      var environment: [String: String] = [:]

      init(
        _ code: Int32, _ description: String, _ script: String = "",
        arguments: [String] = ["run", "--no-echo", "a.vsdk"], environment: [String: String] = [:]
      ) {
        self.code = code
        testDescription = "\(code): \(description)"
        self.script = script
        self.arguments = arguments
        self.environment = environment
      }

      private static let place = LocalSandbox.place

      static let all = [
        Row(0, "everything ran and every expectation held", "echo a\nexpect state.running == 0"),
        Row(1, "a wrong flag", "echo a", arguments: ["run", "--frobnicate", "a.vsdk"]),
        Row(1, "a missing param", "param who\necho ${who}"),
        Row(1, "a missing secret", "secret key = env:NOBODY_SETS_THIS\nset token ${key}"),
        Row(1, "an unknown key", "echo a", arguments: ["run", "a.vsdk", "who=b"]),
        Row(1, "an unused positional", "echo a", arguments: ["run", "a.vsdk", "b"]),
        Row(1, "no such file", arguments: ["run", "missing.vsdk"]),
        Row(2, "the script does not check", "start audio"),
        Row(2, "a newer version", "vsdk 2\necho a"),
        Row(3, "a connection that is refused", place + "start audio"),
        Row(
          3, "a report that cannot be written", "echo a",
          arguments: ["run", "a.vsdk", "--report", "tap=missing/r.tap"]),
        Row(3, "a time limit", "wait 1h", arguments: ["run", "--time-limit", "100ms", "a.vsdk"]),
        Row(4, "an expectation failed", "echo a\nexpect state.running == 1"),
        Row(4, "a wait until failed", "wait until state.running == 1 within=50ms every=10ms"),
        Row(5, "the API refused", place + "stop audio"),
        Row(
          5, "a credential that cannot work", place + "start audio",
          environment: ["VIDEOSDK_TOKEN": "a.b.c"]),
        Row(6, "a recording still runs", place + "start audio"),
        Row(10, "quit 10", "quit 10"),
        Row(99, "quit 99", "quit 99"),
      ]
    }

    @Test(.timeLimit(.minutes(1)), arguments: Row.all)
    func `ends with the code of the table`(_ row: Row) async throws {
      try await LocalSandbox.serve { sandbox in
        let isRefused = row.testDescription.contains("connection that is refused")
        let port = isRefused ? RefusedPort() : nil
        var environment = row.environment
        if let port {
          environment["VIDEOSDK_API_ENDPOINT"] = "http://127.0.0.1:\(port.number)"
        } else if environment["VIDEOSDK_TOKEN"] != nil {
          environment["VIDEOSDK_API_KEY"] = ""
        }
        let program = try sandbox.program(environment)
        try program.home.write(row.script, to: "a.vsdk")

        let result = try await program.run(arguments: row.arguments)

        #expect(result.status == row.code, "\(result)")
      }
    }

    @Test func `the first failure wins, and a leak is told beside it`() async throws {
      let program = try Program()
      try program.home.write(
        LocalSandbox.place + "start audio\nexpect http == 409\n", to: "a.vsdk")

      let result = try await program.run("run", "--no-echo", "a.vsdk")

      #expect(result.status == 4)
      #expect(
        result.standardError.hasSuffix(
          """
          error: 1 recording that this script started still runs, or may
            audio · abcd · abcd-efgh-ijkl
            hint: end the script with `stop all`, or put `defer stop all` near its top

          """))
    }
  }
}
