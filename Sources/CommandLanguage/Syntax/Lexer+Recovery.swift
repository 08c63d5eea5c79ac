/// Finding the next item behind a mistake.
extension Lexer {
  /// Moves to the `;`, the comment or the line end that ends the item, over quotes and regexes.
  mutating func skipItem() {
    var wordStart = cursor
    var lastWord = 0..<0
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if byte == Byte.semicolon || lineEndLength(at: cursor) > 0 { return }
      if byte == Byte.hash, cursor == 0 || Byte.isBlank(bytes[cursor - 1]) { return }
      if byte == Byte.backslash, endsLine(at: cursor + 1) {
        cursor += 1 + lineEndLength(at: cursor + 1)
        wordStart = cursor
      } else if byte == Byte.singleQuote || byte == Byte.doubleQuote {
        skipEnclosed(by: byte, escapes: byte == Byte.doubleQuote)
      } else if byte == Byte.slash, cursor == wordStart, isMatches(lastWord) {
        skipEnclosed(by: byte, escapes: true)
      } else {
        cursor += 1
        guard Byte.isBlank(byte) else { continue }
        if cursor - 1 > wordStart { lastWord = wordStart..<(cursor - 1) }
        wordStart = cursor
      }
    }
  }

  private func isMatches(_ word: Range<Int>) -> Bool {
    bytes[word].elementsEqual("matches".utf8)
  }

  /// Moves behind the closing sign, for a quote lines below too, or to the end of the line when there is none.
  private mutating func skipEnclosed(by sign: UInt8, escapes: Bool) {
    let isOpen = sign != Byte.slash && isOpen(quoteAt: cursor)
    var place = cursor + 1
    var lineEnd: Int?
    while place < bytes.count, bytes[place] != sign {
      if lineEndLength(at: place) > 0 {
        lineEnd = lineEnd ?? place
        if sign == Byte.slash || isOpen { break }
      }
      place += escapes && bytes[place] == Byte.backslash && !endsLine(at: place + 1) ? 2 : 1
    }
    let isClosed = place < bytes.count && bytes[place] == sign
    if !isClosed, sign != Byte.slash { noteOpen(quoteAt: cursor) }
    cursor = isClosed ? place + 1 : lineEnd ?? bytes.count
  }
}
