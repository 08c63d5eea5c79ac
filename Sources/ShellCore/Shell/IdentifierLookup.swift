import CommandLanguage
import Synchronization
import VideoSDKClient

/// Asks the service in the background which rooms, people, sessions and recordings there are, for Tab.
///
/// It asks only when a key asks for ids, each thing at most once in ten seconds, and only with the session's own
/// credentials. A class because the editor's thread and the task that asks share it.
public final class IdentifierLookup: Sendable {
  // A name typed at one sitting needs one look; a service that is slow or fails is left alone for as long.
  private static let freshness = Duration.seconds(10)
  private static let timeout = "5s"

  private struct Subject: Sendable, Hashable {
    let kind: IdentifierKind
    let room: String?
  }

  private enum Look: Sendable {
    case underWay([@Sendable () -> Void])
    case ended(at: Duration)
  }

  private struct State: Sendable {
    var origin: Origin?
    var revision: Int?
    var looks: [Subject: Look] = [:]
    var seenIdentifiers = SeenIdentifiers()
  }

  private struct Order: Sendable {
    let subject: Subject
    let session: Session
  }

  private let clients: ClientCache
  private let now: @Sendable () -> Duration
  private let state = Mutex(State())
  private let orders: AsyncStream<Order>
  private let ordered: AsyncStream<Order>.Continuation

  /// Looks through the interpreter's own doors, but tells nobody of its requests.
  public init(interpreter: Interpreter) {
    var services = interpreter.services
    services.observe = nil
    clients = ClientCache(services: services)
    now = { interpreter.age }
    (orders, ordered) = AsyncStream.makeStream()
  }

  /// Looks until the task is cancelled.
  public func run() async {
    await withDiscardingTaskGroup { group in
      for await order in orders {
        group.addTask { await self.look(order) }
      }
    }
  }

  /// What was found so far at the session's origin with its credentials.
  func found(in session: Session) -> SeenIdentifiers {
    state.withLock { state in
      adopt(session, &state)
      return state.seenIdentifiers
    }
  }

  /// Has a kind of ids looked up unless that was done a moment ago.
  ///
  /// - Returns: whether an answer is on its way; `whenDone` is then called once.
  func look(
    for kind: IdentifierKind, in room: String?, _ session: Session,
    whenDone: @escaping @Sendable () -> Void
  ) -> Bool {
    guard
      session.target.kind == .sandbox
        || session.credentials.resolve(for: session.target.origin) != nil
    else { return false }
    let subject = Subject(kind: kind, room: kind == .room ? nil : room)
    return state.withLock { state in
      adopt(session, &state)
      switch state.looks[subject] {
      case .underWay(let waiting): state.looks[subject] = .underWay(waiting + [whenDone])
      case .ended(let time) where now() - time < Self.freshness: return false
      case .ended, nil:
        state.looks[subject] = .underWay([whenDone])
        ordered.yield(Order(subject: subject, session: session))
      }
      return true
    }
  }

  /// What another origin told, or told someone else, is of no use.
  private func adopt(_ session: Session, _ state: inout State) {
    let revision = session.credentials.revision
    guard state.origin != session.target.origin || state.revision != revision else { return }
    state = State(origin: session.target.origin, revision: revision)
  }

  private func look(_ order: Order) async {
    let seen = await seenIdentifiers(for: order)
    let waiting = state.withLock { state -> [@Sendable () -> Void] in
      // The person may have gone elsewhere in the meantime.
      guard state.origin == order.session.target.origin,
        state.revision == order.session.credentials.revision
      else { return [] }
      defer { state.looks[order.subject] = .ended(at: now()) }
      state.seenIdentifiers.note(seen)
      guard case .underWay(let waiting) = state.looks[order.subject] else { return [] }
      return waiting
    }
    for done in waiting { done() }
  }

  private func seenIdentifiers(for order: Order) async -> [SeenIdentifier] {
    var session = order.session
    session.settings.put(.timeout, Self.timeout, from: .standard)
    session.settings.put(.retries, "0", from: .standard)
    let client = clients.client(for: session)
    // The control plane meets none of the faults that wait for a request, and is in no list of requests.
    if session.target.kind == .sandbox {
      return await answer(SandboxRequest.state, client) { SandboxIdentifiers(state: $0) }
    }
    let room = order.subject.room.map { RoomID($0) }
    switch order.subject.kind {
    case .room: return await answer(ListRooms(perPage: 100), client) { $0 }
    case .session: return await answer(ListSessions(room: room), client) { $0 }
    case .participant:
      return await answer(ListSessions(room: room, status: "ongoing"), client) { $0 }
    case .recording:
      return await answer(RecordingList(sort: .track, room: room, perPage: 100), client) { $0 }
    case .participantRecording:
      return await answer(RecordingList(sort: .participant, room: room, perPage: 100), client) {
        $0
      }
    case .meetingRecording:
      guard room != nil else { return [] }
      return await answer(RecordingList(sort: .meeting, room: room, perPage: 100), client) { $0 }
    case .merge: return await answer(ListMerges(room: room), client) { $0 }
    }
  }

  /// What an answer tells; nothing when there is none, for whoever types a line did not ask for errors.
  private func answer<Request: Endpoint>(
    _ request: Request, _ client: Client, _ source: (Request.Response) -> any IdentifierSource
  ) async -> [SeenIdentifier] {
    guard let answer = try? await client.send(request) else { return [] }
    return source(answer.value).seenIdentifiers(at: now())
  }
}
