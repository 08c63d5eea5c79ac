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
  /// The part of that word before the cursor, without the quote that is open in it.
  private(set) var prefix = ""
  /// The quote that is open at the cursor.
  private(set) var quote: Character?
  /// How many bytes of the prefix stand before that quote; nil where none is open.
  private(set) var quotedPart: Int?
  /// Whether the cursor is in a comment, behind a quote that was closed, or in one with escapes or variables, where
  /// nothing can be told.
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
      if let open = quote { openQuote(open, in: bytes[start..<offset]) }
    }
    return offset
  }

  private mutating func openQuote(_ sign: UInt8, in word: ArraySlice<UInt8>) {
    let quotes = [Byte.singleQuote, Byte.doubleQuote]
    guard let place = word.firstIndex(where: quotes.contains), word[place] == sign else { return }
    let body = word[(place + 1)...]
    let isPlain =
      sign == Byte.singleQuote || !body.contains { $0 == Byte.backslash || $0 == Byte.dollar }
    guard isPlain, place == word.startIndex || word[place - 1] == Byte.equals else { return }
    prefix = String(decoding: word[..<place] + body, as: UTF8.self)
    quotedPart = place - word.startIndex
    quote = Character(Unicode.Scalar(sign))
    isOpaque = false
  }
}
