import CommandLanguage
import VideoSDKClient

/// Tab and `?` for the prompt: the command table, the ids that were seen, and the files that are there.
struct ShellAssistant {
  let session: Session
  let services: Services
  /// Looks for ids in the background; nil where nobody does.
  var lookup: IdentifierLookup?
  /// What was typed before.
  var history = HistoryList([])
  var endsOnNotice = false
  /// The time on the session's clock.
  let now: () -> Duration

  var lineAssistant: LineAssistant {
    let isHighlighting = session.settings.isOn(.highlight)
    let isSuggesting = session.settings.isOn(.suggest)
    return LineAssistant(
      complete: complete, explain: explain, refresh: refresh,
      confirmsPaste: session.target.kind == .live && session.settings.isOn(.confirm),
      endsOnNotice: endsOnNotice, walksCandidates: isSuggesting,
      highlight: isHighlighting
        ? { Highlighter.spans(of: $0, table: CommandTable.grammars) } : { _ in [] },
      suggest: isSuggesting ? suggest : { _ in nil }, refusesFile: refusesFile)
  }

  /// What is kept out of the history is kept out of an editor's file too.
  private func refusesFile(_ line: String) -> String? {
    let parsed = LineEntry(line).lines
    guard SecretGuess.finds(in: line, parsed, known: services.redactor) else { return nil }
    return "the line may hold a secret, and none is written to a file: it is not given to an editor"
  }

  /// The rest of an earlier line, or else the form of the next word.
  private func suggest(_ line: String) -> LineSuggestion? {
    let rest = history.suggestion(behind: line) { entry in
      !Highlighter.spans(of: entry, table: CommandTable.grammars).contains { $0.role == .mistake }
    }
    return rest.map { .rest($0) }
      ?? NextForm.text(behind: line, table: CommandTable.grammars).map { .form($0) }
  }

  private func complete(_ line: String, _ cursor: Int) -> Candidates {
    let completion = Completion.complete(
      line, cursor: cursor, table: CommandTable.grammars,
      liveIdentifiers: { identifiers($0, for: line, cursor) })
    var items = completion.candidates.map {
      Candidates.Item(
        text: $0.text, summary: $0.summary, age: $0.age, endsWord: $0.endsWord)
    }
    if completion.expectsFile {
      items += FileNames(listFolder: services.files.list)
        .candidates(for: completion.typed, in: completion.quote)
    }
    return Candidates(wordStart: completion.wordStart, items: items)
  }

  private func explain(_ text: String, _ columns: Int) -> [String] {
    // All that could come would not fit the screen.
    guard text.contains(where: { !$0.isWhitespace }) else {
      return HelpOverview.page.lines(width: columns)
    }
    return Explanation.lines(
      for: text, table: CommandTable.grammars, width: columns,
      liveIdentifiers: { identifiers($0, for: text, text.utf8.count) })
  }

  private func refresh(
    _ line: String, _ cursor: Int, _ whenDone: @escaping @Sendable () -> Void
  ) -> Bool {
    guard let lookup else { return false }
    var kinds: [IdentifierKind] = []
    _ = Completion.complete(
      line, cursor: cursor, table: CommandTable.grammars,
      liveIdentifiers: { kind in
        kinds.append(kind)
        return []
      })
    guard let kind = kinds.first else { return false }
    return lookup.look(for: kind, in: room(for: line, cursor), session, whenDone: whenDone)
  }

  private func identifiers(
    _ kind: IdentifierKind, for line: String, _ cursor: Int
  ) -> [Completion.LiveIdentifier] {
    var seenIdentifiers = session.seenIdentifiers ?? SeenIdentifiers()
    if let lookup { seenIdentifiers.merge(lookup.found(in: session)) }
    return session.identifiers(kind, seenIdentifiers, in: room(for: line, cursor), at: now())
  }

  /// The room that the command at the cursor is about.
  private func room(for line: String, _ cursor: Int) -> String? {
    let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    let command = before.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let words = command.split(separator: " ", omittingEmptySubsequences: false).dropLast()
    let written = words.last { $0.hasPrefix("room=") }?.dropFirst(5)
    return written.map { String($0) } ?? session.room?.rawValue
  }
}
