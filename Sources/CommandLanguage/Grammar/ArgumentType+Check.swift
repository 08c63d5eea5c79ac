/// What one value must look like.
extension ArgumentType {
  /// The typed value, or what is wrong with the word.
  public func check(
    _ word: ExpandedWord, parameter: String, isSecret: Bool
  ) -> Result<ArgumentValue, BindError> {
    if let name = word.secretName, !isSecret {
      return .failure(BindError(.misplacedSecret(name), word.span))
    }
    guard !word.isPlaceholder else {
      return .success(
        ArgumentValue(
          text: word.text, span: word.span, isPlaceholder: true, secretName: word.secretName,
          isComputed: word.isComputed))
    }
    let text = presentName(of: word.text)
    let shown = isSecret ? BindError.redacted : text
    if let (kind, part) = mistake(in: text, shown: shown, parameter: parameter) {
      return .failure(BindError(kind, part.map(word.span(of:)) ?? word.span))
    }
    return .success(
      ArgumentValue(
        text: text, span: word.span, duration: duration(of: word.text),
        integer: integer(of: word.text), secretName: word.secretName,
        isComputed: word.isComputed))
  }

  /// The name that a choice has now, where a text is one that it had.
  private func presentName(of text: String) -> String {
    guard case .choice(let choices) = self else { return text }
    return choices.first { $0.formerName == text }?.name ?? text
  }

  /// The names a value may have; empty when it is free.
  var choiceNames: [String] {
    switch self {
    case .choice(let choices), .choices(let choices): choices.map(\.name)
    case .text, .identifier, .integer, .duration, .url, .file: []
    }
  }

  private func hasChoice(_ name: String) -> Bool {
    switch self {
    case .choice(let choices), .choices(let choices): choices.contains { $0.name == name }
    case .text, .identifier, .integer, .duration, .url, .file: false
    }
  }

  /// What is wrong with a value, and the part of it that is; nil for all of it.
  private func mistake(
    in text: String, shown: String, parameter: String
  ) -> (kind: BindError.Kind, part: Substring?)? {
    if case .choices = self { return listMistake(in: text, shown: shown, parameter: parameter) }
    return wholeMistake(in: text, shown: shown, parameter: parameter).map { ($0, nil) }
  }

  private func wholeMistake(
    in text: String, shown: String, parameter: String
  ) -> BindError.Kind? {
    switch self {
    case .text, .choices: nil
    case .identifier(let kind):
      Self.isIdentifier(text) ? nil : .badIdentifier(shown, kind: kind)
    case .integer(let range):
      integer(of: text) == nil ? .badInteger(shown, range: range) : nil
    case .duration: durationMistake(in: text, shown: shown)
    case .url: Self.isURL(text) ? nil : .badURL(shown)
    case .file: text.isEmpty ? .emptyFile : nil
    case .choice: choiceMistake(in: text, shown: shown, parameter: parameter)
    }
  }

  private func choiceMistake(
    in text: String, shown: String, parameter: String
  ) -> BindError.Kind? {
    guard !hasChoice(text) else { return nil }
    return .unknownChoice(
      shown, parameter: parameter, choices: choiceNames,
      suggestion: Suggestion.nearest(to: text, in: choiceNames) ?? choice(describedBy: text))
  }

  /// The choice whose summary is the word: `microphone` is `audio`.
  private func choice(describedBy word: String) -> String? {
    guard case .choice(let choices) = self else { return nil }
    return choices.first { $0.summary == "the \(word.lowercased())" }?.name
  }

  private func listMistake(
    in text: String, shown: String, parameter: String
  ) -> (kind: BindError.Kind, part: Substring?)? {
    var seen: Set<Substring> = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let shownItem = shown == text ? String(item) : shown
      if let kind = choiceMistake(in: String(item), shown: shownItem, parameter: parameter) {
        return (kind, item)
      }
      if !seen.insert(item).inserted {
        return (.repeatedChoice(shownItem, parameter: parameter), item)
      }
    }
    return nil
  }

  private func durationMistake(in text: String, shown: String) -> BindError.Kind? {
    if DurationLiteral.parse(text) != nil { return nil }
    if case .number = Literal(bare: text) { return .bareNumber(shown) }
    return .badDuration(shown)
  }

  private func duration(of text: String) -> Duration? {
    if case .duration = self { DurationLiteral.parse(text) } else { nil }
  }

  private func integer(of text: String) -> Int? {
    guard case .integer(let range) = self, text.utf8.first != UInt8(ascii: "+"),
      let value = Int(text), range.contains(value)
    else { return nil }
    return value
  }

  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        // The table of properties costs more than all the rest.
        scalar.isASCII
          ? (0x21...0x7E).contains(scalar.value)
          : !scalar.properties.isWhitespace && !scalar.isControl
      }
  }

  private static func isURL(_ text: String) -> Bool {
    let schemes = ["http://", "https://"]
    guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }),
      isIdentifier(text)
    else { return false }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return !host.isEmpty && host.first != ":"
  }
}
