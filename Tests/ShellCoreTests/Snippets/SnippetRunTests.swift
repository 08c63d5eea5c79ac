import CommandLanguage
import FoundationEssentials
import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Every snippet is run by the program it is for: the sandbox must receive what vsdk itself sends.
@Suite(.timeLimit(.minutes(4)))
struct SnippetRunTests {
  @Test(.enabled(if: Tool("curl").isInstalled, "curl is not installed"), arguments: Sent.all)
  func `curl sends what vsdk sends`(_ sent: Sent) async throws {
    try await expectSame(sent, .curl) { Tool("sh").command(["-c", $0]) }
  }

  @Test(.enabled(if: Tool("node").isInstalled, "node is not installed"), arguments: Sent.all)
  func `node sends what vsdk sends`(_ sent: Sent) async throws {
    try await expectSame(sent, .node) { Tool("node").command(["-e", $0]) }
  }

  @Test(.enabled(if: Tool("python3").isInstalled, "python3 is not installed"), arguments: Sent.all)
  func `python sends what vsdk sends`(_ sent: Sent) async throws {
    try await expectSame(sent, .python) { Tool("python3").command(["-c", $0]) }
  }

  @Test(
    .enabled("php with curl is not installed") { try await Tool.phpCanCurl }, arguments: Sent.all)
  func `php sends what vsdk sends`(_ sent: Sent) async throws {
    try await expectSame(sent, .php) {
      Tool("php").command(["-r", String($0.dropFirst("<?php\n".count))])
    }
  }

  @Test(.enabled(if: Tool("python3").isInstalled, "python3 is not installed"))
  func `python takes it line by line at its prompt too`() async throws {
    let sent = Sent("start audio video")

    try await expectSame(sent, .python) { text in
      var command = Tool("python3").command(["-i", "-q"])
      command.input = text + "\n"
      return command
    }
  }

  /// Runs a command, then its snippet, and compares what the sandbox received.
  private func expectSame(
    _ sent: Sent, _ language: SnippetLanguage, _ command: (String) -> Tool.Command
  ) async throws {
    try await ShellHarness.with { harness in
      let token = try await AccessToken.mint(
        apiKey: harness.sandbox.apiKey, secret: Secret(harness.sandbox.secret))
      var session = harness.classroom()
      _ = session.credentials.setToken(token.reveal(), for: session.target.origin, from: .prompt)
      let interpreter = Interpreter(services: harness.services)

      let snippet = try await Self.snippet(of: sent.command, language, session, interpreter)
      #expect(try await harness.receivedRequests() == [])
      try await Self.perform(sent.command, in: session, interpreter)
      let own = try await harness.receivedRequests()
      let tool = command(snippet)
      let result = try await ProcessRunner.run(
        "/usr/bin/env", arguments: [tool.name] + tool.arguments,
        environment: [
          "PATH": Tool.path, "HOME": "/tmp", "LANG": "C.UTF-8",
          "VIDEOSDK_TOKEN": token.reveal(),
        ], input: tool.input)

      let all = try await harness.receivedRequests()
      #expect(!own.isEmpty)
      #expect(
        Array(all.dropFirst(own.count)) == own,
        "\(snippet)\n\(result.standardOutput)\n\(result.standardError)")
      // curl ends with 22 where the service refuses.
      #expect([0, 22].contains(result.status), "\(result.standardError)")
    }
  }

  private static func snippet(
    of command: String, _ language: SnippetLanguage, _ session: Session,
    _ interpreter: Interpreter
  ) async throws -> String {
    let performance = try await perform(
      "as \(language.rawValue) \(command)", in: session, interpreter)
    guard case .string(let text)? = performance.reports.first?.json["text"] else {
      throw NotACommand(text: command)
    }
    return text
  }

  @discardableResult
  private static func perform(
    _ text: String, in session: Session, _ interpreter: Interpreter
  ) async throws -> CommandOutcome {
    let (syntax, span) = try Sample.command(text)
    let prepared = try StatementBinder.bind(syntax, span: span, in: Scope())
    var session = session
    // One after the other, so that they come in the order written.
    session.settings.put(.concurrency, "1", from: .prompt)
    session.settings.put(.retries, "0", from: .prompt)
    if case .preview(let order) = prepared { return interpreter.preview(order, in: session) }
    var scope = Scope()
    return await interpreter.perform(prepared, in: &session, scope: &scope)
  }

  /// A command whose first requests are compared.
  struct Sent: CustomTestStringConvertible, Sendable {
    let command: String
    var testDescription: String { command }

    init(_ command: String) { self.command = command }

    static let all = [
      Sent("start audio video"), Sent("stop audio"), Sent("rooms page=2 per-page=5"),
      Sent("recording 66ab9f0c2f1b4d0012345678"), Sent("delete recording 66ab9f0c2f1b4d0012345678"),
      Sent("create room"),
      Sent(
        #"recordings participant="o'b\"r\\ien&$HOME=日本%20+#?""#
          .replacing("$", with: #"\$"#)), Sent("recordings page=1 per-page=7"),
      Sent(#"recording "a'b\"c\\d\$HOME`id`日本/../%2F?x=1""#),
      Sent(
        #"start audio participant="o'b\"r\\ien\$(id)`id`ünï日本" bucket="a 'b' \"c\" \$HOME \\ \n\t %s <?php ?> #{x} \\(x) \${HOME:-x} \u{202E}\u{2028}" webhook="https://example.com/h?a=\$x&b=%27'""#
      ),
      Sent(#"start audio bucket='no "double"  $HOME \ \n ` quotes'"#),
      Sent(#"start audio bucket="no single'quotes' \u{7F}\u{1F600}""#),
    ]
  }
}

/// A program of this machine.
struct Tool {
  static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  let name: String

  init(_ name: String) { self.name = name }

  /// How it is called.
  struct Command {
    let name: String
    let arguments: [String]
    var input = ""
  }

  func command(_ arguments: [String]) -> Command { Command(name: name, arguments: arguments) }

  /// Whether a folder of `PATH` has it.
  var isInstalled: Bool {
    Self.path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  static var phpCanCurl: Bool {
    get async throws {
      guard Tool("php").isInstalled else { return false }
      let modules = try await ProcessRunner.run(
        "/usr/bin/env", arguments: ["php", "-m"], environment: ["PATH": path])
      return modules.standardOutput.split(separator: "\n").contains("curl")
    }
  }
}

/// A request as the sandbox received it: what makes it the same as another.
struct ReceivedCall: Equatable, CustomStringConvertible {
  let parts: [String: String]

  var description: String {
    parts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
  }
}

extension ShellHarness {
  /// The API's requests that the sandbox received, in order; the token as a digest.
  func receivedRequests() async throws -> [ReceivedCall] {
    let answer = try await services.transport.send(
      HTTPCall(
        method: .get, origin: target.origin, target: "/sandbox/requests", timeout: .seconds(20)))
    guard case .array(let requests)? = try answer.json()["requests"] else { return [] }
    return requests.map { request in
      var parts: [String: String] = [:]
      for name in ["method", "path", "query", "body"] { parts[name] = request[name]?.plainText }
      // A snippet may write a character as an escape: the value counts.
      if let body = parts["body"], let value = try? JSONValue(parsing: Array(body.utf8)) {
        parts["body"] = String(decoding: value.encoded(), as: UTF8.self)
      } else {
        parts["bodyBytes"] = request["bodyBytes"]?.plainText
      }
      for name in ["content-type", "authorization"] {
        parts[name] = request["headers"]?[name]?.plainText
      }
      return ReceivedCall(parts: parts)
    }
  }
}
