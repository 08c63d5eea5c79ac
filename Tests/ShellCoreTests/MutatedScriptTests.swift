import CommandLanguage
import FoundationEssentials
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

extension LargeScripts {
  /// Mutated scripts through check, formatter, dry run and a run against a sandbox.
  ///
  /// `scripts/verify-scripts` makes many of them, by these variables:
  /// `VERIFY_SCRIPTS` is how many, `VERIFY_SEED` the seed that an earlier run told. Without them the same few are taken.
  @Suite struct MutatedScriptTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let count = environment["VERIFY_SCRIPTS"].flatMap { Int($0) } ?? 300
    static let seed =
      environment["VERIFY_SEED"].flatMap { UInt64($0) }
      ?? (environment["VERIFY_SCRIPTS"] == nil ? 20_261_128 : UInt64.random(in: 0...(.max)))

    /// How many scripts did what; that they were many shows that something was looked at.
    private struct Tally {
      var refused = 0
      var formatted = 0
      var passed = 0
      var failed = 0
      var requests = 0
    }

    @Test(.timeLimit(.minutes(60)))
    func `what the check accepts runs as it was told, and what it refuses sends nothing`()
      async throws
    {
      #expect(ScriptMutator.originals.count > 60)
      var mutator = ScriptMutator(generator: SeededBytes(seed: Self.seed))
      var tally = Tally()
      var faults = 0
      try await ShellHarness.with { harness in
        for round in 0..<Self.count {
          let script = mutator.next()
          let trial = try await ScriptTrial(script, harness)
          guard let fault = try await trial.fault() else {
            tally.formatted += trial.isFormatted ? 1 : 0
            switch trial.ending {
            case .refused: tally.refused += 1
            case .passed: tally.passed += 1
            case .failed: tally.failed += 1
            }
            tally.requests += trial.sent.count
            continue
          }
          faults += 1
          Issue.record(
            "seed \(Self.seed), round \(round), from \(script.name): \(fault)\n\(String(decoding: script.bytes, as: UTF8.self))"
          )
          guard faults < 5 else { break }
        }
      }
      if Self.environment["VERIFY_SCRIPTS"] != nil {
        print(
          "verify-scripts: \(Self.count) scripts of seed \(Self.seed): \(tally.refused) refused, \(tally.passed) passed, \(tally.failed) failed; \(tally.formatted) formatted, \(tally.requests) requests as told"
        )
      }
      #expect(faults > 0 || tally.refused > Self.count / 20)
      #expect(faults > 0 || tally.passed > Self.count / 50)
    }
  }
}

/// One mutated script on its way.
final class ScriptTrial {
  enum Ending {
    case refused, passed, failed
  }

  private(set) var ending = Ending.refused
  private(set) var isFormatted = false
  private(set) var sent: [String] = []
  private let script: ScriptMutator.Original
  private let harness: ShellHarness
  private let services: Services
  private let transport: WatchedTransport

  /// A sandbox as new for a script.
  init(_ script: ScriptMutator.Original, _ harness: ShellHarness) async throws {
    self.script = script
    self.harness = harness
    transport = WatchedTransport(inner: harness.services.transport, origin: harness.target.origin)
    let files = MemoryFiles()
    for (name, bytes) in script.files { files[name] = bytes }
    var services = harness.services
    services.transport = transport
    services.redactor = Redactor()
    services.environment = ["HOME": "/nowhere", "VIDEOSDK_API_KEY": "some-key-of-a-test"]
    services.files = Files()
    services.files.read = files.read
    self.services = services
    try await harness.reset()
  }

  /// What is wrong with how it was treated; nil when nothing is.
  func fault() async throws -> String? {
    guard let source = try? SourceText(name: "mutant.vsdk", bytes: script.bytes) else { return nil }
    if let fault = formattingFault(source) { return fault }
    // What takes real time, or writes a file, is not for here.
    let text = String(decoding: script.bytes, as: UTF8.self)
    guard !["download", "delay", "drop", "to="].contains(where: text.contains) else { return nil }
    let arguments = ScriptArguments(
      named: ScriptHeader(source).parameters.filter { $0.defaultValue == nil }
        .map { .init(key: $0.name.text, value: "abcd-efgh-ijkl") })
    var session = harness.session()
    session.settings.put(.concurrency, "1", from: .standard)
    let (checked, problems) = Checker.check(
      source, arguments: arguments, session: session, services: services)
    guard transport.calls.isEmpty else { return "the check sent something" }
    guard let checked else {
      guard problems.contains(where: \.isFatal) else { return "refused without a reason" }
      let status = Checker.status(of: problems)?.code
      return status == 1 || status == 2 ? nil : "refused with \(status ?? 0)"
    }
    var planned: [String] = []
    Checker.plan(checked, session: session, services: services) {
      planned.append(Self.drawn($0.call))
    }
    guard transport.calls.isEmpty else { return "the dry run sent something" }
    return await runFault(checked, session, planned)
  }

  private func formattingFault(_ source: SourceText) -> String? {
    guard let formatted = try? ScriptFormatter.format(source) else { return nil }
    isFormatted = true
    let again = SourceText(name: source.name, text: formatted)
    guard (try? ScriptFormatter.format(again)) == formatted else {
      return "formatting is not stable"
    }
    return Self.meaning(source) == Self.meaning(again) ? nil : "formatting changed the meaning"
  }

  /// All statements, with everything that is in them but the places.
  private static func meaning(_ source: SourceText) -> [String] {
    Parser(source, dialect: .file).flatMap(\.statements)
      .map { "\($0)".replacing(/SourceSpan\(start: \d+, end: \d+\)/, with: "") }
  }

  private func runFault(
    _ checked: CheckedScript, _ session: Session, _ planned: [String]
  ) async -> String? {
    let isSmooth = Mutex(true)
    var replayer = ScriptReplayer(
      checked, session: session, interpreter: Interpreter(services: services),
      emit: { event in
        guard case .completed(let outcome) = event, !outcome.failures.isEmpty else { return }
        isSmooth.withLock { $0 = false }
      })
    // The shell's clock goes on at once, so the limit has another.
    let (ended, isLate) = await TimeLimit.run(
      .seconds(60), ContinuousClock(), startingWith: replayer
    ) {
      var replayer = $0
      await replayer.runBody()
      await replayer.runDeferred()
      return replayer
    }
    guard !isLate else { return "it did not end within a minute" }
    replayer = ended
    let code = replayer.finish().code
    sent = transport.calls.map(Self.drawn)
    guard code != 2, code != 7 else { return "accepted, but it ended with \(code)" }
    let isSuccess = isSmooth.withLock { $0 } && [0, 6].contains(code)
    ending = isSuccess ? .passed : .failed
    let seen = Self.withoutRepeats(sent)
    let fits =
      if dependsOnTime {
        Self.areTold(seen, planned, all: isSuccess && !followsRoom)
      } else if isSuccess {
        Self.fits(seen, Self.withoutRepeats(planned))
      } else {
        Self.fitsInOrder(seen, planned)
      }
    guard fits || !isPlain else {
      return
        "ended with \(code)\ntold:\n\(planned.joined(separator: "\n"))\nsent:\n\(sent.joined(separator: "\n"))"
    }
    return nil
  }

  private func contains(_ words: String...) -> Bool {
    let text = String(decoding: script.bytes, as: UTF8.self)
    return words.contains(where: text.contains)
  }

  /// Whether requests are made by the time that passes: stops at their time, and looks at a room.
  private var dependsOnTime: Bool { contains("follow", "for=") }

  /// Who is there, and what of theirs is on, is seen by the run alone.
  private var followsRoom: Bool { contains("follow") }

  /// Whether requests come in the order of the text, one at a time, each once, and none is made of an answer.
  private var isPlain: Bool {
    !contains(
      "concurrency", "participant=all", "participant all", "participants", "sandbox fail", "listen")
  }

  // MARK: Requests

  private static func drawn(_ call: HTTPCall) -> String {
    "\(call.method.rawValue) \(call.target) \(String(decoding: call.body ?? [], as: UTF8.self))"
  }

  /// A poll asks again and again, and a long list has more than one page.
  private static func withoutRepeats(_ requests: [String]) -> [String] {
    var kept: [String] = []
    for request in requests {
      if request.hasPrefix("GET "), !request.contains("page=1&"), request.contains("page=") {
        continue
      }
      if request.hasPrefix("GET "), kept.last == request { continue }
      kept.append(request)
    }
    return kept
  }

  private static func fits(_ seen: [String], _ wanted: [String]) -> Bool {
    seen.count == wanted.count && zip(seen, wanted).allSatisfy(matches)
  }

  /// Whether nothing was sent that was not told.
  ///
  /// - Parameter all: whether every start and stop that was told was sent too.
  private static func areTold(_ seen: [String], _ told: [String], all: Bool) -> Bool {
    let isTold = seen.allSatisfy { request in
      // A room in which nobody is: whether there is such a room.
      request.hasPrefix("GET /v2/rooms/") || told.contains { matches(request, $0) }
    }
    return isTold
      && (!all
        || told.filter { $0.hasPrefix("POST /v2/recordings") }
          .allSatisfy { request in seen.contains { matches($0, request) } })
  }

  private static func fitsInOrder(_ seen: [String], _ wanted: [String]) -> Bool {
    var rest = wanted[...]
    for request in withoutRepeats(seen) {
      guard let place = rest.firstIndex(where: { matches(request, $0) }) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  /// Whether a request is the one that was told, where `<…>` stands for what `let` will keep.
  private static func matches(_ seen: String, _ told: String) -> Bool {
    if seen == told { return true }
    let parts = told.replacing("%3C", with: "<").replacing("%3E", with: ">")
      .split(separator: /<[^>]*>/, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let first = parts.first, let last = parts.last, seen.hasPrefix(first),
      seen.hasSuffix(last)
    else { return false }
    var rest = seen[...]
    for part in parts where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

/// Keeps what is sent, and lets nothing go anywhere but to the sandbox.
final class WatchedTransport: Transport {
  private let inner: any Transport
  private let origin: Origin
  private let seen = Mutex<[HTTPCall]>([])

  init(inner: any Transport, origin: Origin) {
    self.inner = inner
    self.origin = origin
  }

  var calls: [HTTPCall] { seen.withLock { $0 } }

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    seen.withLock { $0.append(call) }
    guard call.origin == origin else { throw .refused(call.origin) }
    return try await inner.send(call)
  }
}
