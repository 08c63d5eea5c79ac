import Glibc
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProcessRunnerTests {
  @Test func `streams and status are told apart`() async throws {
    let result = try await ProcessRunner.run(
      "/bin/sh", arguments: ["-c", "cat; echo note >&2; exit 5"], input: "data\n")

    #expect(result.standardOutput == "data\n")
    #expect(result.standardError == "note\n")
    #expect(result.status == 5)
  }

  @Test func `the environment is exactly the one given`() async throws {
    let result = try await ProcessRunner.run(
      "/usr/bin/env", environment: ["B": "2", "A": "1"])

    #expect(result.standardOutput == "A=1\nB=2\n")
  }

  @Test func `nothing but its streams is inherited`() async throws {
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }

    let result = try await ProcessRunner.run("/bin/ls", arguments: ["/proc/self/fd"])

    // The last is the folder itself.
    #expect(result.standardOutput == "0\n1\n2\n3\n")
  }

  @Test func `the folder is the one given`() async throws {
    let result = try await ProcessRunner.run("/bin/pwd", directory: "/usr")

    #expect(result.standardOutput == "/usr\n")
  }

  @Test func `much on both streams at once does not block`() async throws {
    let script =
      "i=0; while [ $i -lt 3000 ]; do echo 'to stdout, a longer line of text'; "
      + "echo 'to stderr, a longer line of text' >&2; i=$((i+1)); done"

    let result = try await ProcessRunner.run("/bin/sh", arguments: ["-c", script])

    #expect(
      result.standardOutput
        == String(repeating: "to stdout, a longer line of text\n", count: 3000))
    #expect(
      result.standardError
        == String(repeating: "to stderr, a longer line of text\n", count: 3000))
  }

  @Test func `a program that does not read its input is not waited for`() async throws {
    let result = try await ProcessRunner.run(
      "/bin/sh", arguments: ["-c", "exec 0<&-; echo done"],
      input: String(repeating: "x", count: 1_000_000))

    #expect(result.standardOutput == "done\n")
  }

  @Test func `a program that takes too long is killed, and what it said is told`() async throws {
    let timeout = await #expect(throws: ProcessTimeout.self) {
      try await ProcessRunner.run(
        "/bin/sh", arguments: ["-c", "echo begun; exec cat /dev/zero >/dev/null"],
        environment: ["PATH": "/usr/bin:/bin"], timeout: .seconds(1))
    }

    #expect(timeout?.standardOutput == "begun\n")
  }

  @Test func `a signal is 128 and its number`() async throws {
    let result = try await ProcessRunner.run("/bin/sh", arguments: ["-c", "kill -TERM $$"])

    #expect(result.exit == .signalled(SIGTERM))
    #expect(result.status == 143)
  }

  @Test func `signals are not blocked in a child`() async throws {
    let result = try await ProcessRunner.run(
      "/bin/grep", arguments: ["SigBlk", "/proc/self/status"])

    #expect(result.standardOutput == "SigBlk:\t0000000000000000\n")
  }
}
