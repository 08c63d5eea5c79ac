/// How the process ends; the first failure wins.
public struct ExitStatus: Sendable, Equatable {
  /// The number or the stable word.
  public let code: Int32

  /// A status with a code of the table in the README.
  public init(code: Int32) { self.code = code }

  /// The status of a failure.
  public init(_ category: Category) { code = category.exitCode }

  /// All went well.
  public static let success = ExitStatus(code: 0)
  /// SIGINT ended it.
  public static let interrupted = ExitStatus(code: 130)
  /// SIGTERM ended it.
  static let terminated = ExitStatus(code: 143)

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
