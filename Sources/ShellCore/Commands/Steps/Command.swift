import CommandLanguage
import VideoSDKClient

/// A command with its arguments bound.
///
/// Pure: it says what is to be done and does nothing.
protocol Command: Sendable {
  /// How it is written, and all that help says of it.
  static var grammar: Grammar { get }

  /// What its `result` is in `--output json`.
  static var result: ResultSchema { get }

  /// Takes arguments that its grammar has typed.
  ///
  /// - Throws: what only the command can know to be wrong in them.
  init(_ arguments: Arguments) throws(Mistakes)

  /// What it does in this session.
  ///
  /// - Throws: `Mistakes` when the session lacks something.
  func plan(in session: Session) throws(Mistakes) -> Action

  /// Whether it changes nothing, here or there, so that it may be repeated at will.
  var onlyReads: Bool { get }

  /// Why only a person at the prompt may give it, such as it is; nil where a script may too.
  var reasonForPrompt: String? { get }

  /// Whether it only tells of the shell: the last answer is then still there to be looked at.
  var leavesLastAnswer: Bool { get }

  /// The files that it makes on this machine; nil for a command that makes none.
  var writing: FileWriting? { get }
}

extension Command {
  /// Most commands change something.
  var onlyReads: Bool { false }

  var leavesLastAnswer: Bool { false }

  /// Most commands make no file.
  var writing: FileWriting? { nil }

  /// What its grammar says.
  var reasonForPrompt: String? {
    if case .promptOnly(let reason) = Self.grammar.availability { reason } else { nil }
  }

  /// Why it is for the prompt where nothing stands behind it.
  static var reasonAlone: String? {
    if case .aloneAtPrompt(let reason) = grammar.availability { reason } else { nil }
  }
}

/// Files that a command makes on this machine.
struct FileWriting {
  /// Where they go, as written; nil for the folder that is current.
  let destination: ArgumentValue?
  /// Whether a file that is there may be written over, once somebody agreed.
  let mayReplace: Bool
}

/// What the interpreter is asked to do next.
enum Action: Sendable {
  /// The command is done: here is its report, and the session as it leaves it; nil where it changes nothing there.
  case done(Report?, Session? = nil)
  /// Requests to send, and what to make of their answers.
  case ask(any Step)
  /// A stop of nothing: this shell has no recording running, and the ledger may know of others.
  case nothingToStop
  /// A room to follow.
  case follow(FollowOrder)
  /// What a person must agree to before the command runs.
  case confirm(Question)
  /// A pause.
  case pause(Duration)
  /// Another script to run in this session.
  case include(Inclusion)
  /// A port to open for webhooks.
  case listen(ListenOrder)
  /// The webhooks that came.
  case lookBack(HooksOrder)
  /// A credential to read from where it is kept.
  case readCredential(SettingKey, CredentialSource)
  /// What the shell itself does; only a command for the prompt asks for it.
  case shell(ShellOrder)
  /// Something about who asks, for a person.
  case identify(IdentityOrder)
  /// What the ledger takes as running, compared with the service.
  case recover(RecoverOrder)
  /// The end of the shell or script, with its exit code.
  case quit(code: Int32)
}

/// Where `set token`, `set api-secret` and `set api-key` find the value.
enum CredentialSource: Sendable, Equatable {
  /// Still to be read.
  case place(SecretSource)
  /// The value of a script's `secret`, read when the script was checked; or a key, which is no secret.
  case variable(String)

  /// Whether it is still to be read.
  var isPlace: Bool { if case .place = self { true } else { false } }
}

/// `wait until CONDITION [within=] [every=]`.
struct Polling: Sendable, Equatable {
  /// What must hold.
  let condition: Condition
  /// How long at most.
  let limit: Duration
  /// The pause between two looks.
  let interval: Duration
}

extension Failure {
  /// - Parameter isQuery: whether it is about what a query looks at, behind which no option can stand.
  static func noRoom(verb: Name, isQuery: Bool = false) -> Failure {
    Failure(
      .script, "no-room", "no room chosen", span: verb.span,
      hints: [
        "`rooms` lists them; choose one with `set room ID`"
          + (isQuery ? " above it" : ", or by `room=ID` behind the command")
      ])
  }

  static func noParticipant(verb: Name, isQuery: Bool = false) -> Failure {
    Failure(
      .script, "no-participant", "no participant chosen", span: verb.span,
      hints: [
        "`participants` lists them; choose one with `set participant ID`"
          + (isQuery
            ? " above it, and again for each of several"
            : ", or by `participant=ID` behind the command")
      ]
        + (["start", "stop"].contains(verb.text)
          ? ["`\(verb.text) audio participant=all` is about everyone in the room"] : []))
  }
}

extension Command {
  /// The order to the shell that a command for the prompt is; nil for any other.
  func shellOrder(in session: Session) -> ShellOrder? {
    guard case .promptOnly = Self.grammar.availability,
      case .shell(let order)? = try? plan(in: session)
    else { return nil }
    return order
  }
}
