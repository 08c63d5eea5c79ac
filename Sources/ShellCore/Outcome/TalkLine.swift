import CommandLanguage

/// A line that is said beside the answers and laid out where it is drawn, such as a lesson's.
public struct TalkLine: Sendable, Equatable {
  /// Never broken; the lines behind the first stand under its end.
  var lead: StyledText
  /// Broken where there is no room.
  var text: String
  /// What the text means.
  var role: StyledText.Role
  /// At the right end where there is room, and else in a line of its own; empty for nothing.
  var trail: String

  /// The widest that a line with a trail is drawn.
  private static let usualWidth = 78

  init(
    _ lead: StyledText, _ text: String = "", _ role: StyledText.Role = .plain, trail: String = ""
  ) {
    self.lead = lead
    self.text = text
    self.role = role
    self.trail = trail
  }

  /// An empty line.
  static let blank = TalkLine("")

  /// The same without secrets, which a line end could cut in two.
  func redacted(by redactor: Redactor) -> TalkLine {
    TalkLine(lead, redactor.redact(text), role, trail: trail)
  }

  private static let signs: Set<Character> = [",", ":", "{", "[", "/", "?", "&", " "]

  /// The lines of a screen of so many columns; nil for no limit.
  func lines(width: Int?) -> [StyledText] {
    let margin = DisplayWidth.columns(of: lead.plain)
    let room = max(8, (width ?? Self.usualWidth) - 1 - margin)
    let masked = VisibleText.masked(text)
    let texts = width == nil ? [masked] : Self.filled(masked, room)
    let indent = StyledText([.init(String(repeating: " ", count: margin))])
    var lines = texts.enumerated().map { place, text in
      (place == 0 ? lead : indent) + StyledText(masked: text, role)
    }
    guard !trail.isEmpty, let last = lines.last else { return lines }
    let end = StyledText([.init(trail, .muted)])
    let columns = width.map { min(Self.usualWidth, $0 - 1) } ?? Self.usualWidth
    let gap =
      columns - DisplayWidth.columns(of: last.plain) - DisplayWidth.columns(of: trail)
    if gap >= 2 {
      lines[lines.count - 1] =
        last + StyledText([.init(String(repeating: " ", count: gap))]) + end
    } else {
      let most = max(0, columns - DisplayWidth.columns(of: trail))
      lines.append(
        StyledText([.init(String(repeating: " ", count: min(margin, most)))]) + end)
    }
    return lines
  }

  /// The lines of a text; what no line can hold begins where the line before it ends, where that has room for a part.
  private static func filled(_ text: String, _ room: Int) -> [String] {
    TextWrap.lines(text, width: room).reduce(into: []) { lines, line in
      let left = room - DisplayWidth.columns(of: lines.last ?? "") - 1
      guard DisplayWidth.columns(of: line) > room, let last = lines.last, left > 0,
        let first = cut(line, left).first, let sign = first.last, signs.contains(sign)
      else { return lines += cut(line, room) }
      lines[lines.count - 1] = "\(last) \(first)"
      lines += cut(String(line.dropFirst(first.count)), room)
    }
  }

  /// A word that no line can hold, such as JSON, in pieces that one can: behind a sign where there is one, so that what
  /// is between signs stays whole.
  private static func cut(_ text: String, _ room: Int) -> [String] {
    guard DisplayWidth.columns(of: text) > room else { return [text] }
    var pieces: [String] = []
    var piece = ""
    for character in text {
      if DisplayWidth.columns(of: piece) + DisplayWidth.columns(of: character) > room {
        let sign = piece.lastIndex { signs.contains($0) }
        let end = sign.map { piece.index(after: $0) } ?? piece.endIndex
        pieces.append(String(piece[..<end]))
        piece = String(piece[end...])
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}
