/// Steps of the cursor as a person sees characters and words.
///
/// Pure; libedit's step is one scalar.
enum GraphemeStep {
  /// How many scalars the cursor must move on, because it stands inside a character.
  static func missing(_ line: EditorBridge.Line, movedLeft: Bool) -> Int {
    guard let next = line.after.unicodeScalars.first, !next.isASCII, let last = line.before.last
    else { return 0 }
    let alone = last.unicodeScalars.count
    // What stands around the cursor joins where the two are one character.
    var joined = String(last)
    joined.unicodeScalars.append(next)
    guard joined.count == 1 else { return 0 }
    if movedLeft { return -alone }
    let rest = String(last) + line.after.prefix(2)
    return (rest.first?.unicodeScalars.count ?? alone) - alone
  }

  /// The text up to the end of its first word.
  static func word(_ text: String) -> String {
    let start = text.firstIndex { $0.isLetter || $0.isNumber } ?? text.endIndex
    let end = text[start...].firstIndex { !($0.isLetter || $0.isNumber) } ?? text.endIndex
    return String(text[..<end])
  }
}
