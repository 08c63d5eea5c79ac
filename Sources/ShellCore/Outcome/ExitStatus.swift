/// How the process ends; the first failure wins.
public struct ExitStatus: Sendable, Equatable {
  /// The number or the stable word.
  public let code: Int32

  /// A status with one of the codes in `meanings`.
  public init(code: Int32) { self.code = code }

  /// The status of a failure.
  public init(_ category: Category) { code = category.exitCode }

  /// All went well.
  public static let success = ExitStatus(code: 0)
  /// SIGINT ended it.
  public static let interrupted = ExitStatus(code: 130)
  /// SIGTERM ended it.
  static let terminated = ExitStatus(code: 143)

  /// Each code with its meaning: a clause, lower case, no full stop.
  public static let meanings: [(code: String, meaning: String)] = [
    ("0", "everything ran and every expectation held"),
    ("1", "wrong invocation: a flag, a missing parameter, no such file"),
    ("2", "the script does not check; nothing was sent"),
    (
      "3",
      "no answer, or none that tells what became of a start or stop; or a local file cannot be written"
    ),
    ("4", "an expectation or a `wait until …` failed"),
    ("5", "the service refused, credentials included"),
    ("6", "finished, but recordings it started still run, or may"), ("7", "a bug in vsdk"),
    ("10-99", "what the script said with `quit N`"),
    ("129, 130, 131, 143", "SIGHUP, SIGINT, SIGQUIT, SIGTERM, after the deferred commands"),
  ]

  /// What kind of thing went wrong.
  public enum Category: String, Sendable, CaseIterable {
    /// A wrong flag, a missing parameter, no such file.
    case usage
    /// A script that does not check; nothing was sent.
    case script
    /// No answer, or a local file that cannot be written.
    case transport
    case expectation
    /// The service refused, authentication included.
    case api
    /// Recordings that were started still run, or may.
    case leak
    /// A bug in vsdk.
    case `internal`

    /// The process exit code.
    var exitCode: Int32 {
      switch self {
      case .usage: 1
      case .script: 2
      case .transport: 3
      case .expectation: 4
      case .api: 5
      case .leak: 6
      case .internal: 7
      }
    }
  }
}
