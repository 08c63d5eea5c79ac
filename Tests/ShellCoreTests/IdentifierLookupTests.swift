import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What Tab has looked up in the background.
@Suite struct IdentifierLookupTests {
  /// Runs a lookup beside `body`.
  private func with(
    _ shell: ShellHarness, _ body: (IdentifierLookup) async throws -> Void
  ) async throws {
    let lookup = IdentifierLookup(interpreter: Interpreter(services: shell.services))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await lookup.run() }
      try await body(lookup)
      group.cancelAll()
    }
  }

  /// Looks and waits for the answer; false when nothing was looked up.
  private func look(
    _ lookup: IdentifierLookup, _ kind: IdentifierKind, in room: String? = nil, _ session: Session
  ) async -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    guard lookup.look(for: kind, in: room, session, whenDone: { answer.finish() }) else {
      return false
    }
    for await _ in answers {}
    return true
  }

  private func assistant(_ lookup: IdentifierLookup, _ session: Session, _ shell: ShellHarness)
    -> LineAssistant
  {
    ShellAssistant(
      session: session, services: shell.services, lookup: lookup, now: { .seconds(12) }
    ).lineAssistant
  }

  private func items(_ assistant: LineAssistant, _ line: String) -> [String] {
    assistant.complete(line, line.utf8.count).items.map { "\($0.text)|\($0.summary)|\($0.age)" }
  }

  @Test(arguments: [Target.Kind.sandbox, .endpoint])
  func `people come with their names, and how old the news is`(_ kind: Target.Kind) async throws {
    try await ShellHarness.with { shell in
      try await with(shell) { lookup in
        let session = shell.session(kind: kind)
        #expect(await look(lookup, .participant, in: "abcd-efgh-ijkl", session))

        #expect(
          items(
            assistant(lookup, session, shell), "start audio room=abcd-efgh-ijkl participant=")
            == [
              "abcd|Ada, in the session|12s ago", "efgh|Emil, in the session|12s ago",
              "ijkl|Iris, in the session|12s ago",
            ])
      }
    }
  }

  @Test(arguments: [Target.Kind.sandbox, .endpoint])
  func `rooms, sessions and recordings come too`(_ kind: Target.Kind) async throws {
    try await ShellHarness.with { shell in
      await shell.typeElsewhere("start audio; stop audio")
      try await with(shell) { lookup in
        let session = shell.classroom(kind: kind)
        for kind in [IdentifierKind.room, .session, .recording] {
          #expect(await look(lookup, kind, in: "abcd-efgh-ijkl", session))
        }

        let assistant = assistant(lookup, session, shell)
        #expect(items(assistant, "set room ").count == 1)
        #expect(items(assistant, "set room ")[0].hasPrefix("abcd-efgh-ijkl|"))
        #expect(items(assistant, "recordings session=")[0].hasSuffix("|ongoing, 3 people|12s ago"))
        #expect(items(assistant, "recording ")[0].hasSuffix("|audio of abcd, ended|12s ago"))
      }
    }
  }

  @Test func `the same is looked up once in ten seconds`() async throws {
    try await ShellHarness.with { shell in
      try await with(shell) { lookup in
        let session = shell.classroom(kind: .endpoint)
        #expect(await look(lookup, .room, session))
        #expect(await !look(lookup, .room, session))
        try await shell.clock.sleep(for: .seconds(10))
        #expect(await look(lookup, .room, session))

        #expect(try await shell.receivedOperations() == ["listRooms", "listRooms"])
      }
    }
  }

  @Test func `the embedded sandbox keeps its faults for the commands`() async throws {
    try await ShellHarness.with { shell in
      try await shell.order(fault: #"{"match":{},"times":1,"fault":{"status":503}}"#)
      try await with(shell) { lookup in
        #expect(await look(lookup, .participant, in: "abcd-efgh-ijkl", shell.classroom()))

        let people = lookup.found(in: shell.classroom()).seen(.participant, in: nil)
        #expect(people.map(\.id) == ["abcd", "efgh", "ijkl"])
        let received = try await shell.receivedOperations()
        #expect(received == [])
      }
    }
  }

  @Test func `nothing is sent without credentials`() async throws {
    let services = Sample.services()
    let lookup = IdentifierLookup(interpreter: Interpreter(services: services))
    let origin = try Sample.origin("https://api.videosdk.live")
    let session = Session(
      target: Target(kind: .live, origin: origin, reason: "--live"),
      credentials: CredentialSettings(environment: [:], for: origin))

    #expect(await !look(lookup, .room, session))
  }

  @Test func `nothing is sent with a token that has ended, and nothing is told`() async throws {
    // A closed transport fails the test when anything is sent.
    var services = Sample.services()
    services.observe = { _ in Issue.record("told of a request") }
    let lookup = IdentifierLookup(interpreter: Interpreter(services: services))
    let token = try await AccessToken.mint(
      apiKey: "key", secret: Secret("secret"), issuedAt: Date(timeIntervalSinceNow: -7_200),
      lifetime: .seconds(60))
    let origin = try Sample.origin("https://api.videosdk.live")
    let session = Session(
      target: Target(kind: .live, origin: origin, reason: "--live"),
      credentials: CredentialSettings(
        environment: ["VIDEOSDK_TOKEN": token.reveal()], for: origin))

    await withTaskGroup(of: Void.self) { group in
      group.addTask { await lookup.run() }
      #expect(await look(lookup, .room, session))
      group.cancelAll()
    }
    #expect(lookup.found(in: session).isEmpty)
  }

  @Test func `another origin and other credentials begin anew`() async throws {
    try await ShellHarness.with { shell in
      try await with(shell) { lookup in
        var session = shell.classroom(kind: .endpoint)
        #expect(await look(lookup, .room, session))
        #expect(!lookup.found(in: session).isEmpty)

        session.credentials.setSecret("another", for: session.target.origin, from: .prompt)

        #expect(lookup.found(in: session).isEmpty)
      }
    }
  }

  @Test func `a word that is no id has nothing looked up`() async throws {
    try await ShellHarness.with { shell in
      let lookup = IdentifierLookup(interpreter: Interpreter(services: shell.services))
      let assistant = assistant(lookup, shell.classroom(), shell)

      for line in ["", "sta", "start ", "set output ", "start audio format="] {
        #expect(!assistant.refresh(line, line.utf8.count) { Issue.record("called") }, "\(line)")
      }
    }
  }

  @Test func `files are completed where a file is due`() throws {
    let folders = [".": ["a.vsdk", "all/", ".hidden"], "all/": ["b c.vsdk"]]
    var services = Sample.services()
    services.files.names = { folder in
      (folders[folder] ?? []).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }
    services.files.facts = { path in
      let isFolder = path == "./all"
      return FileFacts(isFolder: isFolder, mode: 0o700, isOwn: true)
    }
    let assistant = ShellAssistant(
      session: try Sample.session(), services: services, now: { .zero }
    ).lineAssistant

    #expect(items(assistant, "run a") == ["a.vsdk|file|", "all/|folder|"])
    #expect(items(assistant, "run .") == [".hidden|file|"])
    #expect(items(assistant, "run all/") == ["'all/b c.vsdk'|file|"])
    #expect(items(assistant, "run missing/") == [])
  }
}
