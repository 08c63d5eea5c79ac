import CEditLine

/// Asks, between two keys, what becomes of several pasted lines.
struct PasteQuestion {
  enum Answer {
    case run, edit, cancel
  }

  private static let longestAnswer = 8

  let lineCount: Int
  let reader: KeyReader
  let screen: EditorScreen
  let notices: Notices?
  /// Takes the terminal again after the process was stopped and continued.
  let takeTerminal: () -> Void

  /// Returns once a line has decided; an input that ends decides against it.
  func ask() -> Answer {
    var typed = ""
    show()
    while true {
      switch reader.next() {
      case .key(.character(0x03)), .key(.character(0x04)), .key(.character(0x1B)): return .cancel
      case .key(.character(0x0D)), .key(.character(0x0A)):
        if let answer = Self.answer(typed) { return answer }
        typed = ""
        screen.write("\r\n")
        show()
      case .key(.character(0x7F)), .key(.character(0x08)):
        if typed.popLast() != nil { screen.write("\u{8} \u{8}") }
      case .key(.character(let key)):
        guard typed.count < Self.longestAnswer, (0x21..<0x7F).contains(key),
          let letter = Unicode.Scalar(key)
        else { break }
        typed.unicodeScalars.append(letter)
        screen.write(String(letter))
      case .key(.paste), .key(.named), .key(.alt), .key(.sequence), .resized: break
      case .woken:
        let texts = notices?.take() ?? []
        screen.write(
          "\r\u{1b}[J" + texts.flatMap(screen.lines(of:)).map { $0 + "\r\n" }.joined())
        show(typed)
      case .continued:
        takeTerminal()
        show(typed)
      case .end: return .cancel
      }
    }
  }

  private func show(_ typed: String = "") {
    let dot = screen.isUTF8 ? " · " : ", "
    screen.write(
      "\r\(lineCount) lines pasted on LIVE: r run\(dot)e edit\(dot)Enter cancel: \(typed)")
  }

  private static func answer(_ typed: String) -> Answer? {
    switch typed.lowercased() {
    case "r", "run": .run
    case "e", "edit": .edit
    case "", "c", "cancel": .cancel
    default: nil
    }
  }
}
