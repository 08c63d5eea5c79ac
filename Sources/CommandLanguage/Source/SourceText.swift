/// A named text in which places are found by UTF-8 offset, line or column.
///
/// Only the start of every 64th line is kept; the others are found by looking for line ends from
/// there. So the index of a million-line text stays small, and a copy costs a reference.
public struct SourceText: Sendable {
  /// The text as messages call it: a path, `<prompt>` or `<command>`.
  public let name: String
  /// The bytes without a byte order mark; always valid UTF-8.
  public let utf8: [UInt8]
  /// Number of lines; a line end at the very end starts no further line.
  public let lineCount: Int

  /// Offsets of the first bytes of the lines 1, 65, 129 and so on.
  private let marks: [Int]

  private static let linesPerMark = 64
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
    var (line, start) = nearestMark(before: offset)
    while let end = lineFeed(from: start), end < offset {
      line += 1
      start = end + 1
    }
    return Position(line: line, column: characterCount(start..<offset) + 1)
  }

  /// The bytes of a line without its line end; empty behind the last line.
  public func lineSpan(_ line: Int) -> SourceSpan {
    let start = lineStart(line)
    var end = lineFeed(from: start) ?? utf8.count
    if end < utf8.count, end > start, utf8[end - 1] == Byte.carriageReturn { end -= 1 }
    return SourceSpan(start, end)
  }

  /// The text of a range; what lies outside the source is left out.
  public func text(in span: SourceSpan) -> String {
    let start = min(max(span.start, 0), utf8.count)
    let end = min(max(span.end, start), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  private func lineStart(_ line: Int) -> Int {
    let index = max(line - 1, 0)
    guard index / Self.linesPerMark < marks.count else { return utf8.count }
    var start = marks[index / Self.linesPerMark]
    for _ in 0..<(index % Self.linesPerMark) {
      guard let end = lineFeed(from: start) else { return utf8.count }
      start = end + 1
    }
    return start
  }

  private func nearestMark(before offset: Int) -> (line: Int, start: Int) {
    var low = 0
    var high = marks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if marks[middle] <= offset { low = middle } else { high = middle }
    }
    return (low * Self.linesPerMark + 1, marks[low])
  }

  private func lineFeed(from start: Int) -> Int? {
    utf8[start...].firstIndex(of: Byte.lineFeed)
  }

  private func characterCount(_ range: Range<Int>) -> Int {
    let bytes = utf8[range]
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).count
  }

  private static func index(_ bytes: [UInt8]) -> (marks: [Int], lineCount: Int) {
    var marks = [0]
    var lineFeeds = 0
    for (offset, byte) in bytes.enumerated() where byte == Byte.lineFeed {
      lineFeeds += 1
      if lineFeeds % linesPerMark == 0 { marks.append(offset + 1) }
    }
    let endsOpen = bytes.last.map { $0 != Byte.lineFeed } ?? false
    return (marks, endsOpen ? lineFeeds + 1 : lineFeeds)
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
