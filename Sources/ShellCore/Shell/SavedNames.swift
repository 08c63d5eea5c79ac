import CommandLanguage
import VideoSDKClient

/// The names that a saved script defines: parameters, secrets, and what it keeps of answers.
struct SavedNames {
  /// Parameters in the order of their first use.
  private(set) var parameters: [(name: String, value: Word)] = []
  private(set) var secrets: [(name: String, source: SecretSource)] = []
  /// What is kept of a step's answer, by the step's place.
  private(set) var captures: [Int: [(name: String, query: String)]] = [:]

  private let steps: [LoggedCommand]
  /// Where the secrets of the prompt are kept.
  private let sources: [String: SecretSource]
  /// Names that are taken; a lifted id gets another one.
  private var taken: Set<String> = []
  private var lifted: [LiftedID: String] = [:]
  /// `param`s of the prompt that were given more than one value.
  private var reassigned: Set<String> = []

  private struct LiftedID: Hashable {
    let kind: String
    let id: String
  }

  /// - Parameter steps: those of the commandLog that are saved.
  init(_ commandLog: CommandLog, steps: [LoggedCommand]) {
    self.steps = steps
    sources = commandLog.secrets
    var seen: Set<String> = []
    for step in commandLog.steps {
      switch step.body {
      case .parameter(let name, _):
        if !seen.insert(name).inserted { reassigned.insert(name) }
        taken.insert(name)
      case .command(let syntax):
        taken.formUnion(syntax.variableNames)
        if case .capture(let name, _, _) = syntax.form { taken.insert(name.text) }
      case .comment: break
      }
    }
    taken.formUnion(sources.keys)
  }

  /// Makes sure that the script defines what a step reads and no `let` in it has kept.
  mutating func define(
    _ names: Set<String>, of step: LoggedCommand, _ captured: Set<String>
  ) {
    for name in names.sorted() where !captured.contains(name) && !reassigned.contains(name) {
      guard !parameters.contains(where: { $0.name == name }),
        !secrets.contains(where: { $0.name == name })
      else { continue }
      switch step.scope[name] {
      case .text(let text): parameters.append((name, .literal(text)))
      case .json(let value): parameters.append((name, .literal(value.plainText)))
      case .secret:
        if let source = sources[name] { secrets.append((name, source)) }
      case .placeholder, nil: break
      }
    }
  }

  /// Puts the value in the place of a parameter that had several.
  func inlining(_ word: Word, _ step: LoggedCommand) -> Word {
    let pieces = word.pieces.map { piece -> Word.Piece in
      guard case .variable(let reference) = piece, reassigned.contains(reference.name),
        case .text(let text)? = step.scope[reference.name]
      else { return piece }
      return .text(text)
    }
    return Word(pieces, quoting: word.quoting, span: word.span)
  }

  /// The variable that stands for a secret.
  mutating func variable(for source: SecretSource, _ base: String) -> Word {
    let known = secrets.first { $0.source == source }?.name
    let name = known ?? newName(base)
    if known == nil { secrets.append((name, source)) }
    return .variable(name)
  }

  /// The variable that stands for an id.
  mutating func lift(_ id: String, _ kind: IdentifierKind, before place: Int) -> Word {
    let base: String
    let mustBeCreated: Bool
    switch kind {
    case .room: (base, mustBeCreated) = ("room", true)
    case .participant: (base, mustBeCreated) = ("participant", true)
    case .session: (base, mustBeCreated) = ("session", false)
    case .recording, .participantRecording, .meetingRecording:
      (base, mustBeCreated) = ("recording", false)
    case .merge: (base, mustBeCreated) = ("merge", false)
    }
    let origin = steps.indices.prefix(place).last { index in
      guard steps[index].answer?.ids[id] != nil else { return false }
      return !mustBeCreated || steps[index].verb == CreateCommand.grammar.verb
    }
    let key = LiftedID(kind: base, id: id)
    // What one answer brought, a later one may bring again: the first stays in force.
    if let known = lifted[key] { return .variable(known) }
    let name = newName(base)
    lifted[key] = name
    if let origin, let query = steps[origin].answer?.ids[id] {
      captures[origin, default: []].append((name, query))
    } else {
      parameters.append((name, .literal(id)))
    }
    return .variable(name)
  }

  private mutating func newName(_ base: String) -> String {
    var name = base
    var number = 2
    while !taken.insert(name).inserted {
      name = base + String(number)
      number += 1
    }
    return name
  }
}

extension LoggedCommand {
  /// Nil for what is no command.
  var verb: String? {
    if case .command(let syntax) = body { syntax.verb.text } else { nil }
  }
}
