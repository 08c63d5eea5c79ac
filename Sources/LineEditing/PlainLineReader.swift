import CEditLine
import Glibc
import ShellCore

/// Lines from a terminal that cannot be edited on, or from something that is no terminal.
///
/// The kernel does the editing there is. One byte is read at a time from a terminal, for what is typed ahead may be meant
/// for another program. Bytes that are no UTF-8 become U+FFFD.
final class PlainLineReader {
  private let descriptor: Int32
  private var isAtEnd = false

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  func nextLine() -> LineInput {
    let interrupts = cel_interrupt_count()
    var bytes: [UInt8] = []
    while !isAtEnd {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&polled, 1, -1)
      // The kernel has dropped the half-typed line by itself, if there was one.
      if cel_interrupt_count() != interrupts { return .interrupted(hadText: !bytes.isEmpty) }
      if ready < 0, errno == EINTR { continue }
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { break }
      if byte == 0x0A { return .line(text(bytes)) }
      bytes.append(byte)
    }
    if bytes.isEmpty { return .end }
    isAtEnd = true
    return .line(text(bytes))
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
