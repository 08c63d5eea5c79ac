import Dispatch
import Glibc
import Synchronization

import class Foundation.Thread

/// Collects all that a descriptor delivers, and tells whoever waits for a part of it.
///
/// Takes over the descriptor and closes it at the end of its input. A thread of its own reads, and
/// no dispatch source: on Linux a read source whose other side hangs up is taken down on two threads
/// at once, and now and then Dispatch's manager thread dies of it.
final class DescriptorReader: Sendable {
  private struct Waiter: Sendable {
    let number: Int
    /// True when the waiting is over.
    let check: @Sendable (_ bytes: [UInt8], _ isAtEnd: Bool) -> Bool
    let resume: @Sendable (_ satisfied: Bool) -> Void
  }

  private struct State: Sendable {
    var bytes: [UInt8] = []
    var isAtEnd = false
    var waiters: [Waiter] = []
    var nextNumber = 0
  }

  private let descriptor: Int32
  private let onBytes: (@Sendable ([UInt8]) -> Void)?
  private let state = Mutex(State())

  /// - Parameter onBytes: called with each part, in order, before anybody waiting hears of it.
  init(descriptor: Int32, onBytes: (@Sendable ([UInt8]) -> Void)? = nil) {
    self.descriptor = descriptor
    self.onBytes = onBytes
    Thread.detachNewThread { @Sendable in self.readAll() }
  }

  var bytes: [UInt8] { state.withLock { $0.bytes } }

  /// All bytes so far as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Waits until `check` holds; false when the time is over or the input ended before.
  func wait(
    within limit: Duration,
    until check: @escaping @Sendable (_ bytes: [UInt8], _ isAtEnd: Bool) -> Bool
  ) async -> Bool {
    await withCheckedContinuation { continuation in
      guard let number = add(check, resume: { continuation.resume(returning: $0) }) else { return }
      DispatchQueue.global().asyncAfter(deadline: .now() + limit.inSeconds) { @Sendable in
        self.giveUp(number)
      }
    }
  }

  /// Returns the waiter's number, or nil when it was answered at once.
  ///
  /// `check` is never called again once it held.
  private func add(
    _ check: @escaping @Sendable ([UInt8], Bool) -> Bool,
    resume: @escaping @Sendable (Bool) -> Void
  ) -> Int? {
    let (number, answer): (Int?, Bool) = state.withLock { state in
      if check(state.bytes, state.isAtEnd) { return (nil, true) }
      if state.isAtEnd { return (nil, false) }
      state.nextNumber += 1
      state.waiters.append(Waiter(number: state.nextNumber, check: check, resume: resume))
      return (state.nextNumber, false)
    }
    if number == nil { resume(answer) }
    return number
  }

  private func giveUp(_ number: Int) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiters.remove(at: index)
    }
    waiter?.resume(false)
  }

  private func readAll() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        add(Array(buffer[..<count]))
      } else if count < 0, errno == EAGAIN {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, -1)
      } else if count == 0 || errno != EINTR {
        // A terminal's end is the error EIO.
        return end()
      }
    }
  }

  private func add(_ part: [UInt8]) {
    onBytes?(part)
    let satisfied = state.withLock { state -> [Waiter] in
      state.bytes += part
      let satisfied = state.waiters.filter { $0.check(state.bytes, false) }
      state.waiters.removeAll { waiter in satisfied.contains { $0.number == waiter.number } }
      return satisfied
    }
    for waiter in satisfied { waiter.resume(true) }
  }

  private func end() {
    close(descriptor)
    let (bytes, waiters) = state.withLock { state in
      state.isAtEnd = true
      defer { state.waiters = [] }
      return (state.bytes, state.waiters)
    }
    for waiter in waiters { waiter.resume(waiter.check(bytes, true)) }
  }
}
