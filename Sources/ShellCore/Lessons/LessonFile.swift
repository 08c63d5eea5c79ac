import CommandLanguage
import Ledger
import VideoSDKClient

/// What a lesson finds in a file that the learner made: whether a recording plays, what a script is worth.
struct LessonFile: Sendable {
  let path: String
  let bytes: [UInt8]

  /// Whether a player finds something to play in it.
  var plays: Bool { WebMProbe.hasMedia(bytes) }

  /// Checks the file as a script and replays it in a sandbox of its own.
  func scriptFacts(_ services: Services, _ doors: LessonDoors) async -> [JSONValue.Member] {
    guard let source = try? SourceText(name: path, bytes: bytes),
      let sandbox = try? await doors.openSandbox()
    else { return [] }
    defer { sandbox.close() }
    let services = services.confined(to: sandbox)
    let session = Session(sandbox)
    let (script, problems) = Checker.check(
      source, arguments: ScriptArguments(), session: session, services: services)
    let count = problems.count { !$0.isFatal }
    let units = Array(ScriptUnits(source))
    var members: [JSONValue.Member] = [
      .init(name: "warnings", value: .number(count)),
      .init(name: "checks", value: .bool(script != nil)),
      .init(name: "expects", value: .bool(units.contains { !$0.expectations.isEmpty })),
      .init(name: "defers", value: .bool(units.contains { $0.command?.modifier == .defer })),
    ]
    guard let script else { return members }
    let replayer = await ScriptReplayer(
      script, session: session, interpreter: Interpreter(services: services), emit: { _ in }
    ).within(.seconds(60)) {
      await $0.runBody()
      await $0.runDeferred()
    }
    members.append(.init(name: "exit", value: .number(Int(replayer.finish().code))))
    return members
  }
}

extension Session {
  /// A session at a sandbox of one's own, with the key pair of that alone.
  init(_ sandbox: OwnSandbox, settings: Settings = Settings()) {
    self.init(
      target: Target(kind: .sandbox, origin: sandbox.origin, reason: "a lesson's own"),
      credentials: CredentialSettings(
        apiKey: sandbox.apiKey, secret: sandbox.secret, for: sandbox.origin,
        provenance: "the sandbox's own key pair"), settings: settings)
    isConfined = true
  }
}

extension Services {
  /// The same doors, but for the network, the ledger and the environment: nothing leads past a sandbox of one's own.
  func confined(to sandbox: OwnSandbox) -> Services {
    var services = self
    services.transport = ConfinedTransport(transport: transport, origin: sandbox.origin)
    services.environment = [:]
    services.openLedger = { _ throws(LedgerError) in try Ledger.inMemory() }
    services.hasLedger = { _ in false }
    services.tellWebhook = nil
    services.observe = nil
    services.progress = nil
    services.waiting = nil
    services.lessons = nil
    return services
  }
}

/// Looks for media in a WebM file (RFC 8794, RFC 9559).
enum WebMProbe {
  private static let head: UInt64 = 0x1A45_DFA3
  private static let segment: UInt64 = 0x1853_8067
  private static let cluster: UInt64 = 0x1F43_B675
  private static let tracks: UInt64 = 0x1654_AE6B
  private static let simpleBlock: UInt64 = 0xA3
  private static let blockGroup: UInt64 = 0xA0

  /// Whether there is a head, a track and a block, and every element ends inside the file.
  static func hasMedia(_ bytes: [UInt8]) -> Bool {
    guard let top = elements(bytes[...]), top.first?.id == head,
      let body = top.first(where: { $0.id == segment }), let parts = elements(body.content),
      parts.contains(where: { $0.id == tracks && !$0.content.isEmpty })
    else { return false }
    return parts.contains { part in
      guard part.id == cluster, let blocks = elements(part.content) else { return false }
      return blocks.contains { [simpleBlock, blockGroup].contains($0.id) }
    }
  }

  /// The elements of a stretch; nil where one does not end in it.
  private static func elements(
    _ bytes: ArraySlice<UInt8>
  ) -> [(id: UInt64, content: ArraySlice<UInt8>)]? {
    var rest = bytes
    var found: [(UInt64, ArraySlice<UInt8>)] = []
    while !rest.isEmpty {
      guard let id = number(&rest, keepsMarker: true),
        let size = number(&rest, keepsMarker: false)
      else { return nil }
      // All ones: the size is not known, and it goes on to the end.
      let count = size.isUnknown ? rest.count : Int(exactly: size.value) ?? .max
      guard count <= rest.count else { return nil }
      found.append((id.value, rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return found
  }

  private static func number(
    _ bytes: inout ArraySlice<UInt8>, keepsMarker: Bool
  ) -> (value: UInt64, isUnknown: Bool)? {
    guard let first = bytes.first, first != 0 else { return nil }
    let length = first.leadingZeroBitCount + 1
    guard bytes.count >= length else { return nil }
    var value = UInt64(keepsMarker ? first : first & (0xFF >> UInt8(length)))
    for byte in bytes.dropFirst().prefix(length - 1) { value = value << 8 | UInt64(byte) }
    bytes = bytes.dropFirst(length)
    return (value, !keepsMarker && value == (1 << (7 * UInt64(length))) - 1)
  }
}
