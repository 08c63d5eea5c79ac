import Glibc
import Testing

@testable import TestSupport

@Suite(.timeLimit(.minutes(1)))
struct PseudoTerminalTests {
  private func shell(_ script: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
  }

  @Test func `text is found in order, and the exit code told`() async throws {
    let terminal = try shell("echo ready; read line; echo \"got $line\"; exit 7")

    try await terminal.expect("ready\n")
    try terminal.send("日本\r")
    try await terminal.expect("got 日本\n")

    #expect(try await terminal.waitForExit() == .exited(7))
  }

  @Test func `what was matched is not matched again`() async throws {
    let terminal = try shell("echo one; echo one; echo two")

    try await terminal.expect("one\n")
    try await terminal.expect("one\n")
    await #expect(throws: PseudoTerminalFailure.self) { try await terminal.expect("one\n") }
  }

  @Test func `a pattern matches across colours`() async throws {
    let terminal = try shell(#"printf '\033[31mred\033[0m 12 ms\n'"#)

    try await terminal.expect(matching: "red [0-9]+ ms")
    try await terminal.waitForExit()

    #expect(terminal.receivedText == "red 12 ms\n")
  }

  @Test func `a failure names its call and the program's end`() async throws {
    let terminal = try shell("exit 4")
    try await terminal.waitForExit()

    let failure = await #expect(throws: PseudoTerminalFailure.self) {
      try await terminal.expect("never", file: "Tests/Some.swift", line: 2)
    }

    #expect(
      failure?.description == """
        Tests/Some.swift:2: `never` did not show up within 20.0 seconds; \
        the program has ended: exited(4)
          expected `never`  (Tests/Some.swift:2)
        """)
  }

  @Test func `a transcript shows everything in order, escapes made visible`() {
    var transcript = TerminalTranscript()
    transcript.add(.sent("x\r"), at: CallSite("Tests/Some.swift", 1))
    transcript.received(Array("x\r\na".utf8))
    transcript.received(Array("\u{1b}[1mé".utf8))
    transcript.add(.signal(15), at: CallSite("Tests/Some.swift", 2))

    #expect(
      transcript.description == #"""
          sent     x\r  (Tests/Some.swift:1)
          received x\r\na⟨esc⟩[1mé
          signal   15  (Tests/Some.swift:2)
        """#)
  }

  @Test func `Control-C reaches the program through its controlling terminal`() async throws {
    let terminal = try shell("trap 'echo caught; exit 3' INT; echo ready; read line")
    try await terminal.expect("ready\n")

    try terminal.send("\u{3}")

    try await terminal.expect("caught\n")
    #expect(try await terminal.waitForExit() == .exited(3))
  }

  @Test func `a signal that kills is told`() async throws {
    let terminal = try shell("echo ready; read line")
    try await terminal.expect("ready\n")

    terminal.signal(SIGTERM)

    #expect(try await terminal.waitForExit() == .signalled(SIGTERM))
  }

  @Test func `the size is told, and its change`() async throws {
    let terminal = try PseudoTerminal(
      "/bin/sh",
      arguments: ["-c", "trap 'stty size; exit' WINCH; stty size; while :; do read line; done"],
      environment: ["PATH": "/usr/bin:/bin"], columns: 40, rows: 10)
    try await terminal.expect("10 40\n")

    terminal.resize(columns: 60, rows: 20)

    try await terminal.expect("20 60\n")
  }

  @Test func `the state that a program leaves behind is seen`() async throws {
    let terminal = try shell("stty -echo -icanon; echo raw; read line")
    #expect(terminal.initialAttributes?.echoes == true)
    try await terminal.expect("raw\n")

    terminal.signal(SIGKILL)
    try await terminal.waitForExit()

    #expect(terminal.terminalAttributes?.echoes == false)
    #expect(terminal.terminalAttributes?.isCanonical == false)
  }

  @Test func `a long paste does not block`() async throws {
    let terminal = try shell("stty -echo; echo ready; cat; ")
    try await terminal.expect("ready\n")
    let lines = (1...5000).map { "line \($0)" }

    try terminal.send(lines.joined(separator: "\n") + "\n\u{4}")
    try await terminal.waitForExit()

    #expect(terminal.receivedText == "ready\n" + lines.joined(separator: "\n") + "\n")
  }

  @Test func `a program that is not there is an error`() {
    #expect(throws: SpawnError.self) {
      try PseudoTerminal("/no/such/program", environment: [:])
    }
  }
}
