import Glibc

/// A pipe that any thread may ring and that one thread waits for.
final class Doorbell: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  /// Opens the pipe; nil when the process has no descriptors left.
  init?() {
    guard let ends = WakePipe.open() else { return nil }
    (readEnd, writeEnd) = ends
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Becomes readable when it rings.
  var descriptor: Int32 { readEnd }

  func ring() { _ = Glibc.write(writeEnd, [0], 1) }

  /// Forgets that it rang.
  func quiet() { WakePipe.drain(readEnd) }
}
