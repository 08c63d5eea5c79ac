public import FoundationEssentials
public import Ledger
public import VideoSDKClient

/// The doors through which the interpreter touches the world; opened once, by the executable.
public struct Services: Sendable {
  /// Sends requests.
  public var transport: any Transport
  /// Measures and waits.
  var clock: any Clock<Duration>
  /// Tells the time of day.
  var now: @Sendable () -> Date
  /// Tells how many seconds the person's clock is ahead of UTC at a moment.
  public var secondsFromUTC: @Sendable (Date) -> Int = { _ in 0 }
  /// Opens the ledger for a kind of target, and makes it when it is missing; called once for each.
  var openLedger: @Sendable (Target.Kind) throws(LedgerError) -> Ledger
  /// Whether there is one that another shell may have written.
  public var hasLedger: @Sendable (Target.Kind) -> Bool = { _ in true }
  /// Names this process in the ledger; random.
  var shellID: String
  /// The variables of the process, read once.
  var environment: [String: String]
  /// Is told of every secret that a command reads.
  public var redactor: Redactor
  /// Files on disk.
  var files: Files
  /// The program with its version, such as `vsdk 0.1.0`.
  public var version = "vsdk"
  /// What scripts may do beyond what every script may.
  public var allowance = ScriptAllowance()
  /// Asks a person for a secret, which is not shown while it is typed.
  var askSecret: @Sendable (_ name: String) throws(QuestionProblem) -> String
  /// Opens a port of this machine for webhooks; 0 takes a free one.
  var openReceiver:
    @Sendable (_ port: Int, _ take: @escaping WebhookIntake) async throws(ReceiverProblem) ->
      any WebhookPort
  /// Is told of every verified webhook as it comes, in a line for people; nil where nobody looks.
  var tellWebhook: (@Sendable (String) -> Void)?
  /// What lessons need of the process; nil where there are none.
  public var lessons: LessonDoors?
  /// Looks into a file that the session wrote, for `state.files`; nil where nobody knows more than its size.
  var examineFile: (@Sendable (_ path: String) async -> [JSONValue.Member])?
  /// Is told of every request and answer; nil unless `--verbose`.
  var observe: (@Sendable (Exchange) -> Void)?
  /// Writes a secret that the person asked for by name; nil where there is no place for it.
  public var reveal: (@Sendable (String) -> Void)?
  /// What `doctor` looks at; nil where it is not known.
  public var systemFacts: SystemFacts?
  /// Is told of each wait before something is tried again; nil where nobody looks.
  public var waiting: (@Sendable (RetryWait) -> Void)?
  /// Is told how far a command has come, once it has taken a while; nil where nobody looks.
  var progress: (@Sendable (_ done: Int, _ total: Int, _ unit: ProgressUnit) -> Void)?

  /// Puts one together from its parts.
  public init(
    transport: any Transport, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
    openLedger: @escaping @Sendable (Target.Kind) throws(LedgerError) -> Ledger, shellID: String,
    environment: [String: String], redactor: Redactor,
    files: Files,
    askSecret: @escaping @Sendable (_ name: String) throws(QuestionProblem) -> String,
    openReceiver:
      @escaping @Sendable (
        _ port: Int, _ take: @escaping WebhookIntake
      ) async throws(ReceiverProblem) -> any WebhookPort,
    tellWebhook: (@Sendable (String) -> Void)? = nil,
    observe: (@Sendable (Exchange) -> Void)? = nil,
    progress: (@Sendable (_ done: Int, _ total: Int, _ unit: ProgressUnit) -> Void)? = nil
  ) {
    self.transport = transport
    self.clock = clock
    self.now = now
    self.openLedger = openLedger
    self.shellID = shellID
    self.environment = environment
    self.redactor = redactor
    self.files = files
    self.askSecret = askSecret
    self.openReceiver = openReceiver
    self.tellWebhook = tellWebhook
    self.observe = observe
    self.progress = progress
  }
}

extension Session {
  /// A script begins, which may do what its permit says; one that another runs has that one's.
  mutating func begin(_ script: String, _ services: Services) {
    permit = permit ?? ScriptPermit(script, at: target, services.allowance, services.files)
  }
}

extension SecretReader {
  init(services: Services) {
    self.init(
      environment: services.environment, redactor: services.redactor,
      files: services.files, askSecret: services.askSecret,
      refusal: SecretGuess.refusal)
  }
}
