import TestSupport

/// The built program with an environment made from scratch: nothing of the caller's gets in.
struct Program: Sendable {
  let home: TemporaryHome
  var environment: [String: String]

  /// - Parameter environment: set on top of a home of its own, a short path and a UTF-8 locale.
  init(_ environment: [String: String] = [:]) throws {
    home = try TemporaryHome()
    self.environment = [
      "HOME": home.path, "VSDK_HOME": home.state, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    ].merging(environment) { $1 }
  }

  static var path: String { builtProduct("vsdk") }

  /// Runs it to its end, in its home unless another folder is given.
  func run(
    _ arguments: String..., input: String = "", directory: String? = nil
  ) async throws -> ProcessResult {
    try await run(arguments: arguments, input: input, directory: directory)
  }

  func run(
    arguments: [String], input: String = "", directory: String? = nil
  ) async throws -> ProcessResult {
    let result = try await ProcessRunner.run(
      Self.path, arguments: arguments, environment: environment, input: input,
      directory: directory ?? home.path)
    try SchemaViolation.check(result.standardOutput)
    return result
  }

  /// Runs a line of the system's shell, in which `$VSDK` is the program.
  func shell(_ line: String) async throws -> ProcessResult {
    try await ProcessRunner.run(
      "/bin/sh", arguments: ["-c", line],
      environment: environment.merging(["VSDK": Self.path]) { $1 }, directory: home.path)
  }

  /// Starts it on a terminal, which is there while `body` runs.
  ///
  /// - Parameters:
  ///   - environment: changes to the program's own; nil takes a variable away.
  ///   - launcher: a program with its arguments that is started instead, with this one's path and arguments behind.
  func onTerminal(
    _ arguments: String..., launcher: [String] = [], columns: Int = 80,
    environment changes: [String: String?] = [:],
    _ body: (PseudoTerminal) async throws -> Void
  ) async throws {
    var all = environment
    all["TERM"] = "xterm"
    // A pager waits for keys of its own.
    all["PAGER"] = all["PAGER"] ?? ""
    for (name, value) in changes { all[name] = value }
    let command = launcher + (launcher.isEmpty ? [] : [Self.path]) + arguments
    let terminal = try PseudoTerminal(
      launcher.first ?? Self.path, arguments: Array(command.dropFirst(launcher.isEmpty ? 0 : 1)),
      environment: all, directory: home.path, columns: columns)
    try await body(terminal)
    withExtendedLifetime(home) {}
  }
}

extension ProcessResult {
  /// Standard error without the line that names the target.
  var talk: String {
    standardError.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("note: target: ") }.joined(separator: "\n")
  }
}
