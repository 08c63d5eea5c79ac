/// The track-recording API as a real HTTP server on this machine, with state and with failures on request.
///
/// It speaks the documented API under `/v2` and is steered under `/sandbox`. It installs no signal
/// handler, prints nothing and leaves no file behind but the data file, if there is one.
public enum Sandbox {
  /// The `apikey` claim of every token that a sandbox accepts.
  public static let apiKey = "sandbox"
  /// The secret that signs the tokens of every sandbox.
  public static let secret = "sandbox-secret-do-not-use-live-0123456789"
}

/// A sandbox that accepts connections: all that a client needs to know of it.
public struct RunningSandbox: Equatable, Sendable {
  /// Scheme, host and port without a slash at the end, for example `http://127.0.0.1:40123`.
  public let endpoint: String
  /// Where a browser on this machine finds the sandbox's page; nil where it listens on no loopback address.
  public let page: String?
  /// The key to put into tokens.
  public let apiKey: String
  /// The secret to sign tokens with; known to everybody and worth nothing elsewhere.
  public let secret: String
  /// The rooms that are there from the start: those of the seed, or those of the data file.
  public let rooms: [String]
  /// The port that is bound.
  public let port: Int
  /// The records of the data file that are damaged and so not served, such as ``recording `66976600a8faa5fa9694945c` ``.
  ///
  /// They stay in the file until a reset.
  public let leftOut: [String]

  init(_ configuration: SandboxConfiguration, port: Int, rooms: [String], leftOut: [String]) {
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    endpoint = "http://\(host):\(port)"
    page = configuration.loopbackHost.map { "http://\($0):\(port)/" }
    apiKey = Sandbox.apiKey
    secret = Sandbox.secret
    self.rooms = rooms
    self.port = port
    self.leftOut = leftOut
  }
}
