import Ledger
import TestSupport
import VideoSDKClient

@testable import ShellCore

/// A shell and its ledger at a service that misbehaves and knows what really runs.
struct FaultyDesk {
  let service: FaultyTracks
  let ledger: Ledger
  var session: Session
  private(set) var interpreter: Interpreter
  private let services: Services

  /// Opens a server for `body`.
  static func with<Result>(
    _ harness: ShellHarness, _ body: (inout FaultyDesk) async throws -> Result
  ) async throws -> Result {
    let service = FaultyTracks()
    return try await HostileServer.run(leavesUnread: service.leavesUnread, service.react) {
      _, origin in
      var desk = try FaultyDesk(harness, service, at: origin)
      return try await body(&desk)
    }
  }

  /// A shell with an empty ledger.
  init(_ harness: ShellHarness, _ service: FaultyTracks, at origin: Origin) throws {
    let ledger = try Ledger.inMemory()
    var services = harness.services
    services.openLedger = { _ in ledger }
    self.service = service
    self.ledger = ledger
    self.services = services
    interpreter = Interpreter(services: services)
    session = harness.classroom()
    settle(at: origin)
  }

  private mutating func settle(at origin: Origin) {
    session.target.origin = origin
    session.credentials = CredentialSettings(
      apiKey: "sandbox", secret: Secret("secret"), for: origin, provenance: "a test")
  }

  /// Asks where a row of the table says that nothing answers.
  mutating func move(to way: FaultyTracks.Fault.Way?, refusing port: Int) throws {
    switch way {
    case .refused: settle(at: try Origin("http://127.0.0.1:\(port)"))
    case .unresolved: settle(at: try Origin("https://no-such-host.invalid"))
    case .tls: settle(at: try Origin("https://127.0.0.1:\(session.target.origin.port)"))
    default: break
    }
  }

  /// Another shell with the same ledger.
  mutating func leave(for next: Session) {
    let origin = session.target.origin
    session = next
    interpreter = Interpreter(services: services)
    settle(at: origin)
  }

  /// Performs a command.
  mutating func perform(_ text: String) async throws -> CommandOutcome {
    let (syntax, span) = try Sample.command(text)
    var scope = Scope()
    let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
    return await interpreter.perform(prepared, in: &session, scope: &scope)
  }

  /// The tracks that may be recorded by what the ledger says.
  var mayRun: Set<TrackKey> {
    get throws { Set(try ledger.running().compactMap { RecordedSubject($0.start.track).track }) }
  }
}
