public import FoundationEssentials
public import Ledger
public import VideoSDKClient

/// The doors through which the interpreter touches the world; opened once, by the executable.
public struct Services: Sendable {
  /// Sends requests.
  public var transport: any Transport
  /// Measures and waits.
  public var clock: any Clock<Duration>
  /// Tells the time of day.
  public var now: @Sendable () -> Date
  /// Opens the ledger; called at most once, before the first start.
  public var openLedger: @Sendable () throws(LedgerError) -> Ledger
  /// Names this process in the ledger; random.
  public var shellID: String
  /// The variables of the process, read once.
  public var environment: [String: String]
  /// Is told of every secret that a command reads.
  public var redactor: Redactor
  /// Reads a file whole.
  public var readFile: @Sendable (_ path: String) throws(FileProblem) -> [UInt8]
  /// Is told of every request and answer; nil unless `--verbose`.
  public var observe: (@Sendable (Exchange) -> Void)?

  /// Puts one together from its parts.
  public init(
    transport: any Transport, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
    openLedger: @escaping @Sendable () throws(LedgerError) -> Ledger, shellID: String,
    environment: [String: String], redactor: Redactor,
    readFile: @escaping @Sendable (_ path: String) throws(FileProblem) -> [UInt8],
    observe: (@Sendable (Exchange) -> Void)? = nil
  ) {
    self.transport = transport
    self.clock = clock
    self.now = now
    self.openLedger = openLedger
    self.shellID = shellID
    self.environment = environment
    self.redactor = redactor
    self.readFile = readFile
    self.observe = observe
  }
}

/// Why a file could not be read.
public struct FileProblem: Error, Sendable, Equatable {
  /// As given.
  public let path: String
  /// Lower case, such as `no such file`.
  public let reason: String

  /// Puts one together from its parts.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// Measures from now on.
struct Stopwatch: Sendable {
  private let read: @Sendable () -> Duration

  init(_ clock: any Clock<Duration>) { read = Self.reader(clock) }

  var elapsed: Duration { read() }

  private static func reader<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}
