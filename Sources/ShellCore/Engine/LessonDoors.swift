public import VideoSDKClient

/// What only the process can open for lessons.
public struct LessonDoors: Sendable {
  /// Starts a sandbox that nobody else uses.
  var openSandbox: @Sendable () async throws(SandboxProblem) -> OwnSandbox
  /// The lines of the progress; none where no file is.
  var readProgress: @Sendable () throws(FileProblem) -> [String]
  /// Adds a line to the progress, for its owner alone to read.
  var addProgress: @Sendable (_ line: String) throws(FileProblem) -> Void

  /// Puts one together from its parts.
  public init(
    openSandbox: @escaping @Sendable () async throws(SandboxProblem) -> OwnSandbox,
    readProgress: @escaping @Sendable () throws(FileProblem) -> [String],
    addProgress: @escaping @Sendable (_ line: String) throws(FileProblem) -> Void
  ) {
    self.openSandbox = openSandbox
    self.readProgress = readProgress
    self.addProgress = addProgress
  }
}

/// A sandbox of one's own, until it is closed.
public struct OwnSandbox: Sendable {
  let origin: Origin
  let apiKey: String
  let secret: Secret
  /// Ends it, with all that runs there.
  let close: @Sendable () -> Void

  /// Puts one together from its parts.
  public init(
    origin: Origin, apiKey: String, secret: Secret, close: @escaping @Sendable () -> Void
  ) {
    self.origin = origin
    self.apiKey = apiKey
    self.secret = secret
    self.close = close
  }
}

/// Why there is no sandbox.
public struct SandboxProblem: Error, Sendable {
  /// Lower case, no full stop.
  let reason: String

  /// Takes the system's reason.
  public init(reason: String) { self.reason = reason }
}

/// Sends to one origin and nowhere else, whatever a person sets.
struct ConfinedTransport: Transport {
  let transport: any Transport
  let origin: Origin

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    try admit(call)
    return try await transport.send(call)
  }

  func open(_ call: HTTPCall) async throws(ClientError) -> HTTPStream {
    try admit(call)
    return try await transport.open(call)
  }

  private func admit(_ call: HTTPCall) throws(ClientError) {
    guard call.origin != origin else { return }
    throw .unreachable(call.origin, reason: "a lesson stays in its sandbox")
  }
}
