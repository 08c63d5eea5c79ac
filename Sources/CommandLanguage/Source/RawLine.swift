/// A physical line as bytes: equal to every other with the same bytes, wherever they stand.
///
/// So a line that was read before is found without reading it again. It shares the bytes of its text.
public struct RawLine: Sendable {
  /// Without its line end.
  public let span: Span
  private let bytes: [UInt8]

  /// The line of a text that begins at an offset.
  init(in bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    span = bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
      let endsInPair = end < bytes.count && end > start && bytes[end - 1] == Byte.carriageReturn
      return Span(start, endsInPair ? end - 1 : end)
    }
  }
}

extension RawLine: Hashable {
  /// Whether two lines have the same bytes.
  public static func == (left: RawLine, right: RawLine) -> Bool {
    guard left.span.count == right.span.count else { return false }
    return left.withBytes { left in right.withBytes { left.elementsEqual($0) } }
  }

  /// Hashes the bytes alone.
  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[span.start..<span.end])) }
  }
}

extension SourceText {
  /// The line that a span fills from its first to its last byte; nil for a part of a line, or for several.
  public func rawLine(filledBy span: Span) -> RawLine? {
    guard span.start == 0 || utf8[span.start - 1] == Byte.lineFeed else { return nil }
    let line = RawLine(in: utf8, from: span.start)
    return line.span == span ? line : nil
  }
}
