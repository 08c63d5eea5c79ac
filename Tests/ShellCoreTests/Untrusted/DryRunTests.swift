import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// The dry runs of random scripts, taken by shells that know no program but a false curl.
@Suite(.timeLimit(.minutes(5)))
struct DryRunTests {
  private static let token = "a token with $HOME and 'quotes'"
  private static let shells = ["/bin/sh", "/usr/bin/dash", "/bin/bash"].filter {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What a text may hold; `EVIL` is a program that leaves a trace.
  static let pieces = [
    "EVIL", "\nEVIL\n", "\r\nEVIL\r\n", "\rEVIL", "\u{2028}EVIL", "\u{85}EVIL", "`EVIL`", "$(EVIL)",
    "'; EVIL; '", "\"; EVIL; \"", "'\u{301}; EVIL; '\u{301}", "\\", "\\\nEVIL", "!", "!!", "!EVIL",
    "#", "\0", "\0\nEVIL", "${HOME}", "&& EVIL", "| EVIL", "> trace", "<<X\nEVIL\nX", "'", "\"",
    "\u{1B}[2J", "\u{202E}", "日本", "[1-9]", "{a,b}", "*", "~", "-x", "@file", "%0a", "\t", " ",
  ]

  private struct Case {
    let name: String
    let script: String
  }

  private static func cases(
    _ count: Int, evil: String, using generator: inout SeededBytes
  ) -> [Case] {
    func text() -> String {
      (0..<Int.random(in: 0...4, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        .replacing("EVIL", with: evil)
    }
    func word() -> String { Printer.print(Word.literal(text())) }
    func identifier() -> String {
      let isBlank = { (scalar: Unicode.Scalar) in
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
          || VisibleText.hides(scalar)
      }
      return Printer.print(
        Word.literal(
          "a" + String(String.UnicodeScalarView(text().unicodeScalars.filter { !isBlank($0) }))))
    }
    return (0..<count).map { _ in
      let lines = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: "echo \(word()) \(word())"
        case 1: "start audio bucket=\(word())"
        case 2: "start audio video participant=\(identifier()) \\\n  bucket=\(word())"
        case 3: "set room \(identifier())"
        case 4: "room \(identifier())"
        case 5: "recordings room=\(identifier())"
        case 6: "create room id=\(identifier())"
        case 7: "defer stop all"
        default: "recording \(identifier())"
        }
      }
      let parameter = "param who = \(word())\n"
      return Case(
        name: text() + ".vsdk",
        script: parameter + lines.joined(separator: "\n")
          + "\necho ${who}\nstart video bucket=${who}\n")
    }
  }

  @Test func `a dry run is not data`() async throws {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededBytes(seed: seed)
    let folder = try Trap()
    let session = try Sample.classroom()
    let services = Sample.services()
    var text = PlannedRequest.preamble.map { $0 + "\n" }.joined()
    var expected: [[String]] = []
    for item in Self.cases(150, evil: folder.evil, using: &generator) {
      let (script, _) = Checker.check(
        SourceText(name: item.name, text: item.script), arguments: ScriptArguments(),
        session: session, services: services)
      guard let script else { continue }
      Checker.plan(script, session: session, services: services) { request in
        text += request.lines.map { $0 + "\n" }.joined()
        expected.append(Self.arguments(request))
      }
    }
    #expect(expected.count > 150, "seed \(seed)")
    #expect(
      ForeignText.findings(in: text, colored: false) == [], "seed \(seed)")
    for shell in Self.shells {
      let result = try await folder.run(text, in: shell, token: Self.token)
      #expect(result.status == 0, "seed \(seed), \(shell): \(result.standardError.prefix(500))")
      #expect(result.standardOutput + result.standardError == "", "seed \(seed), \(shell)")
      let calls = folder.takeCalls()
      #expect(calls == expected, "seed \(seed), \(shell)")
      #expect(folder.strangers == [], "seed \(seed), \(shell)")
      let check = try await ProcessRunner.run(shell, arguments: ["-n"], input: text)
      #expect(check.status == 0 && check.standardError == "", "seed \(seed), \(shell)")
    }
  }

  @Test func `a failure stops what a dry run is piped into`() async throws {
    let folder = try Trap()
    let text = (PlannedRequest.preamble + ["curl one", "curl fails", "curl two"])
      .map { $0 + "\n" }.joined()

    let result = try await folder.run(text, in: "/bin/sh", token: "t")

    #expect(result.status == 22)
    #expect(folder.takeCalls() == [["one"], ["fails"]])
  }

  @Test(arguments: DryRunTests.pieces) func `dry at the prompt prints comments and curl alone`(
    _ piece: String
  ) throws {
    let word = Printer.print(Word.literal("a" + piece))
    let (syntax, span) = try Sample.command("dry start audio bucket=\(word)")
    guard
      case .preview(let order) = try StatementBinder.bind(syntax, span: span, in: Scope())
    else { throw NotACommand(text: word) }

    let outcome = Interpreter(services: Sample.services())
      .preview(order, in: try Sample.classroom())
    let lines = outcome.reports.map(\.text).joined().split(separator: "\n")

    #expect(lines.count == 1)
    #expect(lines.allSatisfy { $0.hasPrefix("curl --fail-with-body ") })
  }

  /// What curl must be given, put together from the request alone.
  private static func arguments(_ request: PlannedRequest) -> [String] {
    var words = ["--fail-with-body"]
    if request.call.method != .get { words += ["-X", request.call.method.rawValue] }
    words.append((request.origin?.description ?? "") + request.call.target)
    if request.needsToken { words += ["-H", "Authorization: \(token)"] }
    if let body = request.call.body {
      let json = JSONText.escaping(String(decoding: body, as: UTF8.self))
      #expect((try? JSONValue(parsing: Array(json.utf8))) == (try? JSONValue(parsing: body)))
      words += ["-H", "Content-Type: application/json", "-d", json]
    }
    return words
  }
}

/// A folder with a false curl and a program that must never run.
private final class Trap {
  private let folder: TemporaryFolder
  let evil: String
  private var calls: String { folder.path + "/calls" }
  private let known: Set<String> = ["bin", "evil", "calls"]

  init() throws {
    folder = try TemporaryFolder()
    evil = folder.path + "/evil"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/bin", withIntermediateDirectories: true)
    try folder.write("#!/bin/sh\n: > '\(folder.path)/trace'\n", to: "evil")
    try folder.write(
      """
      #!/bin/sh
      printf '%s\\0' "$#" "$@" >> '\(folder.path)/calls'
      case $1 in fails) exit 22;; esac

      """, to: "bin/curl")
    for name in ["evil", "bin/curl"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/\(name)")
    }
  }

  /// What is in the folder that was not put there.
  var strangers: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { !known.contains($0) }
  }

  func run(_ text: String, in shell: String, token: String) async throws -> ProcessResult {
    try await ProcessRunner.run(
      shell,
      environment: [
        "PATH": folder.path + "/bin", "HOME": folder.path, "VIDEOSDK_TOKEN": token,
        "VIDEOSDK_API_ENDPOINT": "",
      ], input: text, directory: folder.path, timeout: .seconds(120))
  }

  /// The arguments of each call, in order; they are forgotten.
  func takeCalls() -> [[String]] {
    let data = FileManager.default.contents(atPath: calls) ?? Data()
    try? FileManager.default.removeItem(atPath: calls)
    var words = data.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }[...]
    var all: [[String]] = []
    while let count = words.popFirst().flatMap({ Int($0) }) {
      all.append(Array(words.prefix(count)))
      words = words.dropFirst(count)
    }
    return all
  }
}
