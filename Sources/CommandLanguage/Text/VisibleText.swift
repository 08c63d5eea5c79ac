/// The one masking of what others wrote: text that a terminal shows and never obeys.
///
/// What is not seen by itself is shown as `\u{1b}`: control characters (C0, DEL, C1; tabs and line ends too), the line and
/// paragraph separators, and every format character or other code point that Unicode wants ignored (bidirectional marks,
/// zero-width characters, soft hyphens, tags, fillers, variation selectors), and the later parts of a Hangul syllable that
/// stand behind no earlier one, where terminals differ. What is drawn as a picture stays legible:
/// between two emoji a zero-width joiner is kept, and behind one the selector of its form. Masking twice changes nothing.
public enum VisibleText {
  /// A stretch of a text.
  public struct Run: Equatable {
    /// As it is shown.
    public let text: String
    /// Whether it stands for what would not be seen.
    public let isMasked: Bool
  }

  /// The text with nothing in it that is not seen.
  public static func masked(_ text: String) -> String {
    isPlain(text) ? text : runs(of: text).map(\.text).joined()
  }

  /// The same line by line: the text's line feeds are our own.
  public static func maskedLines(_ text: String) -> String {
    guard !isASCII(text) else { return text }
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { masked(String($0)) }.joined(separator: "\n")
  }

  /// Whether masking leaves the text as it is.
  public static func isPlain(_ text: String) -> Bool {
    if isASCII(text) { return true }
    // Nearly always nothing depends on what stands beside it.
    return text.unicodeScalars.allSatisfy { !hides($0) && !Hangul.isPart($0) }
      || !runs(of: text).contains(where: \.isMasked)
  }

  /// The text in stretches of what is seen and what is not; none for an empty text.
  public static func runs(of text: String) -> [Run] {
    var runs: [Run] = []
    var plain = String.UnicodeScalarView()
    func flush() {
      if !plain.isEmpty { runs.append(Run(text: String(plain), isMasked: false)) }
      plain = String.UnicodeScalarView()
    }
    for (scalar, isSeen) in scalars(of: text) {
      guard !isSeen else {
        plain.append(scalar)
        continue
      }
      flush()
      runs.append(Run(text: "\\u{\(String(scalar.value, radix: 16))}", isMasked: true))
    }
    flush()
    return runs
  }

  /// The scalars, each with whether it is shown as it is; a joiner in a picture is.
  public static func scalars(of text: String) -> [(scalar: Unicode.Scalar, isSeen: Bool)] {
    let scalars = Array(text.unicodeScalars)
    var before: Unicode.Scalar?
    return scalars.indices.map { place in
      let scalar = scalars[place]
      let isSeen =
        hides(scalar) ? isPartOfPicture(place, in: scalars) : Hangul.isWhole(scalar, behind: before)
      before = isSeen ? scalar : nil
      return (scalar: scalar, isSeen: isSeen)
    }
  }

  /// The stretches of a text that was masked before; what a person wrote in the same signs counts as masked.
  public static func runs(ofMasked text: String) -> [Run] {
    var runs: [Run] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "\\u{")?.lowerBound {
      let sign = rest[start...].prefix { $0 != "}" }
      let digits = sign.dropFirst(3)
      guard sign.endIndex < rest.endIndex, (1...6).contains(digits.count),
        digits.allSatisfy({ $0.isHexDigit && !$0.isUppercase })
      else {
        let end = rest.index(start, offsetBy: 3)
        runs.append(Run(text: String(rest[..<end]), isMasked: false))
        rest = rest[end...]
        continue
      }
      let end = rest.index(after: sign.endIndex)
      if start > rest.startIndex {
        runs.append(Run(text: String(rest[..<start]), isMasked: false))
      }
      runs.append(Run(text: String(rest[start..<end]), isMasked: true))
      rest = rest[end...]
    }
    return rest.isEmpty ? runs : runs + [Run(text: String(rest), isMasked: false)]
  }

  /// Whether a scalar is not seen, or does something to a terminal or to the order of a line.
  public static func hides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: return false
    case ..<0xA0: return true
    // The sign of Braille without a dot.
    case 0x2800: return true
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// Nearly always; the tables of Unicode cost more than all the rest of an answer.
  private static func isASCII(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    } ?? false
  }

  private static func isPartOfPicture(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let next = place + 1 < scalars.count ? scalars[place + 1] : nil
    switch scalars[place].value {
    case 0xFE0E, 0xFE0F:
      guard place > 0 else { return false }
      // `1`, selector, keycap.
      return isPicture(scalars[place - 1]) || (isKey(scalars[place - 1]) && next?.value == 0x20E3)
    case 0x200D:
      guard let next, isPicture(next), place > 0 else { return false }
      let last = scalars[place - 1]
      guard last.value == 0xFE0F else { return isPicture(last) }
      return place > 1 && isPicture(scalars[place - 2])
    default: return false
    }
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
  }

  private static func isKey(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isEmoji
  }
}

/// How the parts of a Hangul syllable follow each other (Unicode Standard Annex 29, table 2: L, V, T, LV, LVT).
private enum Hangul {
  /// False for a vowel or an end that has nothing before it to belong to.
  static func isWhole(_ scalar: Unicode.Scalar, behind before: Unicode.Scalar?) -> Bool {
    guard let before = before?.value else { return !isPart(scalar) }
    let isSyllable = (0xAC00...0xD7A3).contains(before)
    let hasEnd = isSyllable && (before - 0xAC00) % 28 != 0
    if isVowel(scalar.value) {
      return isBeginning(before) || isVowel(before) || (isSyllable && !hasEnd)
    }
    return !isEnd(scalar.value) || isVowel(before) || isEnd(before) || isSyllable
  }

  /// Whether it is a vowel or an end of its own, which may belong to what stands before it.
  static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    isVowel(scalar.value) || isEnd(scalar.value)
  }

  private static func isBeginning(_ value: UInt32) -> Bool {
    (0x1100...0x115F).contains(value) || (0xA960...0xA97C).contains(value)
  }

  private static func isVowel(_ value: UInt32) -> Bool {
    (0x1160...0x11A7).contains(value) || (0xD7B0...0xD7C6).contains(value)
  }

  private static func isEnd(_ value: UInt32) -> Bool {
    (0x11A8...0x11FF).contains(value) || (0xD7CB...0xD7FB).contains(value)
  }
}
