import CEditLine
import ShellCore

/// Lines from a terminal that cannot be edited on, or from something that is no terminal.
///
/// The kernel does the editing there is. One byte is read at a time from a terminal, for what is
/// typed ahead may be meant for another program. Bytes that are no UTF-8 become U+FFFD.
final class PlainLineReader {
  private let descriptor: Int32
  private let events: SignalEvents
  private var isAtEnd = false

  init(descriptor: Int32, events: SignalEvents) {
    self.descriptor = descriptor
    self.events = events
  }

  /// Shows the prompt and reads a line; a Control-C that comes from the prompt on drops it.
  func nextLine(showingPrompt showPrompt: () -> Void) -> LineInput {
    // Before the prompt: whoever sees it and presses Control-C must get another.
    let interrupts = cel_interrupt_count()
    showPrompt()
    var bytes: [UInt8] = []
    while !isAtEnd {
      let ready = wait()
      // The kernel has dropped the half-typed line by itself, if there was one.
      if cel_interrupt_count() != interrupts { return .interrupted(hadText: !bytes.isEmpty) }
      guard ready else { continue }
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

  /// Returns whether the input has something, or its end.
  private func wait() -> Bool {
    var polled = [descriptor, events.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&polled, nfds_t(polled.count), -1) > 0 else { return errno != EINTR }
    if polled[1].revents != 0 { events.drain() }
    return polled[0].revents != 0
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
