import CommandLanguage

/// One line whose parts carry a meaning; colour is chosen where it is drawn.
///
/// The place where text that others wrote becomes harmless: whatever a part was made of, what is not seen by itself is
/// shown as `VisibleText` shows it, muted. So widths are measured of what is drawn, and the only sequences behind it are
/// those of `rendered`.
struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// In order; nothing in them is unseen.
  let parts: [Part]

  /// Text made of parts in order.
  init(_ parts: [Part]) {
    let isPlain = parts.allSatisfy { VisibleText.isPlain($0.text) }
    self.parts = isPlain ? parts : parts.flatMap(\.masked)
  }

  /// Text with one meaning.
  init(_ text: String, _ role: Role = .plain) { self.init([Part(text, role)]) }

  private init(masked parts: [Part]) { self.parts = parts }

  /// A line that was masked where it was laid out, such as a diagnostic's.
  init(masked line: String, _ role: Role) {
    self.init(
      VisibleText.runs(ofMasked: line).map { Part($0.text, $0.isMasked ? .muted : role) })
  }

  /// One part of plain text.
  init(stringLiteral value: String) { self.init([Part(value, .plain)]) }

  /// Text with one meaning.
  struct Part: Sendable, Equatable {
    /// As written.
    let text: String
    /// What it means.
    let role: Role

    /// Puts one together from its parts.
    init(_ text: String, _ role: Role = .plain) {
      self.text = text
      self.role = role
    }

    fileprivate var masked: [Part] {
      VisibleText.runs(of: text).map { Part($0.text, $0.isMasked ? .muted : role) }
    }
  }

  /// What a part is, not what it looks like.
  enum Role: Sendable, Equatable {
    case plain, id, good, bad, muted, code, strong
  }

  /// The text alone.
  var plain: String { rendered(colored: false) }

  /// The text, with SGR sequences when `colored`.
  func rendered(colored: Bool) -> String {
    var text = ""
    write(to: &text, colored: colored)
    return text
  }

  /// The same behind a text.
  func write(to text: inout String, colored: Bool) {
    for part in parts {
      if colored, !part.text.isEmpty, let code = part.role.sgr {
        text += "\u{1B}[\(code)m\(part.text)\u{1B}[0m"
      } else {
        text += part.text
      }
    }
  }

  /// The lines of a screen of so many columns, broken between words; those behind the first stand two columns further.
  func wrapped(_ width: Int) -> [StyledText] {
    let plain = plain
    guard DisplayWidth.columns(of: plain) > width else { return [self] }
    let margin = String(plain.prefix { $0 == " " })
    let room = width - margin.count
    guard room > 8 else { return [self] }
    var rest = parts.flatMap { part in part.text.map { (letter: $0, role: part.role) } }[...]
    return TextWrap.lines(plain, width: room, hanging: 2).enumerated().map { place, line in
      // Blanks at a break are gone, and so are those in a row.
      let letters = line.map { letter -> Part in
        if letter != " " { rest = rest.drop { $0.letter == " " } }
        return Part(String(letter), rest.first?.letter == letter ? rest.removeFirst().role : .plain)
      }
      return StyledText(masked: [Part(place == 0 ? margin : margin + "  ")] + letters.joinedByRole)
    }
  }

  /// The lines of a screen of so many columns, each filled before the next begins; only a blank at a break is left out.
  func filling(_ width: Int) -> [StyledText] {
    guard DisplayWidth.columns(of: plain) > width else { return [self] }
    var lines: [[Part]] = [[]]
    var columns = 0
    for part in parts {
      for letter in part.text {
        let own = DisplayWidth.columns(of: String(letter))
        if columns > 0, columns + own > width {
          if lines.last?.last?.text == " " { lines[lines.count - 1].removeLast() }
          lines.append([])
          columns = 0
          if letter == " " { continue }
        }
        lines[lines.count - 1].append(Part(String(letter), part.role))
        columns += own
      }
    }
    return lines.map { StyledText(masked: $0.joinedByRole) }
  }

  /// Parts behind each other.
  static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(masked: left.parts + right.parts)
  }
}

extension [StyledText.Part] {
  /// The same with as few parts as possible.
  fileprivate var joinedByRole: [StyledText.Part] {
    reduce(into: []) { joined, part in
      if let last = joined.last, last.role == part.role {
        joined[joined.count - 1] = StyledText.Part(last.text + part.text, part.role)
      } else {
        joined.append(part)
      }
    }
  }
}

extension StyledText.Role {
  /// The parameters of the SGR sequence (ECMA-48, section 8.3.117); nil for none.
  var sgr: String? {
    switch self {
    case .plain: nil
    case .id: "36"
    case .good: "32"
    case .bad: "31"
    case .muted: "2"
    case .code: "33"
    case .strong: "1"
    }
  }
}
