import FoundationEssentials
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct TokenWatchTests {
  private static let begin = Date(timeIntervalSince1970: 1_800_000_000)

  /// Lines in the order in which they were told, each with the time of the clock.
  private final class Told: Sendable {
    private let lines = Mutex<[String]>([])
    private let (stream, continuation) = AsyncStream<Void>.makeStream()

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) {
      lines.withLock { $0.append(line) }
      continuation.yield()
    }

    /// Returns when so many more lines were told.
    func wait(for count: Int) async {
      var iterator = stream.makeAsyncIterator()
      for _ in 0..<count { await iterator.next() }
    }
  }

  private func services(_ clock: InstantClock) -> Services {
    var services = Sample.services()
    services.clock = clock
    services.now = { Self.begin.addingTimeInterval(Self.seconds(clock)) }
    return services
  }

  private static func seconds(_ clock: InstantClock) -> Double {
    let start = InstantClock().now
    return Double(start.duration(to: clock.now).components.seconds)
  }

  private func session(
    lifetime: Duration, from provenance: Provenance = .prompt
  ) async throws -> Session {
    var session = try Sample.session()
    let token = try await AccessToken.mint(
      apiKey: "k", secret: Secret("s"), issuedAt: Self.begin, lifetime: lifetime)
    _ = session.credentials.setToken(token.reveal(), for: session.target.origin, from: provenance)
    return session
  }

  private func watch(
    _ sessions: [Session], lines: Int, _ clock: InstantClock = InstantClock()
  ) async -> [String] {
    let told = Told()
    let watch = TokenWatch(services: services(clock)) { line in
      told.add("\(Int(Self.seconds(clock))) s: \(line)")
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await watch.run() }
      for session in sessions { watch.follow(session) }
      await told.wait(for: lines)
      group.cancelAll()
    }
    return told.all
  }

  @Test func `tells ten minutes before the end, and at the end`() async throws {
    let session = try await session(lifetime: .seconds(3_600))

    let told = await watch([session, session], lines: 2)

    #expect(
      told == [
        "3000 s: the token in use (token (prompt)) ends in 10 min 0 s and cannot be renewed: "
          + "`token` takes a new one",
        "3600 s: the token in use (token (prompt)) has ended: nothing is sent until `token` takes "
          + "a new one",
      ])
  }

  @Test func `tells at once when less is left`() async throws {
    let told = await watch([try await session(lifetime: .seconds(90))], lines: 2)

    #expect(
      told.first?.hasPrefix("0 s: the token in use (token (prompt)) ends in 1 min 30 s") == true)
    #expect(told.count == 2)
  }

  @Test func `says of a token that has ended only that`() async throws {
    let clock = InstantClock()
    try await clock.sleep(for: .seconds(100))

    let told = await watch([try await session(lifetime: .seconds(90))], lines: 1, clock)

    #expect(
      told == [
        "100 s: the token in use (token (prompt)) has ended: nothing is sent until `token` takes "
          + "a new one"
      ])
  }

  @Test func `forgets a token that was replaced, and watches no key pair`() async throws {
    let old = try await session(lifetime: .seconds(60))
    var pair = old
    pair.credentials.remove(.token)
    let new = try await session(lifetime: .seconds(120), from: .environment("NEW"))
    let told = Told()
    let clock = InstantClock()
    let watch = TokenWatch(services: services(clock)) { told.add($0) }

    // All before the first of them is looked at.
    for session in [old, pair, new] { watch.follow(session) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await watch.run() }
      await told.wait(for: 2)
      group.cancelAll()
    }

    #expect(told.all.count == 2)
    #expect(
      told.all.allSatisfy { $0.hasPrefix("the token in use (token (environment NEW)) ") },
      "\(told.all)")
  }
}
