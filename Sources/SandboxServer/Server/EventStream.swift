import NIOCore
import ServiceLifecycle

/// What happens in the sandbox as Server-Sent Events: all there is, then what changes.
///
/// Nothing waits for a reader. Each event tells what is different from the one before, and is made when that has been taken
/// off: a slow reader gets fewer and larger ones. It ends when the sandbox drains.
struct EventStream: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  /// How long there is nothing at least between two events; what happens meanwhile is told together.
  private static let pause = Duration.milliseconds(100)
  /// No longer pause follows an event that took long to make.
  private static let longestPause = Duration.milliseconds(500)
  /// After so much silence a comment shows both sides that the other is there.
  private static let longestSilence = Duration.seconds(15)

  let store: SandboxStore
  let origin: String

  func makeAsyncIterator() -> Iterator { Iterator(store: store, origin: origin) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate let store: SandboxStore
    fileprivate let origin: String
    private var number = 0
    private var last: FollowedSoFar?
    private var pause = Duration.zero
    private let clock = ContinuousClock()

    fileprivate init(store: SandboxStore, origin: String) {
      self.store = store
      self.origin = origin
    }

    /// The next event, or a comment; nil at the end.
    mutating func next() async throws -> ByteBuffer? {
      var silence = Duration.zero
      while !Task.isShuttingDownGracefully {
        try await Task.sleep(for: pause)
        silence += pause
        let start = clock.now
        let (changes, position) = await store.changes(since: last)
        last = position
        pause = EventStream.pause
        if !changes.isEmpty {
          let event = await event(changes)
          // However much happens, following it leaves most of a core to those who make it happen.
          let cost = start.duration(to: clock.now) * 2
          pause = Swift.min(Swift.max(cost, pause), EventStream.longestPause)
          return event
        }
        if silence >= EventStream.longestSilence { return ByteBuffer(string: ": still here\n\n") }
      }
      return nil
    }

    /// Made away from the thread of the connection, which serves others meanwhile.
    private mutating func event(_ changes: SandboxChanges) async -> ByteBuffer {
      number += 1
      let (name, number, origin) = (changes.isWhole ? "snapshot" : "change", number, origin)
      let (seed, isDeterministic) = (store.seed, store.isDeterministic)
      return await withTaskExecutorPreference(globalConcurrentExecutor) {
        let json = changes.json(origin: origin, seed: seed, isDeterministic: isDeterministic)
        var event = ByteBuffer(
          string: "\(number == 1 ? "retry: 1000\n" : "")id: \(number)\nevent: \(name)\ndata: ")
        event.writeImmutableBuffer(JSONWriter.buffer(json))
        event.writeStaticString("\n\n")
        return event
      }
    }
  }
}
