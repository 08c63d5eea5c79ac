import CommandLanguage

/// A text in which places are marked as `^place^` instead of being counted; `^^` marks an empty one.
struct MarkedText {
  let text: String
  let spans: [SourceSpan]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var marks: [Int] = []
    for byte in marked.utf8 {
      if byte == UInt8(ascii: "^") { marks.append(bytes.count) } else { bytes.append(byte) }
    }
    precondition(marks.count.isMultiple(of: 2), "a mark is not closed: \(marked)")
    text = String(decoding: bytes, as: UTF8.self)
    spans = stride(from: 0, to: marks.count, by: 2).map { SourceSpan(marks[$0], marks[$0 + 1]) }
  }

  func source(_ name: String = "test.vsdk") -> SourceText { SourceText(name: name, text: text) }
}

extension Parser {
  /// The lines of a text.
  static func lines(_ text: String, _ dialect: Dialect = .file) -> [ParsedLine] {
    Array(Parser(SourceText(name: "test.vsdk", text: text), dialect: dialect))
  }

  /// The statements of a text, printed; mistakes in angle brackets so that no test misses them.
  static func canonical(_ text: String, _ dialect: Dialect = .file) -> [String] {
    lines(text, dialect).flatMap { line in
      line.statements.map { Printer.print($0) } + line.errors.map { "<\($0.kind)>" }
    }
  }
}
