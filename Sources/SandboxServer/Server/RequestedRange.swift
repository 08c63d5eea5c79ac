/// What a `Range` field asks for of something of known length.
///
/// Single ranges of bytes are granted. Several ranges at once, other units and what does not follow the grammar
/// count as no range, as RFC 9110, section 14.2, lets a server do.
enum RequestedRange: Equatable, Sendable {
  case whole
  /// A part that is there, never empty.
  case part(Range<Int>)
  case unsatisfiable

  /// - Parameter length: at least 1.
  init(_ field: String?, length: Int) {
    let parts = field?.split(separator: "=", maxSplits: 1) ?? []
    guard parts.count == 2, parts[0].lowercased() == "bytes" else {
      self = .whole
      return
    }
    let ends = parts[1].trimming(" \t").split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Bound(ends[0]), let last = Bound(ends[1]) else {
      self = .whole
      return
    }
    self = RequestedRange.range(first, last, length: length)
  }

  /// One side of the dash.
  private enum Bound {
    case absent
    case at(Int)

    /// Nil for what is not a number; one too large for this machine is as good as the largest.
    init?(_ text: Substring) {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      self = text.isEmpty ? .absent : .at(Int(text) ?? .max)
    }
  }

  private static func range(_ first: Bound, _ last: Bound, length: Int) -> RequestedRange {
    switch (first, last) {
    case (.absent, .absent): .whole
    case (.absent, .at(0)): .unsatisfiable
    case (.absent, .at(let count)): .part(max(0, length - count)..<length)
    case (.at(let start), .at(let end)) where end < start: .whole
    case (.at(let start), _) where start >= length: .unsatisfiable
    case (.at(let start), .absent): .part(start..<length)
    case (.at(let start), .at(let end)): .part(start..<min(end, length - 1) + 1)
    }
  }
}
