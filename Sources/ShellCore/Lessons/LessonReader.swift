import CommandLanguage

/// Reads the file of a lesson: directives (`#: KEY TEXT`), and below some of them the statements of a part.
///
/// Pure. `title`, `version`, `task`, `word` and `hint` say something; `setup`, `check`, `solution` and `wrong` begin a
/// part, which goes on to the next directive. Every mistake is found, each with its place.
struct LessonReader {
  /// What a directive begins with.
  enum Key: String, CaseIterable {
    case title, version, task, word, hint, setup, check, solution, wrong

    var takesText: Bool { self != .setup && self != .solution }
    var repeats: Bool { [.task, .word, .hint, .check, .wrong].contains(self) }
    var beginsPart: Bool { [.setup, .check, .solution, .wrong].contains(self) }
  }

  /// A directive with the statements below it.
  private struct Part {
    let key: Key
    let text: String
    let span: SourceSpan
    let line: Int
    var lines: [ParsedLine] = []

    var statements: [Statement] { lines.flatMap(\.statements) }
  }

  private let source: SourceText
  private var parts: [Part] = []
  private var mistakes: [Failure] = []
  private var setupLines: [SourceSpan] = []

  /// Reads a lesson.
  ///
  /// - Parameter name: what it is called.
  /// - Throws: `Mistakes` with everything that is wrong in it, in the order of the text.
  static func read(_ source: SourceText, name: String) throws(Mistakes) -> Lesson {
    var reader = LessonReader(source)
    for line in Parser(source, dialect: .file) { reader.take(line) }
    reader.check()
    let lesson = reader.lesson(name)
    guard reader.mistakes.isEmpty else { throw Mistakes(reader.mistakes.inOrder) }
    return lesson
  }

  private init(_ source: SourceText) { self.source = source }

  private mutating func take(_ line: ParsedLine) {
    for error in line.errors { report(.parse(error, in: source), error.span) }
    if let comment = line.comment, let word = comment.key {
      guard line.statements.isEmpty else { return report(.sharedDirective, comment.span) }
      return take(word, comment.value ?? "", comment.span, line.line)
    }
    guard let first = line.statements.first else { return }
    guard let last = parts.indices.last, parts[last].key.beginsPart else {
      return report(.statementOutsidePart, first.span)
    }
    for statement in line.statements { judge(statement, in: parts[last].key) }
    parts[last].lines.append(line)
    if parts[last].key == .setup { setupLines.append(line.span) }
  }

  private mutating func take(_ word: String, _ text: String, _ span: SourceSpan, _ line: Int) {
    guard let key = Key(rawValue: word) else { return report(.unknownDirective(word), span) }
    if key.takesText, text.isEmpty { report(.silentDirective(key), span) }
    if !key.takesText, !text.isEmpty { report(.talkingDirective(key), span) }
    if !key.repeats, parts.contains(where: { $0.key == key }) {
      report(.repeatedDirective(key), span)
    }
    if key == .version, (Int(text) ?? 0) < 1 { report(.badLessonVersion(text), span) }
    parts.append(Part(key: key, text: text, span: span, line: line))
  }

  private mutating func judge(_ statement: Statement, in key: Key) {
    switch statement.body {
    // The environment of a lesson is its own.
    case .secret where key == .setup: break
    case .version, .parameter, .secret: report(.headerInLesson, statement.span)
    case .command where key == .check: report(.commandInCheck, statement.span)
    case .command, .expectation: break
    }
  }

  // MARK: The whole

  private func all(_ key: Key) -> [Part] { parts.filter { $0.key == key } }

  private mutating func check() {
    let end = SourceSpan(source.utf8.count, source.utf8.count)
    for key in [Key.title, .task, .check, .solution, .wrong] where all(key).isEmpty {
      report(.missingDirective(key), end)
    }
    if all(.hint).count < 2 { report(.tooFewHints(all(.hint).count), end) }
    for part in parts where part.key.beginsPart && part.key != .setup && part.statements.isEmpty {
      report(.emptyPart(part.key), part.span)
    }
  }

  private func lesson(_ name: String) -> Lesson {
    func texts(_ key: Key) -> [String] { all(key).map(\.text) }
    return Lesson(
      name: name, version: texts(.version).first.flatMap { Int($0) } ?? 1,
      title: texts(.title).first ?? name, tasks: texts(.task), words: texts(.word),
      hints: texts(.hint), setup: setup(name),
      checks: all(.check).map { part in
        Lesson.Check(
          text: part.text, line: part.line,
          expectations: part.statements.compactMap { statement in
            if case .expectation(let expectation) = statement.body { expectation } else { nil }
          })
      },
      solution: all(.solution).flatMap { lines(of: $0) },
      wrongs: all(.wrong).map { Lesson.Wrong(text: $0.text, line: $0.line, lines: lines(of: $0)) })
  }

  private func lines(of part: Part) -> [Lesson.Line] {
    part.lines.map { Lesson.Line(text: source.text(in: $0.span).trimmingSpace, number: $0.line) }
  }

  /// The set-up alone, every other sign a blank.
  private func setup(_ name: String) -> SourceText {
    var bytes = source.utf8.map { $0 == 0x0A ? $0 : 0x20 }
    for span in setupLines {
      bytes.replaceSubrange(span.start..<span.end, with: source.utf8[span.start..<span.end])
    }
    return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
  }

  private mutating func report(_ failure: Failure, _ span: SourceSpan) {
    mistakes.append(failure.located(at: Diagnostic.Location(source: source, span: span)))
  }
}

extension Failure {
  private static func lesson(_ code: String, _ message: String, hint: String) -> Failure {
    Failure(.script, code, message, hints: [hint])
  }

  fileprivate static func unknownDirective(_ word: String) -> Failure {
    let keys = LessonReader.Key.allCases.map(\.rawValue)
    return lesson(
      "unknown-directive", "a lesson has no directive `\(word)`",
      hint: Suggestion.nearest(to: word, in: keys).map { "did you mean `\($0)`?" }
        ?? "it has \(keys.map { "`\($0)`" }.joined(separator: ", "))")
  }

  fileprivate static func silentDirective(_ key: LessonReader.Key) -> Failure {
    lesson(
      "silent-directive", "nothing stands behind `#: \(key.rawValue)`",
      hint: key == .version ? "write a number from 1" : "write its text in the same line")
  }

  fileprivate static func talkingDirective(_ key: LessonReader.Key) -> Failure {
    lesson(
      "talking-directive", "`#: \(key.rawValue)` takes no text",
      hint: "its statements stand in the lines below")
  }

  fileprivate static func repeatedDirective(_ key: LessonReader.Key) -> Failure {
    lesson(
      "repeated-directive", "`#: \(key.rawValue)` stands here a second time",
      hint: "a lesson has one")
  }

  fileprivate static func badLessonVersion(_ text: String) -> Failure {
    lesson(
      "bad-lesson-version", "`\(text)` is no version of a lesson", hint: "write a number from 1")
  }

  fileprivate static let sharedDirective = lesson(
    "shared-directive", "a directive stands behind a statement",
    hint: "give it a line of its own")

  fileprivate static let statementOutsidePart = lesson(
    "statement-outside-part", "this statement belongs to no part",
    hint: "put it below `#: setup`, `#: check TEXT`, `#: solution` or `#: wrong TEXT`")

  fileprivate static let headerInLesson = lesson(
    "header-in-lesson", "a lesson has no header",
    hint: "leave out `vsdk`, `param` and `secret`: nobody gives a lesson arguments")

  fileprivate static let commandInCheck = lesson(
    "command-in-check", "a check does nothing: it looks", hint: "write `expect …`")

  fileprivate static func emptyPart(_ key: LessonReader.Key) -> Failure {
    lesson(
      "empty-part", "nothing stands below `#: \(key.rawValue)`",
      hint: key == .check ? "write what must hold: `expect …`" : "write the lines to type")
  }

  fileprivate static func missingDirective(_ key: LessonReader.Key) -> Failure {
    lesson(
      "missing-directive", "the lesson has no `#: \(key.rawValue)`",
      hint: "every lesson has a title, a task, hints, a check, a solution and a wrong way")
  }

  fileprivate static func tooFewHints(_ count: Int) -> Failure {
    lesson(
      "too-few-hints", "the lesson has \(count == 1 ? "1 hint" : "no hints")",
      hint: "write two at least: a nudge, and then the way")
  }
}
