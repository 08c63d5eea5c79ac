import FoundationEssentials
import Synchronization
import VideoSDKClient

/// Tells a person, once each, that the token in use is about to end and that it has ended.
///
/// Only a token that was made elsewhere is watched: what is signed here is renewed in time. The shell says which token
/// is in use before each prompt; a task of its own waits for the moments to come. A class because the two share it.
public final class TokenWatch: Sendable {
  /// How long before the end it is told.
  static let warning = Duration.seconds(600)

  private struct Subject: Sendable, Equatable {
    let token: AccessToken
    let source: String
    let end: Date
  }

  private struct State: Sendable {
    var revision: Int?
    var origin: Origin?
    var subject: Subject?
    var told: [Moment: Set<AccessToken>] = [:]
  }

  private enum Moment: Sendable {
    case warned, ended
  }

  private let services: Services
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State())
  private let subjects: AsyncStream<Subject>
  private let found: AsyncStream<Subject>.Continuation

  /// - Parameter tell: is given a line for people; may be called on any thread.
  public init(services: Services, tell: @escaping @Sendable (String) -> Void) {
    self.services = services
    self.tell = tell
    (subjects, found) = AsyncStream.makeStream()
  }

  /// Takes note of the token that the session would send now.
  func follow(_ session: Session) {
    let origin = session.target.origin
    let subject = state.withLock { state -> Subject? in
      guard state.revision != session.credentials.revision || state.origin != origin else {
        return nil
      }
      state.revision = session.credentials.revision
      state.origin = origin
      let subject = Self.subject(of: session)
      guard subject != state.subject else { return nil }
      state.subject = subject
      return subject
    }
    if let subject { found.yield(subject) }
  }

  /// Waits and tells, until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      for await subject in subjects {
        group.addTask { await self.watch(subject) }
      }
    }
  }

  private static func subject(of session: Session) -> Subject? {
    guard let resolved = session.credentials.resolve(for: session.target.origin),
      case .token(let token) = resolved.credentials, let end = try? token.inspect().expiresAt
    else { return nil }
    return Subject(token: token, source: resolved.provenance, end: end)
  }

  private func watch(_ subject: Subject) async {
    do {
      try await rest(until: Self.warning, before: subject)
      let left = left(of: subject)
      if left > .zero, isNews(subject, .warned) {
        tell(
          "the token in use (\(subject.source)) ends in \(DurationText.short(left)) "
            + "and cannot be renewed: `token` takes a new one")
      }
      try await rest(until: .zero, before: subject)
      if isNews(subject, .ended) {
        tell(
          "the token in use (\(subject.source)) has ended: nothing is sent until `token` "
            + "takes a new one")
      }
    } catch {
      // The shell ends.
    }
  }

  private func left(of subject: Subject) -> Duration {
    Duration(boundedSeconds: subject.end.timeIntervalSince(services.now()))
  }

  private func rest(until margin: Duration, before subject: Subject) async throws {
    let pause = left(of: subject) - margin
    guard pause > .zero else { return }
    try await services.clock.sleep(for: pause)
  }

  /// Whether this token is still the one in use, and nobody was told of it.
  private func isNews(_ subject: Subject, _ moment: Moment) -> Bool {
    state.withLock { state in
      state.subject == subject
        && state.told[moment, default: []].insert(subject.token).inserted
    }
  }
}
