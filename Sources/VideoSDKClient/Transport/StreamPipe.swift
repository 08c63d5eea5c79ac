import NIOCore
import NIOHTTP1
import Synchronization

/// Hands an answer from the event loop to the task that reads it, one event at a time.
///
/// The invariant: with more than the window waiting to be taken, the network is told to wait, so
/// that a slow reader does not fill the memory. What lies in the window is still read when the
/// connection breaks off.
final class StreamPipe: Sendable {
  enum Event: Sendable {
    case head(HTTPResponseHead)
    case part([UInt8])
    case end
    case failed(any Error)

    var isLast: Bool {
      switch self {
      case .head, .part: false
      case .end, .failed: true
      }
    }

    var count: Int {
      guard case .part(let bytes) = self else { return 0 }
      return bytes.count
    }
  }

  fileprivate static let window = 1 << 20

  fileprivate struct State {
    var isAbandoned = false
    /// Whether the last event was taken.
    var isOver = false
    var queue: [Event] = []
    var queuedBytes = 0
    /// Is fulfilled when the network may go on.
    var held: EventLoopPromise<Void>?
    var waiter: CheckedContinuation<Event, Never>?
  }

  struct Abandoned: Error {}

  private let state = Mutex(State())

  /// Waits for the next event; the reader's cancellation calls `stop`, after which one must come.
  func next(onCancel stop: @escaping @Sendable () -> Void) async -> Event {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (event, released) = state.withLock { state in state.take(or: continuation) }
        released?.succeed()
        if let event { continuation.resume(returning: event) }
      }
    } onCancel: {
      stop()
    }
  }

  /// Passes an event on; `goOn` is fulfilled when the network may bring more.
  func offer(_ event: Event, goOn: EventLoopPromise<Void>? = nil) {
    let (waiter, released, isAbandoned) = state.withLock { state in
      defer { state.waiter = nil }
      let isAbandoned = state.isAbandoned
      let mayGoOn = state.put(event, holding: goOn)
      return (state.waiter, mayGoOn ? goOn : nil, isAbandoned)
    }
    waiter?.resume(returning: event)
    if isAbandoned { goOn?.fail(Abandoned()) } else { released?.succeed() }
  }

  /// Drops what waits to be taken and whatever will still come.
  func abandon() {
    let held = state.withLock { state in
      state.isAbandoned = true
      state.queue = []
      defer { state.held = nil }
      return state.held
    }
    held?.fail(Abandoned())
  }
}

extension StreamPipe.State {
  /// The first event, with the network's promise when there is room again; nil to wait for one.
  fileprivate mutating func take(
    or continuation: CheckedContinuation<StreamPipe.Event, Never>
  ) -> (StreamPipe.Event?, EventLoopPromise<Void>?) {
    guard !queue.isEmpty else {
      guard !isOver else { return (.end, nil) }
      waiter = continuation
      return (nil, nil)
    }
    let first = queue.removeFirst()
    isOver = first.isLast
    queuedBytes -= first.count
    guard queuedBytes <= StreamPipe.window else { return (first, nil) }
    defer { held = nil }
    return (first, held)
  }

  /// Keeps an event that nobody waits for, and tells whether there is room for more.
  fileprivate mutating func put(
    _ event: StreamPipe.Event, holding goOn: EventLoopPromise<Void>?
  ) -> Bool {
    guard waiter == nil else {
      isOver = event.isLast
      return true
    }
    guard !isAbandoned else { return false }
    queue.append(event)
    queuedBytes += event.count
    guard queuedBytes > StreamPipe.window, goOn != nil else { return true }
    held = goOn
    return false
  }
}
