import Ledger
import SandboxServer
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct NetworkTests {
    private static let start = LocalSandbox.place + "start audio"
    private static let started =
      "track recording started successfully.  audio · abcd · abcd-efgh-ijkl\n"

    @Test func `says at once that nobody listens`() async throws {
      let port = try #require(RefusedPort())
      defer { withExtendedLifetime(port) {} }
      let endpoint = "http://127.0.0.1:\(port.number)"
      let program = try Program([
        "VIDEOSDK_API_KEY": Sandbox.apiKey, "VIDEOSDK_SECRET": Sandbox.secret,
      ])
      let clock = ContinuousClock()
      let begin = clock.now
      let result = try await program.run("--endpoint", endpoint, "-c", Self.start)

      #expect(
        result.talk == """
          <command>:1:48: nobody listens at \(endpoint)
              1 | \(Self.start)
                | \(String(repeating: " ", count: 47))^^^^^^^^^^^
                = about: audio · abcd · abcd-efgh-ijkl
                = after 2 retries (refused, refused)
                = hint: is the address right, and does the server run? `vsdk sandbox` in the system's shell starts one

          """)
      #expect(result.status == 3)
      // A client that tries until its deadline would need thirty seconds.
      #expect(clock.now - begin < .seconds(20))
    }

    @Test(arguments: ["html", "truncated"])
    func `takes a success whose body cannot be read as a start`(
      _ body: String
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"body":"\#(body)"}"#, on: "startTrackRecording")
        let result = try await sandbox.program().run("-c", Self.start + "; stop audio")

        #expect(
          try ExpectedText(
            """
            (no readable message)  audio · abcd · abcd-efgh-ijkl
            track recording ended successfully.  audio · abcd · abcd-efgh-ijkl

            """
          ).matches(result.standardOutput), "\(result)")
        #expect(result.status == 0)
        #expect(try await sandbox.recorded() == ["audio abcd"])
        #expect(
          try await sandbox.operations() == ["startTrackRecording", "stopTrackRecording"])
      }
    }

    @Test(arguments: [#"{"drop":"before"}"#, #"{"status":500}"#, #"{"status":504}"#])
    func `ends with 3 after a start whose outcome is unknown, and the ledger has it`(
      _ fault: String
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(fault, times: 3, on: "startTrackRecording")
        let program = try sandbox.program()
        let result = try await program.run("-c", Self.start)

        #expect(result.status == 3, "\(result)")
        #expect(
          result.standardError.contains(
            "unknown: the request may have been carried out; it is not sent again"), "\(result)")
        #expect(
          result.standardError.contains("1 recording that this script started still runs, or may"))
        let operations = try await sandbox.operations()
        #expect(operations.count { $0 == "startTrackRecording" } == 1)
        let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
        #expect(try ledger.running().map(\.certainty) == [.unknown])
      }
    }

    @Test(arguments: ["html", "text", "empty", "truncated"])
    func `fails on a list that cannot be read`(_ body: String) async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"body":"\#(body)"}"#, times: 9, on: "listTrackRecordings")
        let result = try await sandbox.program().run("-c", LocalSandbox.place + "recordings")

        #expect(result.standardOutput == "")
        #expect(result.status == 3, "\(result)")
      }
    }

    @Test func `waits as long as the service asks and sends again`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"status":429,"retryAfter":1}"#, on: "startTrackRecording")
        let result = try await sandbox.program().run("-c", Self.start + "; stop audio")

        #expect(
          try ExpectedText(
            """
            track recording started successfully.  audio · abcd · abcd-efgh-ijkl · after 1 retry (429) · <<[1-9]\\.\\d s>>
            track recording ended successfully.  audio · abcd · abcd-efgh-ijkl

            """
          ).matches(result.standardOutput), "\(result)")
        #expect(result.status == 0)
        #expect(
          try await sandbox.operations() == [
            "startTrackRecording", "startTrackRecording", "stopTrackRecording",
          ])
      }
    }

    @Test func `gives up when the service refuses again and again`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(
          #"{"status":503,"retryAfter":0,"body":"html"}"#, times: 9, on: "startTrackRecording")
        let result = try await sandbox.program().run("-c", Self.start)

        #expect(result.standardOutput == "")
        let expected = """
          <command>:1:48: the API refused with 503: 503 Service Unavailable
              1 | \(Self.start)
                | \(String(repeating: " ", count: 47))^^^^^^^^^^^
                = about: audio · abcd · abcd-efgh-ijkl
                = request id: <<[0-9a-f]+>>
                = the answer was an HTML page
                = after 2 retries (503, 503)
                = \(LocalSandbox.startAsCurl)
                = hint: try again

          """
        #expect(try ExpectedText(expected).matches(result.talk), "\(result.talk)")
        #expect(result.status == 5)
        #expect(try await sandbox.recorded() == [])
      }
    }

    @Test func `sends no start again when the connection drops before the service acted`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"drop":"before"}"#, on: "startTrackRecording")
        let result = try await sandbox.program().run("-c", Self.start)

        #expect(result.standardOutput == "")
        #expect(
          result.talk.contains(
            "= unknown: the request may have been carried out; it is not sent again\n"))
        #expect(
          result.talk.contains("error: 1 recording that this script started still runs, or may"))
        #expect(result.status == 3)
        #expect(try await sandbox.recorded() == [])
        #expect(
          try await sandbox.operations() == [
            "startTrackRecording", "listTrackRecordings", "listTrackRecordings",
            "listTrackRecordings",
          ])
      }
    }

    @Test func `starts once when the connection drops after the service acted`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"drop":"after"}"#, on: "startTrackRecording")
        let result = try await sandbox.program().run("-c", Self.start)

        #expect(
          try ExpectedText(
            "confirmed by listing  audio · abcd · abcd-efgh-ijkl<<( · [0-9.]+ m?s)?>>\n"
          ).matches(result.standardOutput), "\(result)")
        #expect(result.status == 6)
        #expect(try await sandbox.recorded() == ["audio abcd"])
        #expect(try await sandbox.operations() == ["startTrackRecording", "listTrackRecordings"])
      }
    }

    @Test func `says when it cannot know whether a start was carried out`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"drop":"after"}"#, on: "startTrackRecording")
        try await sandbox.fault(#"{"drop":"before"}"#, times: 99, on: "listTrackRecordings")
        let result = try await sandbox.program().run("-c", Self.start)

        #expect(
          result.talk == """
            <command>:1:48: the connection to \(sandbox.endpoint) ended before an answer
                1 | \(Self.start)
                  | \(String(repeating: " ", count: 47))^^^^^^^^^^^
                  = about: audio · abcd · abcd-efgh-ijkl
                  = unknown: the request may have been carried out; it is not sent again
                  = hint: `recordings` tells whether it runs; `stop` ends it
            error: 1 recording that this script started still runs, or may
              audio · abcd · abcd-efgh-ijkl
              hint: end the script with `stop all`, or put `defer stop all` near its top

            """)
        #expect(result.status == 3)
      }
    }

    @Test func `sends nothing when a script does not check`() async throws {
      try await LocalSandbox.serve { sandbox in
        let result = try await sandbox.program().run(
          "-c", LocalSandbox.place + "recordings; start audio; stop video; start audoi")

        #expect(result.standardOutput == "")
        #expect(result.status == 2)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `ends within its timeout when the service is silent`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"delay":"2m"}"#, times: 99, on: "listTrackRecordings")
        let result = try await sandbox.program().run(
          "--timeout", "200ms", "-c", LocalSandbox.place + "recordings")

        #expect(
          try ExpectedText(
            """
            <command>:1:48: no answer within 200 ms
                1 | \(LocalSandbox.place)recordings
                  | \(String(repeating: " ", count: 47))^^^^^^^^^^
                  = about: recordings
                  = after <<(2 retries|1 retry) .*>>
                  = hint: `set timeout` allows more time

            """
          ).matches(result.talk), "\(result.talk)")
        #expect(result.status == 3)
      }
    }
  }
}
