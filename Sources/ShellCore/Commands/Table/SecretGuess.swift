import CommandLanguage

/// Whether a line is likely to hold a secret that nobody has been told of, by its words and by their shape.
///
/// Pure. What it finds stays out of the history file; a line too many is no loss, a secret on the disk is.
enum SecretGuess {
  private static let longestID = 31
  private static let shortestSecret = 6
  private static let names = ["secret", "token", "password", "passwd", "authorization", "bearer"]
  private static let misspelt = ["api-secret", "token", "secret"]

  /// Whether a line holds a secret: one that is known, one where a secret belongs, or one by its looks.
  static func finds(in line: String, _ parsed: [ParsedLine], known: Redactor) -> Bool {
    known.finds(in: line) || parsed.contains { !$0.writtenSecrets.isEmpty } || finds(in: line)
  }

  /// Looks at what follows a word such as `token` or `VIDEOSDK_SECRET`, at long words of letters and digits, and at
  /// passwords in URLs.
  static func finds(in line: String) -> Bool {
    let words = line.split { $0.isWhitespace || $0 == "\"" || $0 == ";" }.map(String.init)
    if words.contains(where: holdsPassword) { return true }
    let parts = words.flatMap { word in word.split { $0 == "=" || $0 == ":" }.map(String.init) }
    if parts.contains(where: isLongKey) { return true }
    return words.indices.contains { place in
      let word = words[place]
      let (name, value) = halves(word)
      guard namesSecret(name) else { return false }
      if let value, isOpen(value) { return true }
      return value == nil && words[(place + 1)...].contains { isOpen($0) }
    }
  }

  /// Why an answer to a question for a secret is not taken; nil where it may be one.
  ///
  /// - Parameter name: what was asked for.
  static func refusal(of answer: String, for name: String) -> String? {
    if readsAsCommand(answer) { return "what was typed is a command of the shell, and was not run" }
    let isWords = name == SettingKey.token.rawValue && !mayBeSecret(answer)
    return isWords ? "what was typed is not a JSON Web Token" : nil
  }

  /// Whether an answer to a question for a secret is a line of the shell instead: it begins with a command.
  static func readsAsCommand(_ answer: String) -> Bool {
    guard let verb = answer.split(whereSeparator: \.isWhitespace).first?.lowercased() else {
      return false
    }
    return CommandTable.grammars.grammar(for: verb) != nil || verb == "exit"
  }

  /// Whether a rejected answer may still be a secret, such as a key in the place of a token, and no ordinary words.
  static func mayBeSecret(_ answer: String) -> Bool {
    !answer.contains(where: \.isWhitespace)
      && answer.contains {
        $0.isNumber || $0.isUppercase || $0.unicodeScalars.first?.isASCII == false
      }
  }

  /// `key=value`, `Key:` or a word alone.
  private static func halves(_ word: String) -> (name: String, value: String?) {
    guard let sign = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return (word, nil) }
    let value = String(word[word.index(after: sign)...])
    return (String(word[..<sign]), value.isEmpty ? nil : value)
  }

  private static func namesSecret(_ word: String) -> Bool {
    let letters = word.lowercased().filter { $0.isLetter || $0.isNumber }
    return names.contains { letters.contains($0) }
      || (SettingKey(rawValue: word) == nil && CommandTable.grammars.grammar(for: word) == nil
        && Suggestion.nearest(to: word, in: misspelt) != nil)
  }

  /// Whether a word could be a secret that is written out.
  private static func isOpen(_ word: String) -> Bool {
    guard word.utf8.count >= shortestSecret, SecretSource(written: word) == nil,
      !word.hasPrefix("${"), !word.hasPrefix("#")
    else { return false }
    let name = halves(word).name
    let isOption = TokenCommand.grammar.options.contains { $0.key == name }
    return !isOption && SettingKey(rawValue: name) == nil
      && CommandTable.grammars.grammar(for: name) == nil && name != "reveal"
  }

  private static func isLongKey(_ word: String) -> Bool {
    word.utf8.count > longestID
      && word.utf8.allSatisfy { isLetter($0) || isDigit($0) || "+-_".utf8.contains($0) }
      && word.utf8.contains(where: isLetter) && word.utf8.contains(where: isDigit)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func holdsPassword(_ word: String) -> Bool {
    guard let scheme = word.firstRange(of: "://") else { return false }
    let authority = word[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard let sign = authority.lastIndex(of: "@") else { return false }
    return authority[..<sign].contains(":")
  }
}
