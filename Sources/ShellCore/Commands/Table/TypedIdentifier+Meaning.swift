import CommandLanguage

extension TypedIdentifier {
  /// All in a statement that name what is there already, in the order of the text.
  static func all(in syntax: CommandSyntax, _ scope: Scope) -> [TypedIdentifier] {
    if case .nested(let inner) = syntax.form { return all(in: inner, scope) }
    guard syntax.form == .plain, let grammar = CommandTable.grammars.grammar(for: syntax.verb.text)
    else { return [] }
    var arguments = Expansion.expand(syntax.arguments, in: scope).arguments
    var own = grammar
    if case .word(let first)? = arguments.first,
      let form = grammar.alternative(first.text)
        ?? grammar.forms.first(where: { $0.verb == "\(grammar.verb) \(first.text)" })
    {
      own = form
      arguments.removeFirst()
    }
    return namesWhatIsNew(own) ? [] : own.identifiers(in: arguments)
  }

  /// Whether a command names what comes to be by it.
  private static func namesWhatIsNew(_ grammar: Grammar) -> Bool {
    [CreateCommand.grammar.verb, SandboxForm.join.grammar.verb].contains(grammar.verb)
  }
}

extension SeenIdentifiers {
  /// What is wrong with an id; nil where it is one, or may be.
  func mistake(in typed: TypedIdentifier) -> Failure? {
    guard !knows(typed) else { return nil }
    if typed.kind == .participant {
      let namesakes = people(named: typed.text)
      if !namesakes.isEmpty { return .nameForID(typed, namesakes) }
    }
    let other = IdentifierKind.allCases
      .first { kind in kind != typed.kind && seen(kind, in: nil).contains { $0.id == typed.text } }
    return other.map { .otherKind(typed, $0) }
  }

  /// Whether an id of its kind was seen.
  func knows(_ typed: TypedIdentifier) -> Bool {
    seen(typed.kind, in: nil).contains { $0.id == typed.text }
  }

  /// Who is called so, in any case.
  func people(named name: String) -> [SeenIdentifier] {
    let wanted = name.lowercased()
    return seen(.participant, in: nil).filter { $0.name?.lowercased() == wanted }
  }
}

extension Failure {
  fileprivate static func nameForID(
    _ typed: TypedIdentifier, _ namesakes: [SeenIdentifier]
  ) -> Failure {
    let meant = namesakes.prefix(3).map(\.idWithName).joined(separator: " or ")
    return Failure(
      .script, "not-an-id", "`\(typed.text)` is a name, and this takes an id", span: typed.span,
      hints: ["did you mean \(meant)?"])
  }

  fileprivate static func otherKind(_ typed: TypedIdentifier, _ kind: IdentifierKind) -> Failure {
    let list =
      switch typed.kind {
      case .room: "rooms"
      case .participant: "participants"
      case .session: "sessions"
      case .recording: "recordings"
      case .participantRecording: "recordings participant"
      case .meetingRecording: "recordings meeting"
      case .merge: "recordings merge"
      }
    return Failure(
      .script, "other-kind-of-id",
      "`\(typed.text)` is a \(kind.word), and this takes the id of a \(typed.kind.word)",
      span: typed.span, hints: ["`\(list)` lists them"])
  }

  /// Adds what an unknown word may have been meant to be, where it is the id or name of somebody.
  mutating func suggestIdentifiers(_ word: String, _ seen: SeenIdentifiers) {
    switch code {
    case "unknown-choice" where message.hasSuffix("`KIND`"):
      let people = seen.seen(.participant, in: nil).filter { $0.id == word }
      let named = people.isEmpty ? seen.people(named: word) : people
      guard let person = named.first else { return }
      hints.insert("did you mean `participant=\(person.id)`\(person.calledSo)?", at: 0)
    case "unknown-verb":
      let known = [IdentifierKind.room, .participant]
        .first { kind in seen.seen(kind, in: nil).contains { $0.id == word } }
      if let known {
        hints = ["`set \(known.word) \(word)` chooses it"]
      } else if let person = seen.people(named: word).first {
        hints = ["`set participant \(person.id)` chooses \(word)"]
      }
    default: break
    }
  }
}

extension IdentifierKind {
  fileprivate var word: String {
    switch self {
    case .room: "room"
    case .participant: "participant"
    case .session: "session"
    case .recording: "track recording"
    case .participantRecording: "participant recording"
    case .meetingRecording: "meeting recording"
    case .merge: "merge"
    }
  }
}
