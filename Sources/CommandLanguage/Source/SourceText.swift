/// A named text in which places are found by UTF-8 offset, line or column.
///
/// Few places are kept (the start of every 16th line, and one every 512 bytes of longer lines); the others are found by
/// looking for line ends from there. So the index of a million-line text stays small, a copy costs a reference, and a
/// place costs the same in a line of any length.
public struct SourceText: Sendable {
  /// The text as messages call it: a path, `<prompt>` or `<command>`.
  public let name: String
  /// The bytes without a byte order mark; always valid UTF-8.
  public let utf8: [UInt8]
  /// Number of lines; a line end at the very end starts no further line.
  public let lineCount: Int

  /// In the order of the text, the first at its start.
  private let marks: [Mark]

  /// A place that is known.
  private struct Mark: Sendable {
    let offset: Int
    let line: Int
    /// How many characters stand before it in its line.
    let column: Int
  }

  private static let linesPerMark = 16
  private static let bytesPerMark = 512
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Takes a text that was typed or is in memory already.
  public init(name: String, text: String) {
    let bytes = Array(text.utf8)
    self.init(name: name, validated: bytes, skipping: Self.markLength(of: bytes))
  }

  /// Takes the content of a file.
  ///
  /// - Throws: `InvalidUTF8` with the first place that is not UTF-8.
  public init(name: String, bytes: [UInt8]) throws(InvalidUTF8) {
    let skipped = Self.markLength(of: bytes)
    if let offset = Self.firstInvalidOffset(in: bytes) {
      let valid = SourceText(name: name, validated: Array(bytes[..<offset]), skipping: skipped)
      let position = valid.position(at: valid.utf8.count)
      throw InvalidUTF8(
        name: name, line: position.line, column: position.column, byteOffset: offset)
    }
    self.init(name: name, validated: bytes, skipping: skipped)
  }

  private init(name: String, validated bytes: [UInt8], skipping skipped: Int) {
    self.name = name
    utf8 = skipped == 0 ? bytes : Array(bytes.dropFirst(skipped))
    (marks, lineCount) = Self.index(utf8)
  }

  /// The line and column of a byte; an offset outside the text counts as its nearest end.
  public func position(at offset: Int) -> Position {
    let offset = min(max(offset, 0), utf8.count)
    let mark = lastMark { $0.offset <= offset }
    var line = mark.line
    var start = mark.offset
    var column = mark.column
    while let end = utf8[start..<offset].firstIndex(of: Byte.lineFeed) {
      (line, start, column) = (line + 1, end + 1, 0)
    }
    return Position(
      line: line, column: column + Self.characterCount(utf8[start..<offset]) + 1)
  }

  /// The text of a range; what lies outside the source is left out.
  public func text(in span: SourceSpan) -> String {
    let start = min(max(span.start, 0), utf8.count)
    let end = min(max(span.end, start), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  /// What stands around a place in its line, without the line end; about as many bytes as asked for on each side, so that
  /// a line of any length costs the same.
  public func lineSpan(
    at offset: Int, within reach: Int
  ) -> (span: SourceSpan, isCutBefore: Bool, isCutAfter: Bool) {
    let offset = min(max(offset, 0), utf8.count)
    let first = scalarStart(from: max(0, offset - reach))
    let last = scalarStart(from: min(utf8.count, offset + reach))
    let before = utf8[min(first, offset)..<offset].lastIndex(of: Byte.lineFeed)
    let start = before.map { $0 + 1 } ?? min(first, offset)
    let isCutBefore = before == nil && first > 0 && utf8[first - 1] != Byte.lineFeed
    // A line end may be two bytes long.
    guard let after = utf8[offset..<min(last + 2, utf8.count)].firstIndex(of: Byte.lineFeed) else {
      return (SourceSpan(start, last), isCutBefore, last < utf8.count)
    }
    let hasReturn = after > start && utf8[after - 1] == Byte.carriageReturn
    return (SourceSpan(start, hasReturn ? after - 1 : after), isCutBefore, false)
  }

  /// The offset itself, or the next one at which a scalar starts.
  private func scalarStart(from offset: Int) -> Int {
    var offset = offset
    while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Where a line begins; the end of the text for one behind the last.
  public func lineStart(_ line: Int) -> Int {
    let line = max(line, 1)
    let mark = lastMark { $0.line < line || ($0.line == line && $0.column == 0) }
    var start = mark.offset
    for _ in mark.line..<line {
      guard let end = lineFeed(from: start) else { return utf8.count }
      start = end + 1
    }
    return start
  }

  /// The last mark for which something holds that holds for none behind it; the first where it holds for none.
  private func lastMark(where holds: (Mark) -> Bool) -> Mark {
    var low = 0
    var high = marks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(marks[middle]) { low = middle } else { high = middle }
    }
    return marks[low]
  }

  private func lineFeed(from start: Int) -> Int? {
    utf8[start...].firstIndex(of: Byte.lineFeed)
  }

  private static func characterCount(_ bytes: ArraySlice<UInt8>) -> Int {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).count
  }

  private static func index(_ bytes: [UInt8]) -> (marks: [Mark], lineCount: Int) {
    var marks = [Mark(offset: 0, line: 1, column: 0)]
    var line = 1
    var lineStart = 0
    var next = bytesPerMark
    for (offset, byte) in bytes.enumerated() {
      if byte == Byte.lineFeed {
        line += 1
        lineStart = offset + 1
        guard line % linesPerMark == 1 else { continue }
        marks.append(Mark(offset: lineStart, line: line, column: 0))
      } else if offset < next || (byte & 0xC0 == 0x80 && offset < next + 4) {
        continue
      } else if let mark = marks.last, offset > lineStart {
        let start = max(mark.offset, lineStart)
        let before = mark.offset >= lineStart ? mark.column : 0
        let column = before + characterCount(bytes[start..<offset])
        marks.append(Mark(offset: offset, line: line, column: column))
      } else {
        continue
      }
      next = offset + bytesPerMark
    }
    let endsOpen = bytes.last.map { $0 != Byte.lineFeed } ?? false
    return (marks, endsOpen ? line : line - 1)
  }

  private static func markLength(of bytes: [UInt8]) -> Int {
    bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
  }

  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension SourceText: Equatable {
  /// Whether two sources have the same name and the same text.
  public static func == (left: SourceText, right: SourceText) -> Bool {
    left.name == right.name && left.utf8 == right.utf8
  }
}

/// A place in a text as people count it.
public struct Position: Sendable, Equatable {
  /// 1-based.
  public let line: Int
  /// 1-based, in characters as a person sees them.
  public let column: Int
}

/// Where a file stops being UTF-8.
public struct InvalidUTF8: Error, Equatable {
  /// The name of the text.
  public let name: String
  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int
  /// From the first byte of the file, byte order mark included.
  public let byteOffset: Int
}
