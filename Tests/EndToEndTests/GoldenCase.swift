import FoundationEssentials
import TestSupport
import Testing

/// One folder under `Scripts` with what a run must print and how it must end.
///
/// `stdout` and `stderr` may be missing when empty; `exit` holds the code; `arguments`, one a line, replaces
/// `run --no-echo case.vsdk`.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Where the program runs; nil for its home, in which `scripts` then leads to the project's.
  let directory: String?
  let arguments: [String]

  var testDescription: String { name }

  /// The folder of this target's tests.
  private static let tests = String(
    "\(#filePath)".dropLast("/GoldenCase.swift".count))
  private static let scripts = "\(tests)/Scripts"
  /// The folder of the whole project.
  static let project = "\(tests)/../.."

  /// Every case that is a folder with a script of its own.
  static let all: [GoldenCase] = names(in: scripts).filter { !$0.hasPrefix("example-") }.map {
    name in
    let given = text(at: "\(scripts)/\(name)/arguments")
    let arguments = given.map { $0.split(separator: "\n").map(String.init) }
    return GoldenCase(
      name: name, directory: "\(scripts)/\(name)",
      arguments: arguments ?? ["run", "--no-echo", "case.vsdk"])
  }

  /// Every example script of the project; what it prints is in the folder `example-NAME`.
  static let examples: [GoldenCase] = names(in: "\(project)/scripts/examples")
    .filter { $0.hasSuffix(".vsdk") }.map { file in
      GoldenCase(
        name: "example-" + file.dropLast(".vsdk".count), directory: nil,
        arguments: ["run", "--no-echo", "scripts/examples/\(file)"])
    }

  /// The exit code that is expected, on a line.
  var expectedExit: String? { Self.text(at: path("exit")) }

  /// The folder that a program is to run in: what an example fetches goes there.
  func folder(of program: Program) throws -> String {
    if let directory { return directory }
    try FileManager.default.createSymbolicLink(
      atPath: "\(program.home.path)/scripts", withDestinationPath: "\(Self.project)/scripts")
    return program.home.path
  }

  /// Runs the program and compares; with `VSDK_RECORD=1` in the environment, writes what it did and fails.
  func verify(_ program: Program) async throws {
    let result = try await program.run(
      arguments: arguments, directory: try folder(of: program))
    let found = [
      ("stdout", result.standardOutput), ("stderr", result.standardError),
      ("exit", "\(result.status)\n"),
    ]
    if ProcessInfo.processInfo.environment["VSDK_RECORD"] == "1" {
      for (file, text) in found { try record(text, in: file) }
      Issue.record("recorded \(name): look at the difference before it is kept")
      return
    }
    for (file, text) in found {
      let expected = Self.text(at: path(file)) ?? ""
      #expect(
        try ExpectedText(expected).matches(text),
        "\(name)/\(file)\nexpected:\n\(expected)found:\n\(text)")
    }
  }

  private func record(_ text: String, in file: String) throws {
    let expected = ExpectedText(Self.text(at: path(file)) ?? "")
    let data = Data(try expected.recording(text).utf8)
    guard !data.isEmpty else {
      if FileManager.default.fileExists(atPath: path(file)) {
        try FileManager.default.removeItem(atPath: path(file))
      }
      return
    }
    try FileManager.default.createDirectory(
      atPath: "\(Self.scripts)/\(name)", withIntermediateDirectories: true)
    try data.write(to: URL(filePath: path(file)))
  }

  private func path(_ file: String) -> String { "\(Self.scripts)/\(name)/\(file)" }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private static func text(at path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
