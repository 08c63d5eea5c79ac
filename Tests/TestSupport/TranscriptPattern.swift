/// A line in which `<<regex>>` stands for anything the regex describes; everything else is literal.
public struct TranscriptPattern: Sendable, Equatable {
  /// The line as written.
  public let text: String

  /// A line with any number of holes.
  public init(_ text: String) { self.text = text }

  /// Whether a line is what the pattern describes, from its first to its last character.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func matches(_ line: String) throws -> Bool {
    guard text.contains("<<") else { return text == line }
    return try line.wholeMatch(of: Regex(expression)) != nil
  }

  /// The whole line as one regular expression.
  private var expression: String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "<<"),
      let close = rest[open.upperBound...].firstRange(of: ">>")
    {
      result += Self.literal(rest[..<open.lowerBound])
      result += "(?:\(rest[open.upperBound..<close.lowerBound]))"
      rest = rest[close.upperBound...]
    }
    return result + Self.literal(rest)
  }

  private static func literal(_ text: Substring) -> String {
    text.map { "\\^$.|?*+()[]{}/#&-~ ".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}

extension [TranscriptPattern] {
  /// The place of the first line that differs, counted from 0; nil when all lines match.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func firstMismatch(with lines: [String]) throws -> Int? {
    for (place, pattern) in enumerated() {
      guard lines.indices.contains(place), try pattern.matches(lines[place]) else { return place }
    }
    return lines.count > count ? count : nil
  }

  /// What was seen, with the lines kept whose holes still describe it.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func updated(with lines: [String]) throws -> [TranscriptPattern] {
    var unused = self[...]
    return try lines.map { line in
      guard let place = try unused.firstIndex(where: { try $0.matches(line) }) else {
        return TranscriptPattern(line)
      }
      defer { unused = unused[(place + 1)...] }
      return unused[place]
    }
  }
}
