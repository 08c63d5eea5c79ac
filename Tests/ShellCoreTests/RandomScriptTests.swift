import CommandLanguage
import FoundationEssentials
import Testing

@testable import ShellCore

/// What takes long without waiting for anything: one after the other, so that the other tests have a thread left.
@Suite(.serialized) enum LargeScripts {}

extension LargeScripts {
  /// Bytes and edits at random through the whole check and the formatter; a failure prints the seed.
  @Suite struct RandomScriptTests {
    /// A new seed each run; it can be put here to see a failure again.
    static let seed = UInt64.random(in: 0...(.max))

    /// The example scripts of the project.
    private static let examples: [[UInt8]] = {
      let folder = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
      let path = "/\(folder)/scripts/examples"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".vsdk") }.sorted()
        .compactMap { FileManager.default.contents(atPath: "\(path)/\($0)") }.map(Array.init)
    }()

    /// What is wrong with how a text was treated; nil when every mistake has a place inside it, and what parses is
    /// printed as it was meant.
    private func fault(in bytes: [UInt8], _ session: Session, _ services: Services) -> String? {
      guard let source = try? SourceText(name: "x.vsdk", bytes: bytes) else { return nil }
      let (script, problems) = Checker.check(
        source, arguments: ScriptArguments(), session: session, services: services,
        rules: CheckRules(needsArguments: false, needsSecrets: false))
      for problem in problems {
        guard let span = problem.diagnostic.location?.span else { continue }
        guard span.start <= span.end, span.end <= source.utf8.count else {
          return "a place outside the text: \(span)"
        }
        guard DiagnosticText.render(problem.diagnostic, maxWidth: 80).count > 1 else {
          return "nothing drawn for \(problem.diagnostic.code)"
        }
      }
      if script == nil, !problems.contains(where: \.isFatal) { return "refused without a reason" }
      guard let formatted = try? ScriptFormatter.format(source) else { return nil }
      let again = try? ScriptFormatter.format(SourceText(name: "x.vsdk", text: formatted))
      return again == formatted ? nil : "formatting is not stable"
    }

    @Test(.timeLimit(.minutes(10))) func `any bytes are checked and formatted without harm`()
      async throws
    {
      let session = try Sample.classroom()
      let services = Sample.services()
      var generator = SeededBytes(seed: Self.seed)
      for round in 0..<10_000 {
        // Other tests have their turn too.
        if round % 20 == 0 { await Task.yield() }
        let count = Int.random(in: 0...80, using: &generator)
        let bytes = (0..<count).map { _ in generator.byte() }
        if let fault = fault(in: bytes, session, services) {
          Issue.record("seed \(Self.seed), round \(round): \(fault), bytes \(bytes)")
          return
        }
      }
    }

    @Test(.timeLimit(.minutes(10)))
    func `random edits of the examples are checked and formatted without harm`() async throws {
      #expect(Self.examples.count > 5)
      let session = try Sample.classroom()
      let services = Sample.services()
      var generator = SeededBytes(seed: Self.seed)
      for round in 0..<10_000 {
        // Other tests have their turn too.
        if round % 20 == 0 { await Task.yield() }
        var bytes = Self.examples.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &generator) { generator.edit(&bytes) }
        if let fault = fault(in: bytes, session, services) {
          Issue.record(
            "seed \(Self.seed), round \(round): \(fault)\n\(String(decoding: bytes, as: UTF8.self))"
          )
          return
        }
      }
    }
  }
}

/// SplitMix64, with what random scripts need.
struct SeededBytes: RandomNumberGenerator {
  private var state: UInt64
  private static let signs = Array("'\"${}[]|#:;\\/=\n\r\t .é!<>&`".utf8)

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A sign of the language, a letter, or anything.
  mutating func byte() -> UInt8 {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: Self.signs.randomElement(using: &self) ?? 0
    case 1: UInt8.random(in: 0...255, using: &self)
    default: UInt8.random(in: 97...122, using: &self)
    }
  }

  /// Changes, takes out, puts in, doubles or cuts off.
  mutating func edit(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes.append(byte()) }
    let place = Int.random(in: bytes.indices, using: &self)
    let end = min(bytes.count, place + Int.random(in: 1...20, using: &self))
    switch Int.random(in: 0..<5, using: &self) {
    case 0: bytes[place] = byte()
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(byte(), at: place)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    default: bytes.removeSubrange(place...)
    }
  }
}
