/// What a sandbox serves, where, and how it decides the questions that the documentation leaves open.
public struct SandboxConfiguration: Equatable, Sendable {
  /// The data that a sandbox starts with, and returns to on a reset.
  public enum Seed: String, CaseIterable, Sendable {
    /// One room with a live session, three participants with microphone and camera on, one sharing.
    case classroom
    /// Nothing at all.
    case empty
  }

  /// Whose storage the files of recordings go to.
  public enum Storage: String, CaseIterable, Sendable, Codable {
    /// The service's own: a file can be had at its `fileUrl`, also one for which a folder was asked.
    case vendor
    /// A bucket that the customer has configured: a file has its path there and no `fileUrl`.
    case own
    /// The service's own, and no bucket is configured: a recording that asks for a folder fails.
    case unconfigured = "none"
  }

  /// The answers that are not documented, where a client may want to be tested against each guess.
  public struct Switches: Equatable, Sendable {
    /// The answer to a start of a track that is recorded already.
    public enum DuplicateStart: Int, CaseIterable, Sendable {
      /// Refused as a conflict.
      case conflict = 409
      /// Refused as a bad request.
      case badRequest = 400
      /// Accepted without effect.
      case accepted = 200
    }

    /// The status for a room, session, participant or recording that does not exist.
    public enum NotFound: Int, CaseIterable, Sendable {
      /// The usual status.
      case notFound = 404
      /// The status that the service is documented to use for some resources.
      case paymentRequired = 402
    }

    /// The answer to a start of a track whose recording before is still processed.
    public enum EarlyRestart: Int, CaseIterable, Sendable {
      /// Another recording begins.
      case accepted = 200
      /// Refused as the service is known to refuse one of a whole room.
      case conflict = 409
    }

    /// Whether a token with roles or a scope must carry a `version`.
    public var strictTokens: Bool
    /// The answer to a second start.
    public var duplicateStart: DuplicateStart
    /// The status of what is missing.
    public var notFound: NotFound
    /// The answer to a start while the files of the recording before are processed.
    public var earlyRestart: EarlyRestart

    /// Chooses the answers; by default the likeliest ones.
    public init(
      strictTokens: Bool = false, duplicateStart: DuplicateStart = .conflict,
      notFound: NotFound = .notFound, earlyRestart: EarlyRestart = .accepted
    ) {
      self.strictTokens = strictTokens
      self.duplicateStart = duplicateStart
      self.notFound = notFound
      self.earlyRestart = earlyRestart
    }
  }

  /// The address to bind; anything but a loopback address lets other machines in.
  public var host: String
  /// The port to bind; 0 takes a free one.
  public var port: Int
  /// The data to start with.
  public var seed: Seed
  /// Whether ids and times are the same in every run: time moves by one second a request.
  public var isDeterministic: Bool
  /// The answers that are not documented.
  public var switches: Switches
  /// How long the files of a recording are processed behind its stop, from 0 to ten minutes by the sandbox's own clock.
  ///
  /// Until then the recording has no end.
  public var processing: Duration
  /// Whose storage files go to.
  public var storage: Storage

  /// The pages in browsers that may call the API; none may call the control plane.
  public var allowedOrigins: [WebOrigin]
  /// The names besides those of this machine under which the sandbox serves the API, and to which it sends webhooks.
  public var allowedHosts: [HostName]

  /// The file that keeps everything from one process to the next; nil keeps it in memory only.
  ///
  /// What is in the file goes before `seed`. Faults and the logs of requests and webhooks are not kept.
  public var dataFile: String?

  /// How a URL names the host under which the control plane can be had: an address that means all others means that one too.
  var loopbackHost: String? {
    switch host.lowercased() {
    case "0.0.0.0": "127.0.0.1"
    case "::", "::1": "[::1]"
    case "localhost": "localhost"
    default: host.hasPrefix("127.") ? host : nil
    }
  }

  static let longestProcessing = Duration.seconds(600)

  /// How long the head, and then the body, of a request may take to come in.
  var requestTimeout = Duration.seconds(30)
  /// How long one attempt to deliver a webhook may take.
  var webhookTimeout = Duration.seconds(5)
  /// Requests that a drain waits for are cut off after this time.
  var longestDrain = Duration.seconds(5)

  /// Describes a sandbox on a free loopback port unless told otherwise.
  public init(
    host: String = "127.0.0.1", port: Int = 0, seed: Seed = .classroom,
    isDeterministic: Bool = false, switches: Switches = Switches(),
    processing: Duration = .seconds(1), storage: Storage = .vendor, dataFile: String? = nil,
    allowedOrigins: [WebOrigin] = [], allowedHosts: [HostName] = []
  ) {
    self.host = host
    self.port = port
    self.seed = seed
    self.isDeterministic = isDeterministic
    self.switches = switches
    self.processing = min(max(processing, .zero), SandboxConfiguration.longestProcessing)
    self.storage = storage
    self.dataFile = dataFile
    self.allowedOrigins = allowedOrigins
    self.allowedHosts = allowedHosts
  }
}
