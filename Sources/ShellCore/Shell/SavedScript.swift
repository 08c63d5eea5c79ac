import CommandLanguage
import VideoSDKClient

/// What was done at the prompt as a script: ids as parameters, an expectation for each answer.
///
/// Pure. An id that an earlier answer brought is taken from that answer again (`let`), because another run gets another;
/// rooms and participants only where this very session created them, for they are what a replay is given.
struct SavedScript {
  private(set) var text = ""
  /// How many commands are in it.
  private(set) var commandCount = 0
  /// How many were left out because they hold a secret.
  private(set) var secretCount = 0

  private let steps: [LoggedCommand]
  private let path: String
  private var names: SavedNames

  /// - Parameters:
  ///   - path: where it is going to be, for the scripts that it runs.
  ///   - entries: the lines of the history that are meant; nil for all.
  ///   - isSecret: whether a text holds a secret.
  init(
    _ commandLog: CommandLog, path: String, entries: ClosedRange<Int>?, isSecret: (String) -> Bool
  ) {
    self.path = path
    var chosen: [LoggedCommand] = []
    for step in commandLog.steps where step.isMeant(entries) {
      if isSecret(step.written) {
        secretCount += 1
      } else {
        chosen.append(step)
      }
    }
    steps = chosen
    names = SavedNames(commandLog, steps: chosen)
    write()
  }

  private mutating func write() {
    let prelude = preludeLines()
    var body: [[String]] = []
    var captured: Set<String> = []
    for (place, step) in steps.enumerated() {
      body.append(lines(of: step, at: place, captured: &captured))
    }
    for (place, kept) in names.captures {
      body[place] += kept.map { "let \($0.name) = \($0.query)" }
    }
    if steps.last(where: { $0.answer != nil })?.answer?.running ?? 0 > 0,
      let first = steps.firstIndex(where: { $0.verb == StartCommand.grammar.verb })
    {
      body[first].insert("defer stop all  # something still ran when this was saved", at: 0)
    }
    let header =
      ["vsdk 1"] + names.parameters.map { "param \($0.name) = \(Printer.print($0.value))" }
      + names.secrets.map { secret in
        Printer.print(
          Statement(
            .secret(name: Name(secret.name, SourceSpan(0, 0)), source: secret.source),
            SourceSpan(0, 0))
        )
      }
    text = (header + [""] + prelude + body.flatMap { $0 }).joined(separator: "\n") + "\n"
  }

  /// The settings that were in force before the first command and are not the defaults.
  private mutating func preludeLines() -> [String] {
    guard let first = steps.first(where: { $0.verb != nil }) else { return [] }
    return SettingLines.changed(in: first.settings, isListening: first.isListening).map {
      key, text in
      var word = Word.literal(text)
      if case .identifier(let kind) = key.type { word = names.lift(text, kind, before: 0) }
      return "set \(key.rawValue) \(Printer.print(word))"
    }
  }

  private mutating func lines(
    of step: LoggedCommand, at place: Int, captured: inout Set<String>
  ) -> [String] {
    guard case .command(let syntax) = step.body else {
      // A parameter stands in the header, once something reads it.
      return step.comment.map { [$0] } ?? []
    }
    commandCount += 1
    names.define(syntax.variableNames, of: step, captured)
    let command = lifting(syntax, of: step, at: place)
    if case .capture(let name, _, _) = syntax.form { captured.insert(name.text) }
    let modifier: CommandSyntax.Modifier? = step.needsTry ? .try : syntax.modifier
    let written = Printer.print(
      CommandSyntax(
        modifier: modifier, verb: command.verb, arguments: command.arguments, form: command.form))
    let head = step.comment.map { "\(written)  \($0)" } ?? written
    return [head] + expectations(of: step, syntax, captured)
  }

  private mutating func expectations(
    of step: LoggedCommand, _ syntax: CommandSyntax, _ captured: Set<String>
  ) -> [String] {
    var own: [String] = []
    var looksAtStatus = false
    for statement in step.expectations {
      guard case .expectation(let expectation) = statement.body else { continue }
      names.define(expectation.variableNames, of: step, captured)
      if case .condition(let condition) = expectation.claim, condition.query.root == .http {
        looksAtStatus = true
      }
      let replaced = expectation.mapWords { names.inlining($0, step) }
      own.append(Printer.print(Statement(.expectation(replaced), SourceSpan(0, 0))))
    }
    // What was refused once may be refused again, and need not be.
    guard let answer = step.answer, !step.needsTry else { return own }
    var seen: [String] = []
    if !looksAtStatus, let http = answer.http { seen.append("expect http == \(http)") }
    if answer.isRefusal, answer.http == nil, own.isEmpty { seen.append("expect error") }
    if !answer.isRefusal { seen += stateLines(syntax, answer) }
    return seen.filter { !own.contains($0) } + own
  }

  /// What a `start` or `stop` of the session's own tracks led to.
  private func stateLines(_ syntax: CommandSyntax, _ answer: LoggedAnswer) -> [String] {
    let verbs = [StartCommand.grammar.verb, StopCommand.grammar.verb]
    let words = syntax.arguments.compactMap { argument -> String? in
      if case .word(let word) = argument { word.literalText } else { nil }
    }
    let isElsewhere = syntax.arguments.contains { argument in
      if case .option(let key, _) = argument {
        ["room", "participant"].contains(key.text)
      } else {
        false
      }
    }
    guard verbs.contains(syntax.verb.text), !isElsewhere else { return [] }
    return RecordedSubject.stateNames.compactMap { name in
      let word = name.hasSuffix("_recording") ? String(name.dropLast("_recording".count)) : name
      guard words.contains(word), let state = answer.states[name] else { return nil }
      return "expect state.\(name) == \(state.rawValue)"
    }
  }

  private mutating func lifting(
    _ syntax: CommandSyntax, of step: LoggedCommand, at place: Int
  ) -> CommandSyntax {
    var position = 0
    var key: SettingKey?
    var grammar = CommandTable.command(for: syntax.verb.text)?.grammar
    if case .word(let first)? = syntax.arguments.first, let word = first.literalText,
      let alternative = grammar?.alternative(word)
    {
      (grammar, position) = (alternative, -1)
    }
    let inlined = syntax.mapWords { names.inlining($0, step) }
    let arguments = inlined.arguments.map { argument -> ArgumentSyntax in
      switch argument {
      case .option(let name, let value):
        let type = grammar?.options.first { $0.key == name.text }?.type
        return .option(key: name, value: lifted(value, type, place))
      case .word(let word):
        defer { position += 1 }
        if syntax.verb.text == SetCommand.grammar.verb, position == 0 {
          key = word.literalText.flatMap { SettingKey(rawValue: $0) }
        }
        if let key, position == 1 { return .word(setting(word, key, place)) }
        let parameters = grammar?.parameters ?? []
        let type = parameters.indices.contains(position) ? parameters[position].type : nil
        return .word(lifted(word, type, place))
      }
    }
    return CommandSyntax(
      modifier: syntax.modifier, verb: syntax.verb, arguments: arguments, form: inlined.form)
  }

  private mutating func setting(_ word: Word, _ key: SettingKey, _ place: Int) -> Word {
    guard key.isSecret, let text = word.literalText, let source = SecretSource(written: text)
    else { return lifted(word, key.type, place) }
    return names.variable(for: source, key == .token ? "token" : "secret")
  }

  private mutating func lifted(_ word: Word, _ type: ArgumentType?, _ place: Int) -> Word {
    guard let text = word.literalText, !text.isEmpty else { return word }
    switch type {
    case .file where !text.hasPrefix("/"):
      return .literal(ScriptPath.relocate(text, to: path))
    case .identifier(let kind):
      // Words that stand for more than one, or for a kind.
      if text == "all" || (kind == .recording && TrackKind.known.contains(TrackKind(text))) {
        return word
      }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return names.lift(text, kind, before: place) }
      let words = parts.map {
        $0.isEmpty ? Word.literal("") : names.lift(String($0), kind, before: place)
      }
      return Word(
        Array(words.map(\.pieces).joined(separator: [.text(",")])), quoting: .bare,
        span: SourceSpan(0, 0))
    default: return word
    }
  }
}
