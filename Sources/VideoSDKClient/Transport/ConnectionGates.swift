import NIOCore
import Synchronization

/// One gate for each server.
///
/// A class because the requests of one transport share them.
final class ConnectionGates: Sendable {
  private let places: Int
  private let gates = Mutex<[Origin: ConnectionGate]>([:])

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
      if let gate = gates[origin] { return gate }
      let gate = ConnectionGate(places: places)
      gates[origin] = gate
      return gate
    }
  }
}
