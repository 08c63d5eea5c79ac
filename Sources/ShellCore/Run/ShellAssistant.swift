import CommandLanguage
import VideoSDKClient

/// Tab and `?` for the prompt: the command table, and the ids this session has seen.
enum ShellAssistant {
  static func make(_ session: Session) -> LineAssistant {
    LineAssistant(
      complete: { line, cursor in
        let completion = Completion.complete(
          line, cursor: cursor, table: table(for: line),
          liveIdentifiers: { identifiers($0, session) })
        return Candidates(
          wordStart: completion.wordStart,
          items: completion.candidates.map {
            Candidates.Item(text: $0.text, summary: $0.summary, endsWord: $0.endsWord)
          })
      },
      explain: { text in
        Explanation.lines(
          for: text, table: table(for: text),
          liveIdentifiers: { identifiers($0, session) })
      })
  }

  /// The command table; behind `set KEY` the value has the key's type.
  private static func table(for line: String) -> GrammarTable {
    let command = line.split(separator: ";").last ?? ""
    let words = command.split(separator: " ")
    let verb = SetCommand.grammar.verb
    guard words.count >= 2, words[0] == verb, let key = SettingKey(rawValue: String(words[1])),
      let name = SetCommand.grammar.parameters.first
    else { return CommandTable.grammars }
    let typed = Grammar(
      verb: verb, summary: SetCommand.grammar.summary,
      parameters: [name, Parameter("VALUE", key.summary, key.type)],
      examples: SetCommand.grammar.examples)
    return GrammarTable(CommandTable.grammars.grammars.map { $0.verb == verb ? typed : $0 })
  }

  private static func identifiers(
    _ kind: IdentifierKind, _ session: Session
  ) -> [(id: String, note: String)] {
    let seen = "seen in this session"
    let seeded = session.target.kind == .sandbox ? "in the sandbox" : nil
    var ids: [(id: String, note: String)] = []
    switch kind {
    case .room:
      ids += [session.room?.rawValue].compactMap { $0 }.map { ($0, seen) }
      ids += session.recordings.map { ($0.key.room.rawValue, seen) }
      if let seeded { ids.append(("abcd-efgh-ijkl", seeded)) }
    case .participant:
      ids += [session.participant?.rawValue].compactMap { $0 }.map { ($0, seen) }
      ids += session.recordings.map { ($0.key.participant.rawValue, seen) }
      if let seeded { ids += ["abcd", "efgh", "ijkl"].map { ($0, seeded) } }
    case .session, .recording: break
    }
    var known: Set<String> = []
    return ids.filter { known.insert($0.id).inserted }
  }
}
