public import CommandLanguage
import Ledger
public import VideoSDKClient

/// A command with its arguments bound.
///
/// Pure: it says what is to be done and does nothing.
public protocol Command: Sendable {
  /// How it is written, and all that help says of it.
  static var grammar: Grammar { get }

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
}

extension Command {
  /// Most commands change something.
  var onlyReads: Bool { false }
}

/// What the interpreter is asked to do next.
public enum Action: Sendable {
  /// The command is done: here is its report and the session as it leaves it.
  case done(Report?, Session)
  /// Requests to send, and what to make of their answers.
  case ask(any Step)
  /// A pause.
  case pause(Duration)
  /// Another script to run in this session.
  case include(Inclusion)
  /// A port to open for webhooks.
  case listen(ListenOrder)
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

/// Where `set token` and `set api-secret` find the value.
public enum CredentialSource: Sendable, Equatable {
  /// Still to be read.
  case place(SecretSource)
  /// The value of a script's `secret`, read when the script was checked.
  case variable(String)
}

/// A `run` command: the file and its arguments.
public struct Inclusion: Sendable, Equatable {
  /// As written.
  public let path: String
  /// The place in the text.
  public let span: Span
  /// What was given for it.
  public let arguments: [Arguments.OpenOption]
}

/// `wait until CONDITION [within=] [every=]`.
public struct Polling: Sendable, Equatable {
  /// What must hold.
  public let condition: Condition
  /// How long at most.
  public let limit: Duration
  /// The pause between two looks.
  public let interval: Duration
}

/// Requests of one kind that go out together, and what their answers mean.
public protocol Step: Sendable {
  associatedtype Request: Endpoint

  /// The requests, in the order in which their answers are reported.
  ///
  /// - Throws: `Mistakes` when the session lacks something.
  func requests(in session: Session) throws(Mistakes) -> [Request]

  /// Takes all answers, changes the session, and says what comes next.
  func finish(_ results: [StepResult<Request>], in session: inout Session) -> StepOutcome

  /// Changes the session as if every request had succeeded; for the check and the dry run.
  ///
  /// - Returns: the step that would follow, where one surely does.
  func presume(_ requests: [Request], in session: inout Session) -> (any Step)?
}

extension Step {
  /// Most answers leave the session as it was.
  public func presume(_ requests: [Request], in session: inout Session) -> (any Step)? { nil }
}

/// A request with its answer or its failure.
public struct StepResult<Request: Endpoint>: Sendable {
  /// What was asked.
  public let request: Request
  /// The answer, or why there is none.
  public let result: Result<Answer<Request.Response>, ClientError>
}

/// What a step's answers led to.
public struct StepOutcome: Sendable {
  /// What succeeded.
  public var reports: [Report]
  /// One for each request that failed, with what it was about.
  public var failures: [RequestFailure]
  /// What the answers lack, although every request succeeded.
  public var unmet: [Failure]
  /// Nil when the command is done.
  public var next: (any Step)?
  /// Files to fetch once the command's last answer is there.
  public var transfer: Transfer?
  /// What the ledger is told.
  var ledger: [LedgerNote] = []
  /// What a person is asked about.
  var toDecide: [Recovered] = []

  /// Puts one together from its parts.
  public init(
    reports: [Report] = [], failures: [RequestFailure] = [], unmet: [Failure] = [],
    next: (any Step)? = nil, transfer: Transfer? = nil
  ) {
    self.reports = reports
    self.failures = failures
    self.unmet = unmet
    self.next = next
    self.transfer = transfer
  }
}

/// A request that failed.
public struct RequestFailure: Sendable {
  /// What it was about, such as `audio · abcd · abcd-efgh-ijkl`.
  public let subject: String
  /// Why it failed.
  public let error: ClientError
  /// Further things to say, such as a belief that was repaired.
  public var notes: [String] = []
  /// The request itself, without credentials; set where a failure shows it.
  var call: HTTPCall?
  /// Whether the sandbox itself was asked, and not the API that it serves.
  var isOfControlPlane = false
  /// Whether the request could change nothing, answered or not.
  var onlyRead = false
}

extension Failure {
  static func noRoom(verb: Name) -> Failure {
    Failure(
      .script, "no-room", "no room chosen", span: verb.span,
      hints: ["use `set room ID`, or `room=ID` behind the command"])
  }

  static func noParticipant(verb: Name) -> Failure {
    Failure(
      .script, "no-participant", "no participant chosen", span: verb.span,
      hints: ["use `set participant ID`, or `participant=ID` behind the command"])
  }
}
