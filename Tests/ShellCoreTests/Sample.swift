import CommandLanguage
import FoundationEssentials
import Ledger
import Testing
import VideoSDKClient

@testable import ShellCore

/// Small pieces that many tests begin with.
enum Sample {
  static let room = RoomID("abcd-efgh-ijkl")
  static let participant = ParticipantID("abcd")

  static func track(_ kind: TrackKind = .audio, of person: String = "abcd") -> TrackKey {
    TrackKey(room: room, participant: ParticipantID(person), kind: kind)
  }

  static func origin(_ text: String = "http://127.0.0.1:4000") throws -> Origin {
    try Origin(text)
  }

  /// A session that has credentials and no room.
  static func session() throws -> Session {
    let origin = try origin()
    return Session(
      target: Target(kind: .endpoint, origin: origin, reason: "--endpoint"),
      credentials: CredentialSettings(
        apiKey: "key", secret: Secret("secret"), for: origin, provenance: "a test"))
  }

  /// A session in which room and participant are chosen.
  static func classroom() throws -> Session {
    var session = try session()
    session.settings.put(.room, room.rawValue, from: .prompt)
    session.settings.put(.participant, participant.rawValue, from: .prompt)
    return session
  }

  /// Doors that nothing may be sent through: what needs no network must not try.
  static func services(
    files: MemoryFiles = MemoryFiles(), environment: [String: String] = [:]
  ) -> Services {
    var door = Files()
    door.read = files.read
    door.status = { path in
      Issue.record("looked for \(path)")
      return .absent
    }
    door.makeFolder = { path throws(FileProblem) in
      Issue.record("made \(path)")
      throw FileProblem(path: path, reason: "a test makes no folder")
    }
    return Services(
      transport: ClosedTransport(), clock: ContinuousClock(), now: { Date() },
      openLedger: { _ throws(LedgerError) in try Ledger.inMemory() }, shellID: "test-shell",
      environment: environment, redactor: Redactor(), files: door,
      askSecret: { _ throws(QuestionProblem) in throw .noTerminal },
      openReceiver: { port, _ throws(ReceiverProblem) in
        Issue.record("opened port \(port)")
        throw ReceiverProblem(port: port, reason: "a test opens no port")
      })
  }

  /// An answer that came at once.
  static func answer(_ message: String) -> Answer<ConfirmationMessage> {
    Answer(
      value: ConfirmationMessage(text: message), status: 200, body: Array("\"\(message)\"".utf8),
      duration: .zero, attempts: [], isConfirmedByListing: false)
  }

  /// The only unit of a text.
  static func unit(_ text: String) throws -> ScriptUnit {
    let units = Array(ScriptUnits(SourceText(name: "a.vsdk", text: text)))
    try #require(units.count == 1 && units[0].errors.isEmpty, "\(text)")
    return units[0]
  }

  /// The command in a text.
  static func command(_ text: String) throws -> (syntax: CommandSyntax, span: SourceSpan) {
    let statement = try #require(try unit(text).statement)
    guard case .command(let syntax) = statement.body else {
      throw NotACommand(text: text)
    }
    return (syntax, statement.span)
  }

  /// The condition behind `expect`.
  static func condition(_ text: String) throws -> Condition {
    let unit = try unit("expect " + text)
    guard case .expectation(let expectation)? = unit.expectations.first?.body,
      case .condition(let condition) = expectation.claim
    else {
      throw NotACommand(text: text)
    }
    return condition
  }
}

/// A test's text is not what the test says.
struct NotACommand: Error {
  let text: String
}

/// Records an issue when anything is sent.
struct ClosedTransport: Transport {
  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    Issue.record("sent \(call.method.rawValue) \(call.url)")
    throw .refused(call.origin)
  }
}

// Testing and the client have types of these names too.
typealias ExitStatus = ShellCore.ExitStatus
typealias Scope = ShellCore.Scope
typealias WrittenCommand = ShellCore.WrittenCommand

extension CommandOutcome {
  /// The step that follows; nil where none does.
  var step: (any Step)? {
    if case .step(let step) = next { step } else { nil }
  }
}
