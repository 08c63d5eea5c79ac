import CEditLine

/// Asks, between two keys, what becomes of several pasted lines.
struct PasteQuestion {
  enum Answer {
    case run, edit, cancel
  }

  let lineCount: Int
  let reader: KeyReader
  let screen: EditorScreen
  let notices: Notices?
  /// Takes the terminal again after the process was stopped and continued.
  let takeTerminal: () -> Void

  /// Returns once a key has decided; an input that ends decides against it.
  func ask() -> Answer {
    show()
    while true {
      switch reader.next() {
      case .key(.character(let key)):
        if let answer = Self.answer(to: key) { return answer }
      case .key(.paste), .resized: break
      case .woken:
        let texts = notices?.take() ?? []
        screen.write(
          "\r\u{1b}[J" + texts.flatMap(screen.lines(of:)).map { $0 + "\r\n" }.joined())
        show()
      case .continued:
        takeTerminal()
        show()
      case .end: return .cancel
      }
    }
  }

  private func show() {
    let dot = screen.isUTF8 ? " · " : ", "
    screen.write("\r\(lineCount) lines pasted on LIVE: r run\(dot)e edit\(dot)c cancel ")
  }

  private static func answer(to key: UInt32) -> Answer? {
    switch Unicode.Scalar(key) {
    case "r", "R": .run
    case "e", "E": .edit
    case "c", "C", "\u{3}", "\u{4}", "\u{1b}": .cancel
    default: nil
    }
  }
}
