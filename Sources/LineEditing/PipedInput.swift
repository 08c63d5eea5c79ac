import CEditLine

/// Why the input could not be read to its end.
public enum PipedInputError: Error, Equatable, Sendable {
  /// An interrupt was caught, or the task was cancelled, while waiting.
  case interrupted
  case tooLong(limit: Int)
  /// The system's code.
  case failed(code: Int32)
}

/// A whole script from a pipe or a file that is already open, as the bytes it is.
///
/// Bytes, not text: whoever reads a script says where it is not UTF-8. Waiting ends within a tenth
/// of a second of an interrupt that `Interrupts` caught, on whichever thread the signal arrived.
public struct PipedInput {
  private let descriptor: Int32

  /// The descriptor stays the caller's; stdin unless told otherwise.
  public init(descriptor: Int32 = 0) {
    self.descriptor = descriptor
  }

  /// Reads until the end; blocks the calling thread.
  ///
  /// - Throws: `tooLong` when there are more bytes than `limit`.
  public func readAll(limit: Int = 1 << 28) throws(PipedInputError) -> [UInt8] {
    let interrupts = cel_interrupt_count()
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if cel_interrupt_count() != interrupts || Task.isCancelled { throw .interrupted }
      guard try isReadable() else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return all }
      if count > 0 {
        all += buffer[..<count]
      } else if errno != EINTR, errno != EAGAIN {
        throw .failed(code: errno)
      }
      if all.count > limit { throw .tooLong(limit: limit) }
    }
  }

  private func isReadable() throws(PipedInputError) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = poll(&polled, 1, 100)
    if count < 0, errno != EINTR { throw .failed(code: errno) }
    return count > 0
  }
}
