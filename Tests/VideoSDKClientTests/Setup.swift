import FoundationEssentials
import Synchronization
import TestSupport

@testable import VideoSDKClient

/// The pieces that tests of the client have in common.
enum Setup {
  static let room = RoomID("k2jd-91xa-p0qe")
  static let participant = ParticipantID("but3ihic")
  static let start = StartTrackRecording(room: room, participant: participant, kind: .audio)
  static let stop = StopTrackRecording(room: room, participant: participant, kind: .audio)
  static let list = ListTrackRecordings(room: room)
  static let started = "\"track recording started successfully.\""
  static let stopped = "\"track recording ended successfully.\""
  static let emptyList =
    #"{"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}"#
  static let listTarget =
    "/v2/recordings/participant/track?roomId=k2jd-91xa-p0qe&participantId=but3ihic&page=1"
    + "&perPage=100"

  static func record(
    participant: String = "but3ihic", kind: String = "audio", start: String = "10:00:00",
    end: String = "null"
  ) -> String {
    #"{"id":"66976600a8faa5fa9694945c","participantId":"\#(participant)","kind":"\#(kind)","#
      + #""start":"2026-01-02T\#(start).000Z","end":\#(end),"files":[]}"#
  }

  /// A listing whose service says that its clock stands at this time of 2026-01-02.
  static func listing(_ body: String = emptyList, at time: String = "10:00:00") -> Reaction {
    .answer(200, body, type: "application/json", "Date: Fri, 02 Jan 2026 \(time) GMT")
  }

  static func page(_ records: String..., number: Int = 1, last: Int = 1) -> String {
    #"{"pageInfo":{"currentPage":\#(number),"perPage":20,"lastPage":\#(last)},"data":["#
      + records.joined(separator: ",") + "]}"
  }

  /// A token that needs no time and no network to make; its signature means nothing.
  static func token(
    _ claims: String = #"{"apikey":"key","version":2}"#,
    header: String = #"{"alg":"HS256","typ":"JWT"}"#
  ) -> AccessToken {
    let parts = [header, claims].map { text in
      Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
    }
    return AccessToken(parts.joined(separator: ".") + ".canarysignature")
  }

  static func client(
    _ origin: Origin, _ transport: any Transport, retries: Int = 2,
    timeout: Duration = .seconds(20), base: Duration = .milliseconds(1),
    credentials: Credentials? = .token(token()), clock: any Clock<Duration> = ContinuousClock(),
    observe: (@Sendable (Exchange) -> Void)? = nil
  ) -> Client {
    Client(
      origin: origin, credentials: credentials, transport: transport,
      retry: RetryPolicy(retries: retries, base: base, random: { 0.5 }), timeout: timeout,
      clock: clock, observe: observe)
  }

  /// What a call threw; nil when it did not.
  static func failure<Value>(
    _ body: () async throws(ClientError) -> Value
  ) async -> ClientError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  /// Runs a hostile server and a client with a real transport beside it.
  static func against<Result>(
    _ script: @escaping HostileServer.Script, welcome: Welcome = .http,
    options: TransportOptions = TransportOptions(), retries: Int = 2,
    timeout: Duration = .seconds(20), clock: any Clock<Duration> = ContinuousClock(),
    _ body: (Client, HostileServer) async throws -> Result
  ) async throws -> Result {
    try await HostileServer.run(welcome: welcome, script) { server, origin in
      try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
        let client = client(origin, transport, retries: retries, timeout: timeout, clock: clock)
        return try await body(client, server)
      }
    }
  }
}

/// A place for what observers are told.
final class Collected<Value: Sendable>: Sendable {
  private let storage = Mutex<[Value]>([])
  var values: [Value] { storage.withLock { $0 } }
  func add(_ value: Value) { storage.withLock { $0.append(value) } }
}

/// A clock whose sleeps take no time but move it on, so that long waits can be tested.
///
/// Beside real sockets it also keeps a busy machine from eating up a short timeout.
final class InstantClock: Clock {
  struct Instant: InstantProtocol {
    let offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex((now: Duration.zero, sleeps: [Duration]()))

  var now: Instant { Instant(offset: state.withLock { $0.now }) }
  var minimumResolution: Duration { .nanoseconds(1) }
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Lets time pass without anybody sleeping.
  func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(deadline.offset - state.now)
      state.now = max(state.now, deadline.offset)
    }
  }
}
