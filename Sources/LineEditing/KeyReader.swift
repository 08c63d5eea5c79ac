import CEditLine

/// Waits for keys on a terminal, and meanwhile for notices, a new window size and being continued.
///
/// It reads one byte at a time, so that what is typed ahead stays in the terminal for a program
/// that is started from the shell; only inside a paste it reads in blocks.
final class KeyReader {
  enum Input: Equatable {
    case key(KeyDecoder.Key)
    /// The wake-up descriptor has something to read.
    case woken
    case resized
    case continued
    case end
  }

  private let descriptor: Int32
  private let events: SignalEvents
  private var decoder = KeyDecoder()
  private var ready: ArraySlice<KeyDecoder.Key> = []
  private var interrupts = cel_interrupt_count()
  private var polled: [pollfd]
  private var buffer = [UInt8](repeating: 0, count: 4096)

  /// Both descriptors stay the caller's.
  ///
  /// - Parameter bound: sequences that are keys of the person's.
  init(
    descriptor: Int32, events: SignalEvents, wakeDescriptor: Int32?, bound: Set<[UInt8]> = []
  ) {
    decoder.bound = bound
    self.descriptor = descriptor
    self.events = events
    polled = [descriptor, events.descriptor, wakeDescriptor ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
  }

  /// Forgets interrupts that came before the read.
  func begin() {
    interrupts = cel_interrupt_count()
  }

  /// - Parameter beforeWaiting: called when nothing has come yet, so that keys that come together are drawn together.
  func next(beforeWaiting: () -> Void = {}) -> Input {
    while true {
      if let key = ready.popFirst() { return .key(key) }
      switch wait(beforeWaiting) {
      case .readable:
        if let input = read() { return input }
      case .timeout:
        ready += decoder.flush()
      case .event(let input):
        return input
      }
    }
  }

  /// Whether something has come that was not asked for yet.
  var hasMore: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return !ready.isEmpty || poll(&polled, 1, 0) > 0
  }

  /// Waits until somebody wakes, but no longer than a key lets it or than the time given.
  func wait(for pipe: SelfPipe, milliseconds: Int32) {
    guard ready.isEmpty, !decoder.isUndecided else { return }
    var polled = [descriptor, events.descriptor, pipe.readEnd].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&polled, nfds_t(polled.count), milliseconds)
  }

  private enum Waited {
    case readable
    case timeout
    case event(Input)
  }

  private func wait(_ beforeWaiting: () -> Void) -> Waited {
    var mayWait = false
    while true {
      // Looked at before waiting: a signal that comes in between leaves its byte in the pipe.
      if cel_take_continued() != 0 { return .event(.continued) }
      if cel_take_resized() != 0 { return .event(.resized) }
      if takeInterrupt() {
        decoder.abandonPaste()
        return .event(.key(.character(0x03)))
      }
      let count = poll(&polled, nfds_t(polled.count), mayWait ? timeoutMilliseconds : 0)
      if count < 0 {
        guard errno == EINTR else { return .event(.end) }
      } else if count == 0 {
        if mayWait { return .timeout }
        if !decoder.isInPaste { beforeWaiting() }
        mayWait = true
      } else if polled[1].revents != 0 {
        events.drain()
      } else {
        return polled[2].revents != 0 && !decoder.isInPaste ? .event(.woken) : .readable
      }
    }
  }

  private var timeoutMilliseconds: Int32 {
    // A paste whose end got lost must not swallow the keyboard for ever.
    if decoder.isInPaste { return 2000 }
    // What no finger typed may take its time on a slow line.
    if decoder.isInSequence { return 1000 }
    // Long enough for the rest of an escape sequence over a slow line, too short to be noticed
    // after Escape.
    return decoder.isUndecided ? 60 : -1
  }

  private func takeInterrupt() -> Bool {
    let now = cel_interrupt_count()
    defer { interrupts = now }
    return now != interrupts
  }

  /// Returns what came instead of bytes; nil when some came, or may come yet.
  private func read() -> Input? {
    let count = Glibc.read(descriptor, &buffer, decoder.isInPaste ? buffer.count : 1)
    if count < 0 {
      if errno == EINTR || errno == EAGAIN { return nil }
      // From the background nothing can be read, but that is not the end.
      guard errno == EIO, JobControl.isInBackground(descriptor) else { return .end }
      return JobControl.waitForForeground(descriptor) ? .continued : .end
    }
    if count == 0 { return .end }
    for byte in buffer[..<(count - 1)] { ready += decoder.push(byte) }
    // A Control-C behind which nothing came was a finger: a paste whose end got lost is given up.
    let last = buffer[count - 1]
    if decoder.isInPaste, last == 0x03 { decoder.abandonPaste() }
    ready += decoder.push(last)
    return nil
  }
}
