import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What no program of this machine runs, is at least read by its compiler.
@Suite(.timeLimit(.minutes(4)))
struct SnippetSyntaxTests {
  /// One command for each operation that the library names, one for a request that it does not, and hostile texts.
  private static let commands = [
    "start audio video screen format=webm webhook=https://example.com/h bucket='a \"b\" \\(x) \\'",
    "stop all room=r participant=p", "recordings room=r session=s page=1 per-page=2",
    "recording 66ab9f0c2f1b4d0012345678", "delete recording 66ab9f0c2f1b4d0012345678",
    "create room id=mine", "create room", "room r", "rooms page=1 per-page=3",
    "sessions room=r state=ongoing", "participants", "start audio participant=all",
    "sandbox status", "sandbox join \"a\\\"b\\\\(c)\" name='x \"y\"'", "sandbox fail off",
  ]

  @Test(.enabled(if: Tool("swiftc").isInstalled, "swiftc is not installed"))
  func `every Swift snippet compiles with the library`() async throws {
    let build = builtProduct("Modules")
    var session = try Sample.classroom()
    session.target.kind = .sandbox
    let temporary = try TemporaryFolder()
    let folder = temporary.path
    for (place, command) in Self.commands.enumerated() {
      let text = try Self.snippet(of: command, .swift, session)
      // Each in a function of its own, so that one run of the compiler sees them all.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let imports = lines.filter { $0.hasPrefix("import ") }
      let body = lines.filter { !$0.hasPrefix("import ") }
      let file =
        imports.joined(separator: "\n") + "\nfunc snippet\(place)() async throws {\n"
        + body.joined(separator: "\n") + "\n}\n"
      try file.write(toFile: "\(folder)/s\(place).swift", atomically: true, encoding: .utf8)
    }
    let files = Self.commands.indices.map { "\(folder)/s\($0).swift" }

    let result = try await ProcessRunner.run(
      "/usr/bin/env",
      arguments: ["swiftc", "-typecheck", "-swift-version", "6", "-I", build] + moduleMaps()
        + files,
      environment: ["PATH": Tool.path, "HOME": folder], timeout: .seconds(200))

    #expect(result.status == 0, "\(result.standardError)")
  }

  /// Where the C modules below the library are described: made by the build, or part of the packages.
  private func moduleMaps() -> [String] {
    let build = builtProduct("")
    let made = (try? FileManager.default.contentsOfDirectory(atPath: build)) ?? []
    let packages = build + "../../checkouts"
    let sources = (try? FileManager.default.subpathsOfDirectory(atPath: packages)) ?? []
    let maps =
      made.filter { $0.hasSuffix(".build") }.map { "\(build)\($0)/module.modulemap" }
      + sources.filter { path in
        path.hasSuffix("/include/module.modulemap") && path.contains("/Sources/")
          && !path.contains("/Benchmarks/")
      }.map { "\(packages)/\($0)" }
    return maps.filter { FileManager.default.fileExists(atPath: $0) }
      .flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  @Test(.enabled(if: Tool("php").isInstalled, "php is not installed"), arguments: commands)
  func `php reads its snippet`(_ command: String) async throws {
    var session = try Sample.classroom()
    session.target.kind = .sandbox
    let text = try Self.snippet(of: command, .php, session)

    let result = try await ProcessRunner.run(
      "/usr/bin/env", arguments: ["php", "-l"], environment: ["PATH": Tool.path], input: text)

    #expect(result.status == 0, "\(result.standardOutput)")
  }

  static func snippet(
    of command: String, _ language: SnippetLanguage, _ session: Session
  ) throws -> String {
    let (syntax, span) = try Sample.command("as \(language.rawValue) \(command)")
    let prepared = try StatementBinder.bind(syntax, span: span, in: Scope())
    guard case .preview(let order) = prepared else { throw NotACommand(text: command) }
    let performance = Interpreter(services: Sample.services()).preview(order, in: session)
    guard case .string(let text)? = performance.reports.first?.json["text"] else {
      throw NotACommand(text: "\(command): \(performance.failures)")
    }
    return text
  }
}
