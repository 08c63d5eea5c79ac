import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ListenCommandTests {
  private func plan(_ text: String, in session: Session) throws -> Action {
    let (syntax, span) = try Sample.command(text)
    let prepared = try StatementBinder.bind(syntax, span: span, in: Scope())
    guard case .command(let command) = prepared else { throw NotACommand(text: text) }
    return try command.plan(in: session)
  }

  @Test(arguments: [
    ("listen", 0, nil), ("listen port=8080", 8080, nil),
    ("listen port=8080 public=https://a.example/x", 8080, "https://a.example/x"),
  ])
  func `asks for a port`(_ text: String, _ port: Int, _ address: String?) throws {
    guard case .listen(let order) = try plan(text, in: try Sample.session()) else {
      throw NotACommand(text: text)
    }

    #expect(order == ListenOrder(port: port, publicURL: address))
  }

  @Test func `a service on another machine needs an address it can reach`() throws {
    var session = try Sample.session()
    session.target = Target(kind: .live, origin: .videoSDK, reason: "--live")

    #expect(
      throws: Mistakes(.unreachableReceiver(verb: Name("listen", SourceSpan(0, 6)), target: "LIVE"))
    ) { _ = try plan("listen", in: session) }
    guard case .listen = try plan("listen public=https://a.example", in: session) else {
      throw NotACommand(text: "listen")
    }
  }

  @Test(arguments: [
    ("listen", "<URL of listen>"), ("listen public=https://a.example/x", "https://a.example/x"),
  ])
  func `opens nothing in the plan, and the starts below it have its address`(
    _ line: String, _ webhook: String
  ) throws {
    let session = try Sample.classroom()
    let services = Sample.services()
    let text = "\(line)\nstart audio\nexpect hook exists\nstop audio"
    let (script, problems) = Checker.check(
      SourceText(name: "a.vsdk", text: text), arguments: ScriptArguments(), session: session,
      services: services)
    #expect(problems.filter(\.isFatal).isEmpty)

    var bodies: [String] = []
    Checker.plan(try #require(script), session: session, services: services) {
      bodies.append(String(decoding: $0.call.body ?? [], as: UTF8.self))
    }

    #expect(
      bodies.first
        == #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","webhookUrl":"\#(webhook)"}"#
    )
    #expect(bodies.count == 2)
  }
}
