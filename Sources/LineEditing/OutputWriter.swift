import CEditLine
import Synchronization

/// One of the two streams that a program writes to.
public enum OutputStream: Sendable, Hashable {
  case standardOutput
  case standardError
}

/// Why a stream takes no more text.
public enum OutputFailure: Error, Sendable, Equatable {
  /// The reader has gone (`vsdk … | head -1`): a quiet end, not a mistake.
  case closedPipe
  /// Anything else, such as a full disk; `code` is the `errno`.
  case failed(code: Int32)

  /// The system's words for it, such as "No space left on device".
  public var reason: String {
    switch self {
    case .closedPipe: String(cString: strerror(EPIPE))
    case .failed(let code): String(cString: strerror(code))
    }
  }
}

/// The one place that writes to stdout and stderr.
///
/// Each text is on its way when `write` returns. The first failure of a stream is kept, and what is
/// written to it later is dropped in silence; the program asks `failure(of:)` when it chooses its
/// exit status.
public final class OutputWriter: Sendable {
  private struct Failures: Sendable {
    var output: OutputFailure?
    var error: OutputFailure?

    subscript(stream: OutputStream) -> OutputFailure? {
      get {
        switch stream {
        case .standardOutput: output
        case .standardError: error
        }
      }
      set {
        switch stream {
        case .standardOutput: output = newValue
        case .standardError: error = newValue
        }
      }
    }
  }

  // Two threads may hold these pointers at once: the C library locks a stream for each call, and
  // whole texts are kept apart by `failures`, whose lock is held for as long as one is written. They
  // are never changed after `init`.
  nonisolated(unsafe) private let output: UnsafeMutablePointer<FILE>
  nonisolated(unsafe) private let error: UnsafeMutablePointer<FILE>
  private let closesStreams: Bool
  private let failures = Mutex(Failures())

  /// Takes the process's own streams, and from now on a closed pipe is an error instead of a death.
  public init() {
    output = cel_stdout()
    error = cel_stderr()
    closesStreams = false
    cel_ignore_broken_pipe()
  }

  /// Takes over two descriptors, which are closed with the writer; nil when one is not open.
  init?(outputDescriptor: Int32, errorDescriptor: Int32) {
    guard let output = fdopen(outputDescriptor, "w"), let error = fdopen(errorDescriptor, "w")
    else { return nil }
    self.output = output
    self.error = error
    closesStreams = true
    cel_ignore_broken_pipe()
  }

  deinit {
    guard closesStreams else { return }
    fclose(output)
    fclose(error)
  }

  /// Writes a text; returns nil, or why the stream takes no more.
  @discardableResult
  public func write(_ text: String, to stream: OutputStream) -> OutputFailure? {
    failures.withLock { failures in
      if let failure = failures[stream] { return failure }
      guard let failure = Self.write(text, to: file(of: stream)) else { return nil }
      failures[stream] = failure
      return failure
    }
  }

  /// The first failure of a stream; nil while all is well.
  public func failure(of stream: OutputStream) -> OutputFailure? {
    failures.withLock { $0[stream] }
  }

  func file(of stream: OutputStream) -> UnsafeMutablePointer<FILE> {
    switch stream {
    case .standardOutput: output
    case .standardError: error
    }
  }

  func descriptor(of stream: OutputStream) -> Int32 { fileno(file(of: stream)) }

  private static func write(_ text: String, to file: UnsafeMutablePointer<FILE>) -> OutputFailure? {
    // What libedit left in the stream's buffer comes first; the text itself goes past it, so that a
    // failure is exact.
    if fflush(file) != 0, errno != EINTR { return failure(errno) }
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[written...])
        let count = Glibc.write(fileno(file), rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          var polled = pollfd(fd: fileno(file), events: Int16(POLLOUT), revents: 0)
          _ = poll(&polled, 1, -1)
        } else if errno != EINTR {
          return failure(errno)
        }
      }
      return nil
    }
  }

  private static func failure(_ code: Int32) -> OutputFailure {
    code == EPIPE ? .closedPipe : .failed(code: code)
  }
}
