import TestSupport

extension PseudoTerminal {
  /// Waits for a prompt, and then until each key is delivered by itself: the prompt is drawn a moment before, and what
  /// the kernel still takes for the end of a line or a signal never reaches the editor.
  func expectPrompt(
    _ text: String, file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try await expect(text, file: file, line: line)
    while terminalAttributes?.isCanonical == true { await Task.yield() }
  }

  /// Types a line and Enter, and waits for the prompt that comes next.
  func enter(
    _ text: String, then prompt: String, file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try send(text + "\r", file: file, line: line)
    try await expectPrompt(prompt, file: file, line: line)
  }

  /// Gives a line up with Control-C and waits for the prompt behind it: one that was drawn before, under a list of
  /// offers, would let the next key come while the terminal still takes it for itself.
  func giveUp(
    then prompt: String, file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try send("\u{3}", file: file, line: line)
    try await expect("^C\n", file: file, line: line)
    try await expectPrompt(prompt, file: file, line: line)
  }

  /// Starts a shell of the system's with jobs, in the program's home; its prompt is `outside> `.
  static func systemShell(for program: Program) async throws -> PseudoTerminal {
    var environment = program.environment
    environment["PS1"] = "outside> "
    environment["TERM"] = "xterm"
    let terminal = try PseudoTerminal(
      "/bin/bash", arguments: ["--norc", "--noprofile", "-i"], environment: environment,
      directory: program.home.path)
    try await terminal.expect("outside> ")
    return terminal
  }

  /// Leaves the shell with Control-D.
  func leave(file: StaticString = #fileID, line: UInt = #line) async throws -> ExitReport {
    try send("\u{4}", file: file, line: line)
    return try await waitForExit(file: file, line: line)
  }
}
