/// The words of the unfinished command at a cursor, as far as they can be told apart.
struct PartialCommand {
  /// A word that is complete because something stands behind it.
  struct CompleteWord: Equatable {
    let text: String
    let isQuoted: Bool
  }

  /// The words of the command before the one at the cursor.
  private(set) var words: [CompleteWord] = []
  /// Where the word at the cursor starts; the cursor itself when there is none yet.
  private(set) var wordStart = 0
  /// The part of that word before the cursor.
  private(set) var prefix = ""
  /// Whether the cursor is in quoted text or in a comment, where nothing can be told.
  private(set) var isOpaque = false

  /// Scans a text up to a UTF-8 offset.
  init(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    var offset = 0
    wordStart = bytes.count
    while offset < bytes.count {
      switch bytes[offset] {
      case Byte.space, Byte.tab, Byte.carriageReturn: offset += 1
      case Byte.semicolon, Byte.lineFeed:
        words = []
        offset += 1
      case Byte.backslash where offset + 1 < bytes.count && bytes[offset + 1] == Byte.lineFeed:
        offset += 2
      case Byte.hash:
        while offset < bytes.count, bytes[offset] != Byte.lineFeed { offset += 1 }
        isOpaque = offset == bytes.count
      default: offset = scanWord(bytes, from: offset)
      }
    }
  }

  /// Whether a word may hold `[kind=audio, participantId=efgh]`, blanks and all.
  private static func beginsPath(_ bytes: ArraySlice<UInt8>) -> Bool {
    Query.Root.words.contains { root in
      guard bytes.starts(with: root.utf8) else { return false }
      let next = bytes.dropFirst(root.utf8.count).first
      return next == Byte.dot || next == Byte.openBracket
    }
  }

  private mutating func scanWord(_ bytes: [UInt8], from start: Int) -> Int {
    var offset = start
    var quote: UInt8?
    var isQuoted = false
    var isInBrackets = false
    let isPath = Self.beginsPath(bytes[start...])
    while offset < bytes.count {
      let byte = bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
        if byte == Byte.backslash, open == Byte.doubleQuote { offset += 1 }
      } else if byte == Byte.singleQuote || byte == Byte.doubleQuote {
        (quote, isQuoted) = (byte, true)
      } else if byte == Byte.semicolon || byte == Byte.lineFeed
        || (Byte.isBlank(byte) && !isInBrackets)
      {
        break
      } else if isPath, byte == Byte.openBracket || byte == Byte.closeBracket {
        isInBrackets = byte == Byte.openBracket
      }
      offset += 1
    }
    offset = min(offset, bytes.count)
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if offset < bytes.count {
      words.append(CompleteWord(text: text, isQuoted: isQuoted))
    } else {
      (wordStart, prefix, isOpaque) = (start, text, isQuoted)
    }
    return offset
  }
}
