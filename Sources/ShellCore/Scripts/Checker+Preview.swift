import CommandLanguage
import VideoSDKClient

/// What a run would send, told and not sent.
extension Checker {
  /// Characters of a command that are told with each of its requests.
  private static let longestRepeatedText = 400

  /// Tells every request that a checked script would begin its commands with, in the order of the run; sends nothing.
  ///
  /// It ends where its task is cancelled, and when it takes too long.
  ///
  /// - Parameters:
  ///   - limit: nil for as long as it takes.
  ///   - whole: the limit as a person gave it, where a part of it is used up.
  /// - Returns: a failure when the time was up.
  @discardableResult
  public static func plan(
    _ script: CheckedScript, session: Session, services: Services, within limit: Duration? = nil,
    of whole: Duration? = nil, tell: (PlannedRequest) -> Void
  ) -> Failure? {
    withoutActuallyEscaping(tell) { tell in
      var checker = Checker(
        script.source.name, services: services, rules: CheckRules(), within: limit,
        tellRequest: tell)
      checker.library = script.library
      checker.secrets = script.secrets
      var session = session
      session.begin(script.source.name, services)
      checker.walk(
        script.source, ScriptHeader(script.source), script.scope, in: &session,
        chain: [script.source.name], includedFrom: [])
      checker.pass(nil, in: &session)
      checker.runDeferred(in: &session)
      checker.pass(nil, in: &session)
      guard checker.gaveUp, !Task.isCancelled else { return nil }
      return (whole ?? limit).map { .planLimit($0) }
    }
  }

  /// Tells the stops of what is to be stopped at a time that passes meanwhile.
  ///
  /// - Parameter duration: nil for as long as there is something to be stopped.
  mutating func pass(_ duration: Duration?, in session: inout Session) {
    guard tellsRequests else { return }
    let end = duration.map { session.now + $0 }
    while let left = session.timeToDeadline, end.map({ session.now + left <= $0 }) ?? true {
      session.now += max(left, .zero)
      for track in session.dueTracks {
        if let site = timedStarts[track] {
          tell([RecordingRequest(stopping: track)], session, site)
        }
        session.believe(track, .ended, .assumed, isOurs: false)
      }
    }
    if let end { session.now = max(session.now, end) }
  }

  /// Notes where recordings were started, for the stops that come at their time.
  mutating func note(_ requests: [any Endpoint], startedAt site: Diagnostic.Location) {
    guard tellsRequests else { return }
    for request in requests.compactMap({ $0 as? RecordingRequest }) where request.deed == .start {
      timedStarts[request.subject] = site
    }
  }

  /// What stands behind `dry` or `as` must be as right as if it ran; nothing comes of it.
  mutating func preview(
    _ order: PreviewOrder, at site: Diagnostic.Location, _ session: Session, chain: [String]
  ) {
    guard case .command(let command) = order.command else { return }
    let (doubts, deferred, tellRequest) = (doubts, deferred, tellRequest)
    self.tellRequest = nil
    var trial = session
    run(command, at: site, in: &trial, chain: chain)
    (self.doubts, self.deferred, self.tellRequest) = (doubts, deferred, tellRequest)
  }

  func tell(
    _ requests: [any Endpoint], _ session: Session, _ site: Diagnostic.Location
  ) {
    guard let tellRequest else { return }
    let client = clients.client(for: session)
    let origin = session.target.kind == .sandbox ? nil : session.target.origin
    var command = WrittenCommand(site)
    // What stands in front of each of thousands of requests is not as long as all of them.
    if requests.count > 1, command.text.utf8.count > Self.longestRepeatedText {
      let text = services.redactor.redact(command.text)
      command.text = text.prefix(Self.longestRepeatedText) + "…"
    }
    for request in requests {
      tellRequest(PlannedRequest(command, request, of: client, origin: origin))
    }
  }
}
