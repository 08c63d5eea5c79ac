import NIOCore
import Testing

@testable import SandboxServer

@Suite struct StoreTests {
  private let later = Timestamp(milliseconds: 1_767_348_009_000)

  private let order = RecordingOrder(
    room: "abcd-efgh-ijkl", subject: .track(participantID: "abcd", kind: .audio),
    webhookURL: nil, bucketFolder: nil)

  private func store(changing: (inout SandboxState) -> Void) -> SandboxStore {
    var state = SandboxState(seed: .classroom, isDeterministic: true)
    changing(&state)
    return SandboxStore(
      configuration: SandboxConfiguration(isDeterministic: true, processing: .zero), state: state)
  }

  @Test func `a room without a live session cannot be recorded`() async throws {
    let store = store { $0.sessions[0].end = later }

    await #expect(throws: APIError.sessionNotFound) {
      try await store.start(order, context: ChangeContext(now: later, origin: "http://127.0.0.1"))
    }
  }

  @Test func `a participant who has left cannot be recorded`() async throws {
    let store = store { $0.sessions[0].participants[0].stays[0].end = later }

    await #expect(throws: APIError.participantNotFound) {
      try await store.start(order, context: ChangeContext(now: later, origin: "http://127.0.0.1"))
    }
  }

  @Test func `what is recorded of somebody who leaves stops in the order of its start`()
    async throws
  {
    let webhooks = WebhookQueue()
    let store = SandboxStore(
      configuration: SandboxConfiguration(isDeterministic: true, processing: .zero),
      webhooks: webhooks)
    for (number, kind) in [TrackKind.video, .screenAudio, .audio, .screenVideo].enumerated() {
      let time = Timestamp(milliseconds: later.milliseconds + Int64(number))
      try await store.start(
        told(of: kind), context: ChangeContext(now: time, origin: "http://127.0.0.1"))
    }

    let end = Timestamp(milliseconds: later.milliseconds + 10)
    _ = try await store.leave(
      "abcd", room: "abcd-efgh-ijkl", context: ChangeContext(now: end, origin: "http://127.0.0.1"))

    let events = deliveries(in: webhooks).map(\.event)
    let started = events.filter { $0.type.hasSuffix("-starting") }.map(\.subjectID)
    #expect(started.count == 4)
    #expect(events.filter { $0.type.hasSuffix("-stopped") }.map(\.subjectID) == started)
  }

  @Test func `a reset forgets what was told and what a fault holds back`() async throws {
    let webhooks = WebhookQueue()
    let store = SandboxStore(
      configuration: SandboxConfiguration(isDeterministic: true, processing: .zero),
      webhooks: webhooks)
    try await store.add(Fault(webhook: .reordered))
    // Nothing but `starting` is told of a track that is not published yet.
    try await store.start(
      told(of: .screenAudio, from: "efgh"),
      context: ChangeContext(now: later, origin: "http://127.0.0.1"))
    try await store.start(
      told(of: .audio), context: ChangeContext(now: later, origin: "http://127.0.0.1"))
    let before = deliveries(in: webhooks)
    for delivery in before { await store.settle(delivery, .answered(status: 200)) }
    #expect(before.count == 2)

    await store.reset()

    #expect(await store.webhookLog.entries.isEmpty)
    try await store.start(
      told(of: .screenAudio, from: "efgh"),
      context: ChangeContext(now: later, origin: "http://127.0.0.1"))
    #expect(deliveries(in: webhooks).map(\.generation) == [1])
  }

  @Test func `a queue of webhooks has an end, and its order, however many went through`() {
    let webhooks = WebhookQueue()
    func delivery(_ number: Int) -> WebhookDelivery {
      let event = WebhookEvent(type: "t", roomID: "r", subjectID: String(number), data: [:])
      return WebhookDelivery(generation: 0, event: event, url: Self.receiver, flaw: nil)
    }

    #expect((0..<WebhookQueue.capacity).allSatisfy { webhooks.add(delivery($0)) })
    #expect(!webhooks.add(delivery(-1)))
    #expect(webhooks.next(in: Self.receiver)?.event.subjectID == "0")
    #expect(webhooks.add(delivery(WebhookQueue.capacity)))
    #expect(!webhooks.add(delivery(-2)))

    let rest = deliveries(in: webhooks).map(\.event.subjectID)
    #expect(rest == (1...WebhookQueue.capacity).map(String.init))
    #expect(webhooks.add(delivery(0)))
  }

  @Test(arguments: [(199, false), (200, true), (299, true), (300, false), (404, false)])
  func `a receiver has an event when it answers with 2xx`(_ status: Int, _ isSuccess: Bool) {
    #expect(WebhookDelivery.Outcome.answered(status: status).isSuccess == isSuccess)
  }

  private static let receiver = "http://127.0.0.1:9/hook"

  private func told(of kind: TrackKind, from participantID: String = "abcd") -> RecordingOrder {
    RecordingOrder(
      room: "abcd-efgh-ijkl", subject: .track(participantID: participantID, kind: kind),
      webhookURL: Self.receiver, bucketFolder: nil)
  }

  private func deliveries(in webhooks: WebhookQueue) -> [WebhookDelivery] {
    Array(sequence(state: webhooks) { $0.next(in: Self.receiver) })
  }

  @Test func `a live session is found behind ended ones that made room`() {
    func session(_ id: String, in room: String, end: Timestamp?) -> RoomSession {
      RoomSession(
        id: id, roomID: room, customRoomID: nil, userID: "u", start: later, end: end,
        participants: [])
    }
    var state = SandboxState(seed: .empty, isDeterministic: true)
    state.add(session("first", in: "lively", end: later))
    state.add(session("gone", in: "quiet", end: later))
    state.add(session("second", in: "lively", end: nil))
    for number in 0..<SandboxState.sessionCapacity - 1 {
      state.add(session("s\(number)", in: "busy", end: later))
    }
    state.add(session("last", in: "busy", end: nil))

    #expect(state.sessions.count == SandboxState.sessionCapacity)
    #expect(state.sessions[0].id == "second")
    #expect(state.liveSession(roomID: "lively")?.id == "second")
    #expect(state.liveSession(roomID: "busy")?.id == "last")
    #expect(state.liveSession(roomID: "quiet") == nil)
  }

  @Test func `the oldest finished recordings make room`() {
    var list = RecordingList(capacity: 2)
    let session = SandboxState(seed: .classroom, isDeterministic: true).sessions[0]
    let target = Recording.Target(
      roomID: "r", subject: .track(participantID: "p", kind: .audio))
    let recordings = (0..<4).map {
      Recording(
        id: "id\($0)", target: target, session: session, webhookURL: nil, bucketFolder: nil,
        start: later)
    }
    for recording in recordings { list.append(recording) }

    for index in [1, 2, 3] {
      list.retire(recordings[index].id)
    }

    #expect(list.newestFirst.map(\.id) == ["id3", "id2", "id0"])
  }

  @Test func `the list stays small under many recordings`() {
    var list = RecordingList(capacity: 100)
    let session = SandboxState(seed: .classroom, isDeterministic: true).sessions[0]
    let target = Recording.Target(
      roomID: "r", subject: .track(participantID: "p", kind: .audio))

    for number in 0..<20_000 {
      let recording = Recording(
        id: String(number), target: target, session: session, webhookURL: nil, bucketFolder: nil,
        start: later)
      list.append(recording)
      list.retire(recording.id)
    }

    #expect(list.count == 100)
    #expect(list.newestFirst.first { _ in true }?.id == "19999")
    #expect(list["19900"] != nil)
    #expect(list["19899"] == nil)
  }

  struct Moment: CustomTestStringConvertible {
    let milliseconds: Int64
    let text: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Moment(milliseconds: 0, text: "1970-01-01T00:00:00.000Z"),
    Moment(milliseconds: -1, text: "1969-12-31T23:59:59.999Z"),
    Moment(milliseconds: 951_782_400_000, text: "2000-02-29T00:00:00.000Z"),
    Moment(milliseconds: 1_709_251_199_247, text: "2024-02-29T23:59:59.247Z"),
    Moment(milliseconds: 1_767_348_000_000, text: "2026-01-02T10:00:00.000Z"),
    Moment(milliseconds: 4_107_542_400_001, text: "2100-03-01T00:00:00.001Z"),
  ])
  func `times are printed to the millisecond`(_ moment: Moment) {
    #expect(Timestamp(milliseconds: moment.milliseconds).text == moment.text)
  }

  struct Document: CustomTestStringConvertible {
    let value: JSONValue
    let text: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Document(value: ["b": 1, "a": [.null, true]], text: #"{"b":1,"a":[null,true]}"#),
    Document(
      value: "a\"b\\c/d\u{8}\t\n\u{c}\r\u{1}\u{1f}é🎥", text: #""a\"b\\c/d\b\t\n\f\r\u0001\u001fé🎥""#
    ),
    Document(value: .double(55.055), text: "55.055"),
    Document(value: .double(598), text: "598"),
    Document(value: .double(.nan), text: "null"),
  ])
  func `JSON is written as JavaScript writes it`(_ document: Document) {
    #expect(String(buffer: JSONWriter.buffer(document.value)) == document.text)
  }

  struct Encoded: CustomTestStringConvertible {
    let text: String
    let decoded: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Encoded(text: "demo%40123", decoded: "demo@123"),
    Encoded(text: "%e6%97%a5", decoded: "日"),
    Encoded(text: "100%", decoded: "100%"),
    Encoded(text: "%4", decoded: "%4"),
    Encoded(text: "%zz", decoded: "%zz"),
    Encoded(text: "%ff", decoded: "%ff"),
  ])
  func `escapes are decoded`(_ encoded: Encoded) {
    #expect(PercentEncoding.decode(encoded.text[...]) == encoded.decoded)
  }
}
