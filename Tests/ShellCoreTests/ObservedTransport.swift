import Synchronization
import VideoSDKClient

/// A real transport with somebody beside it who sees each call before it leaves.
struct ObservedTransport: Transport {
  let inner: any Transport
  let onSend: @Sendable (HTTPCall) async -> Void
  var onAnswer: @Sendable () -> Void = {}

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    await onSend(call)
    defer { onAnswer() }
    return try await inner.send(call)
  }
}

/// Counts what is under way at once; the first so many wait for each other, so that they are sure to meet.
final class Crowd: Sendable {
  private struct State: Sendable {
    var present = 0
    var largest = 0
    var hasMet = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let size: Int
  private let state = Mutex(State())

  init(of size: Int) { self.size = size }

  /// The most that were ever there at once.
  var largest: Int { state.withLock { $0.largest } }

  func enter() async {
    await withCheckedContinuation { continuation in
      let resumed = state.withLock { state in
        state.present += 1
        state.largest = max(state.largest, state.present)
        state.waiting.append(continuation)
        if state.present == size { state.hasMet = true }
        guard state.hasMet else { return [CheckedContinuation<Void, Never>]() }
        defer { state.waiting = [] }
        return state.waiting
      }
      for continuation in resumed { continuation.resume() }
    }
  }

  func leave() { state.withLock { $0.present -= 1 } }
}
