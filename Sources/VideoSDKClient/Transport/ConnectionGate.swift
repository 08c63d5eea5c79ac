import NIOCore
import Synchronization

/// Lets through no more requests to one server than it may have connections; first come, first served.
///
/// AsyncHTTPClient takes the wait for a free connection for connecting: of many calls at once,
/// those at the end would fail by the connect timeout although every connection works. Whoever
/// passes here finds a connection free or makes one, so that the connect timeout limits that alone.
///
/// The invariant: nobody waits while a place is free. A class because requests share its places.
final class ConnectionGate: Sendable {
  /// How the wait for a place ended; only ``passed`` takes one.
  enum Outcome: Sendable {
    case passed
    case timedOut
    case cancelled
  }

  private struct Waiter {
    let continuation: CheckedContinuation<Outcome, Never>
    let timer: Scheduled<Void>

    func resume(_ outcome: Outcome) {
      timer.cancel()
      continuation.resume(returning: outcome)
    }
  }

  private struct State {
    var free: Int
    var lastID = 0
    var waiters: [Int: Waiter] = [:]
    /// Who waits, in order, from `head`; those who gave up are still in it.
    var queue: [Int] = []
    var head = 0

    mutating func popFirst() -> Waiter? {
      while head < queue.count {
        let id = queue[head]
        head += 1
        if let waiter = waiters.removeValue(forKey: id) { return waiter }
      }
      queue.removeAll(keepingCapacity: true)
      head = 0
      return nil
    }
  }

  private let state: Mutex<State>

  init(places: Int) { state = Mutex(State(free: max(1, places))) }

  /// How many wait for a place.
  var waiting: Int { state.withLock { $0.waiters.count } }

  /// Takes a place, or waits for one in a queue; whoever passed has to ``leave()``.
  func enter(before deadline: NIODeadline, on eventLoop: any EventLoop) async -> Outcome {
    let id = state.withLock { state -> Int? in
      guard state.free == 0 else {
        state.free -= 1
        return nil
      }
      state.lastID += 1
      return state.lastID
    }
    guard let id else { return .passed }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue(continuation, as: id, before: deadline, on: eventLoop)
      }
    } onCancel: {
      giveUp(id, .cancelled)
    }
  }

  /// Gives the place to the first who waits.
  func leave() {
    let waiter = state.withLock { state -> Waiter? in
      let waiter = state.popFirst()
      if waiter == nil { state.free += 1 }
      return waiter
    }
    waiter?.resume(.passed)
  }

  private func queue(
    _ continuation: CheckedContinuation<Outcome, Never>, as id: Int,
    before deadline: NIODeadline, on eventLoop: any EventLoop
  ) {
    let outcome = state.withLock { state -> Outcome? in
      // A cancellation that came before this found nobody to wake.
      guard !Task.isCancelled else { return .cancelled }
      // So did whoever left since the first look.
      guard state.free == 0 else {
        state.free -= 1
        return .passed
      }
      state.waiters[id] = Waiter(
        continuation: continuation,
        timer: eventLoop.scheduleTask(deadline: deadline) { self.giveUp(id, .timedOut) })
      state.queue.append(id)
      return nil
    }
    if let outcome { continuation.resume(returning: outcome) }
  }

  private func giveUp(_ id: Int, _ outcome: Outcome) {
    state.withLock { $0.waiters.removeValue(forKey: id) }?.resume(outcome)
  }
}

/// One gate for each server.
///
/// A class because the requests of one transport share them.
final class ConnectionGates: Sendable {
  private let places: Int
  /// By the text of their origins.
  private let gates = Mutex<[String: ConnectionGate]>([:])

  init(places: Int) { self.places = places }

  /// Waits until the request may have a connection, and returns the gate that it has to leave.
  ///
  /// - Throws: ``ClientError/timedOut(after:requestWasSent:)`` at the deadline.
  func pass(
    _ call: HTTPCall, before deadline: NIODeadline, on eventLoop: any EventLoop
  ) async throws(ClientError) -> ConnectionGate {
    let gate = gate(of: call.origin)
    switch await gate.enter(before: deadline, on: eventLoop) {
    case .passed: break
    case .timedOut: throw .timedOut(after: call.timeout, requestWasSent: false)
    case .cancelled: throw .cancelled(requestWasSent: false)
    }
    guard !Task.isCancelled else {
      gate.leave()
      throw .cancelled(requestWasSent: false)
    }
    return gate
  }

  private func gate(of origin: Origin) -> ConnectionGate {
    gates.withLock { gates in
      if let gate = gates[origin.description] { return gate }
      let gate = ConnectionGate(places: places)
      gates[origin.description] = gate
      return gate
    }
  }
}
