import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import CommandLanguage
@testable import ShellCore

/// What the shell tells a person to type can be typed: every command between backticks, wherever it is told.
@Suite struct NamedCommandTests {
  /// A command between backticks, with the sentence around it.
  struct Named: CustomTestStringConvertible, Sendable {
    let command: String
    let sentence: String
    let place: String

    var testDescription: String { "\(place): \(command)" }
  }

  private static func named(_ sentence: String, in place: String) -> [Named] {
    let parts = sentence.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return [] }
    return parts.indices.filter { $0 % 2 == 1 }.map {
      Named(command: String(parts[$0]), sentence: sentence, place: place)
    }
  }

  // MARK: Where they are told

  private static var lessons: [Named] {
    guard let catalog = try? LessonCatalog() else { return [] }
    return catalog.lessons.flatMap { lesson in
      let complaints = lesson.checks.flatMap(\.expectations).compactMap {
        $0.complaint?.literalText
      }
      let texts = lesson.tasks + lesson.hints + lesson.checks.map(\.text) + complaints
      return texts.flatMap { named($0, in: lesson.name) }
    }
  }

  private static var glossary: [Named] {
    GlossaryTerm.allCases.flatMap { term in
      named("`\(term.command)`", in: "\(term)") + named(term.definition, in: "\(term)")
        + named(term.contrast, in: "\(term)")
    }
  }

  /// The text of every string literal of a folder, with `X` where something is put in, and adjacent ones joined.
  private static func literals(of folder: String) -> [Named] {
    let root = TestFiles.beside("../../../Sources/\(folder)")
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    var found: [Named] = []
    for path in files.sorted() where path.hasSuffix(".swift") {
      let bytes = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()
      for text in LiteralReader.literals(in: String(decoding: bytes, as: UTF8.self)) {
        found += named(text, in: path)
      }
    }
    return found
  }

  // MARK: Whether they can be typed

  /// What stands for something that a person puts in.
  private static let fillings = [
    "abcd", "audio", "1", "20", "10s", "room", "start", "a.vsdk", "rooms", "1-2", "webm", "on",
    "http://127.0.0.1:1", "env:NAME", "clock", "hook",
  ]

  private static func isPlaceholder(_ word: Substring) -> Bool {
    word.contains("X") || word.allSatisfy { $0.isUppercase || $0 == "-" || $0 == "," }
  }

  /// Whether it is a command of the shell, and more than the name of one.
  private static func isCommand(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count > 1, let verb = words.first.map({ String($0) }) else { return false }
    let starts = ["let", "expect", "try", "wait"]
    return (CommandTable.grammars.grammar(for: verb) != nil || starts.contains(verb))
      && !text.contains("…") && !text.contains("[VALUE]")
  }

  /// Whether it is only the beginning of a command, which names its kind: `set endpoint`, `wait until`, `as` commands.
  private static func isBeginning(_ problem: String) -> Bool {
    problem.contains(" is missing: ") || problem.contains(".missingQuery(")
  }

  private static func problem(with text: String) -> String? {
    // A person writes a name of their own there, and the language's are in small letters.
    let text = text.replacing("${NAME}", with: "${who}")
    let source = SourceText(name: "<prompt>", text: text)
    let lines = Array(Parser(source, dialect: .terminal))
    if let error = lines.flatMap(\.errors).first { return "\(error)" }
    var scope = Scope()
    for name in ["t", "id", "h", "s", "who"] { scope[name] = .text("abcd") }
    for statement in lines.flatMap(\.statements) {
      guard case .command(let syntax) = statement.body else { continue }
      do throws(Mistakes) {
        _ = try StatementBinder.bind(syntax, span: statement.span, in: scope)
      } catch {
        return error.list.map(\.message).joined(separator: "; ")
      }
    }
    return nil
  }

  /// The text with every filling in every place that asks for one, up to two places.
  private static func filled(_ text: String) -> [String] {
    var texts = [text]
    for word in Set(text.split { " =".contains($0) }.dropFirst().filter(isPlaceholder)) {
      texts = texts.flatMap { text in fillings.map { text.replacing(word, with: $0) } }
    }
    return texts
  }

  private static let all =
    lessons + glossary + literals(of: "ShellCore") + literals(of: "CommandLanguage")
    + literals(of: "SandboxServer") + literals(of: "VideoSDKClient")

  @Test func `there are many`() {
    #expect(Self.lessons.count { Self.isCommand($0.command) } > 30)
    #expect(Self.all.count { Self.isCommand($0.command) } > 100)
  }

  @Test(arguments: all.filter { isCommand($0.command) })
  func `a command that is named can be typed`(_ named: Named) {
    let tries = Self.filled(named.command).map { Self.problem(with: $0) }

    #expect(
      tries.contains { $0.map(Self.isBeginning) ?? true }, "\(tries.first.flatMap(\.self) ?? "")")
  }

  /// What is said of a process or of a script, and to nobody at the prompt.
  private static let elsewhere: Set = [
    "Failure+Permit.swift", "ConfigurationReader.swift", "TranscriptCommand.swift",
    "TokenCommand.swift", "DoctorCommand.swift", "RecoverCommand.swift", "StartCommand.swift",
    "VimSyntax.swift", "WebhookReceiver.swift", "ParseError+Wording.swift",
  ]
  /// Changed at the prompt, by what the session tells.
  private static let adapted = [
    Failure.expiredAdvice, Failure.unauthorizedAdvice, CredentialProblem.mintingAdvice,
  ]

  @Test(arguments: all.filter { $0.command.hasPrefix("vsdk ") && $0.command != "vsdk 1" })
  func `what is for the system's shell is said to be`(_ named: Named) {
    let file = named.place.split(separator: "/").last.map { String($0) } ?? ""
    let isSaid = ["system's shell", "a new one: `token`", "`doctor network`", "such as a"].contains
    {
      named.sentence.contains($0)
    }

    #expect(isSaid || Self.elsewhere.contains(file) || Self.adapted.contains(named.sentence))
  }

  @Test func `what is changed at the prompt names nothing for the system's shell there`() throws {
    let session = try Sample.session()
    for advice in Self.adapted {
      let failure = Failure(.api, "expired-token", "it has ended", hints: [advice])

      #expect(
        failure.advisingOnToken(in: session).hints == [
          "`token` asks for another one, for this shell"
        ])
    }
  }
}
