import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// A session as it goes into a transcript: commands as they run again, everything else as comments.
///
/// Pure. What a header would have to define is written out, for the header is long written.
struct TranscriptText: Sendable {
  /// The names that a `let` in the file has kept.
  private var kept: Set<String> = []
  /// The file itself, for the scripts that it runs.
  let path: String
  /// The number of the last webhook that stands in it, or that came before it began.
  var lastWebhook: Int

  init(path: String, lastWebhook: Int = 0) {
    self.path = path
    self.lastWebhook = lastWebhook
  }

  /// What stands before the first command: where it was, with which program, and when.
  static func head(_ target: Target, _ version: String, _ now: Date) -> [String] {
    [
      "# target: \(target.label)  \(target.origin)", "# version: \(version)",
      "# begun: \(now.formatted(.iso8601))",
    ]
  }

  /// A webhook that came, as a comment.
  static func line(_ webhook: ReceivedWebhook, at time: String) -> String {
    let words = [webhook.signature.rawValue, webhook.delivery.rawValue, webhook.reason]
      .compactMap(\.self).joined(separator: ", ")
    return "# webhook \(webhook.number) at \(time): "
      + VisibleText.masked("\(webhook.sentence) (\(words))")
  }

  /// One item of a line with its answers.
  ///
  /// - Parameters:
  ///   - state: as it was before.
  ///   - answers: what was shown, as lines.
  mutating func lines(
    _ unit: ScriptUnit, _ outcome: CommandOutcome, comment: String?, in source: SourceText,
    before state: ShellLoop.State, answers: [String]
  ) -> [String] {
    let written = commandLines(unit, outcome, before: state)
      .flatMap { $0.allSatisfy(VisibleText.isPlain) ? $0 : nil }
    let comment = comment.map(VisibleText.masked)
    let spans = [unit.statement].compactMap { $0?.span } + unit.expectations.map(\.span)
    let typed = spans.map { source.text(in: $0) }.joined(separator: "; ")
    var lines = written ?? Self.quoted(typed) + declaration(unit, state)
    if let comment {
      if written?.count == 1 { lines[0] += "  " + comment } else { lines.append(comment) }
    }
    return lines + answers.map(Self.answer)
  }

  /// A line that could not be read, or that is about the shell itself, with what was said of it.
  static func lines(quoting text: String, answers: [String]) -> [String] {
    quoted(text) + answers.map(answer)
  }

  /// Nil for what cannot stand in the script.
  private mutating func commandLines(
    _ unit: ScriptUnit, _ outcome: CommandOutcome, before state: ShellLoop.State
  ) -> [String]? {
    guard outcome.end != .failed, let head = commandLine(unit, outcome, state)
    else { return nil }
    guard outcome.failure == nil else {
      // What was expected did not hold; it is told below.
      return head.isEmpty ? nil : head
    }
    var lines = head
    for statement in unit.expectations {
      guard case .expectation(let expectation) = statement.body,
        let text = expected(expectation, state)
      else { return nil }
      lines.append(text)
    }
    return lines
  }

  /// Empty for expectations with no command above them.
  private mutating func commandLine(
    _ unit: ScriptUnit, _ outcome: CommandOutcome, _ state: ShellLoop.State
  ) -> [String]? {
    guard let statement = unit.statement else { return [] }
    guard case .command(let syntax) = statement.body, isScriptable(syntax, state.scope),
      let replaced = filling(syntax, state), replaced.secretPlace == nil
    else { return nil }
    if case .capture(let name, _, _) = syntax.form { kept.insert(name.text) }
    let isRefused = outcome.end == .refused && syntax.modifier == nil
    return [
      Printer.print(
        CommandSyntax(
          modifier: isRefused ? .try : syntax.modifier, verb: replaced.verb,
          arguments: replaced.arguments, form: replaced.form))
    ]
  }

  /// How a script has the secret that a command takes, for the header is long written.
  private func declaration(_ unit: ScriptUnit, _ state: ShellLoop.State) -> [String] {
    guard let syntax = unit.command, let filled = filling(syntax, state),
      let (key, source) = filled.secretPlace
    else { return [] }
    return [
      Self.answer(
        "in a script: `secret NAME = \(source.drawn)` at the top, and "
          + "`set \(key.rawValue) ${NAME}`")
    ]
  }

  private func isScriptable(_ syntax: CommandSyntax, _ scope: Scope) -> Bool {
    // More may follow, and a `quit` must be the last.
    StatementBinder.reasonForPrompt(syntax, in: scope) == nil
      && syntax.verb.text != QuitCommand.grammar.verb
  }

  /// The command with every variable written out that no `let` above it has kept; nil where that cannot be.
  private func filling(_ syntax: CommandSyntax, _ state: ShellLoop.State) -> CommandSyntax? {
    let isRun = syntax.verb.text == RunCommand.grammar.verb
    let filled = syntax.mapWords { word in
      let word = filling(word, state)
      guard isRun, let text = word.literalText, !text.hasPrefix("/") else { return word }
      return .literal(ScriptPath.relocate(text, to: path))
    }
    return filled.variableNames.isSubset(of: kept) ? filled : nil
  }

  private func expected(_ expectation: ExpectationSyntax, _ state: ShellLoop.State) -> String? {
    let filled = expectation.mapWords { filling($0, state) }
    guard filled.variableNames.isSubset(of: kept) else { return nil }
    return Printer.print(Statement(.expectation(filled), SourceSpan(0, 0)))
  }

  private func filling(_ word: Word, _ state: ShellLoop.State) -> Word {
    let pieces = word.pieces.map { piece -> Word.Piece in
      guard case .variable(let reference) = piece, !kept.contains(reference.name) else {
        return piece
      }
      switch state.scope[reference.name] {
      case .text(let text): return .text(text)
      case .json(let value): return .text(value.plainText)
      case .secret:
        // Where it is kept, not what it is.
        return state.commandLog.secrets[reference.name].map { .text($0.drawn) } ?? piece
      case .placeholder: return piece
      case nil: return reference.fallback.map { .text($0) } ?? piece
      }
    }
    return Word(pieces, quoting: word.quoting, span: word.span)
  }

  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      "# > \(VisibleText.masked(String($0)))"
    }
  }

  private static func answer(_ line: String) -> String {
    line.isEmpty ? "#" : "#   \(VisibleText.masked(line))"
  }
}
