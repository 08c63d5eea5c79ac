/// A prompt in libedit's notation: each run of SGR sequences stands between two `\u{1}`.
///
/// libedit draws such a run together with the character *after* it, and forgets a run that ends the
/// prompt. So a final run is moved before the blanks that it follows, or gets one.
enum PromptEscapes {
  static let mark = "\u{1}"

  static func marked(_ styled: String) -> String {
    var pieces = pieces(of: styled)
    if case .sequence(let last)? = pieces.last {
      pieces.removeLast()
      if case .text(let text)? = pieces.last, text.hasSuffix(" ") {
        pieces.removeLast()
        let kept = text.dropLast()
        if !kept.isEmpty { pieces.append(.text(String(kept))) }
      }
      if case .sequence(let earlier)? = pieces.last {
        pieces.removeLast()
        pieces.append(.sequence(earlier + last))
      } else {
        pieces.append(.sequence(last))
      }
      pieces.append(.text(" "))
    }
    return pieces.map { $0.marked }.joined()
  }

  private enum Piece {
    case text(String)
    case sequence(String)

    var marked: String {
      switch self {
      case .text(let text): text
      case .sequence(let sequence): PromptEscapes.mark + sequence + PromptEscapes.mark
      }
    }
  }

  private static func pieces(of styled: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var sequence = ""
    var isInSequence = false
    for scalar in styled.unicodeScalars {
      if isInSequence {
        sequence.unicodeScalars.append(scalar)
        isInSequence = scalar != "m"
      } else if scalar == "\u{1b}" {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        sequence.unicodeScalars.append(scalar)
        isInSequence = true
      } else {
        if !sequence.isEmpty { pieces.append(.sequence(sequence)) }
        sequence = ""
        text.unicodeScalars.append(scalar)
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    if !sequence.isEmpty { pieces.append(.sequence(sequence)) }
    return pieces
  }
}
