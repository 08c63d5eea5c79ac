import FoundationEssentials
import Ledger
import Testing
import VideoSDKClient

@testable import ShellCore

/// The table of what starts and stops come to: what the session believes before, what came back, what it believes then.
@Suite struct UnknownOutcomeTests {
  /// What a session believes of a track of its own.
  enum Before: CaseIterable, Sendable {
    case nothing, recording, startUnknown, stopUnknown, stopped
  }

  /// What came back for a request.
  struct Reply: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let error: ClientError?
    let start: StartOutcome
    let stop: StopEnd

    init(_ name: String, _ error: ClientError?, start: StartOutcome, stop: StopEnd) {
      testDescription = name
      self.error = error
      self.start = start
      self.stop = stop
    }

    static func status(_ status: Int, _ message: String = "no") -> ClientError {
      let category: APIProblem.Category =
        status == 409 ? .conflict : status == 400 ? .invalid : .other
      return .http(
        status: status, APIProblem(category: category, message: message, contentKind: .object))
    }
  }

  /// A recording of each sort.
  static let subjects: [RecordedSubject] = [
    .track(Sample.track()), .participant(Sample.participant, room: Sample.room),
    .meeting(Sample.room),
  ]

  private static let origin = try? Sample.origin()

  static let replies: [Reply] = {
    guard let origin else { return [] }
    let cause = ClientError.connectionLost(origin, requestWasSent: true)
    let open: [(String, ClientError)] =
      [
        ("a reset", cause), ("a time-out", .timedOut(after: .seconds(1), requestWasSent: true)),
        ("a status that is none", .malformed(path: "", reason: "the status 099")),
        ("^C behind the request", .cancelled(requestWasSent: true)),
        ("an outcome that the client gave up on", .outcomeUnknown(origin, cause: cause)),
        ("a 500 that it gave up on", .outcomeUnknown(origin, cause: Reply.status(500))),
      ] + [302, 408, 500, 501, 502, 504, 505, 599].map { ("\($0)", Reply.status($0)) }
    let unsent: [(String, ClientError)] = [
      ("no address", .unresolved(host: "h")), ("nobody listens", .refused(origin)),
      ("no way", .unreachable(origin, reason: "no route")),
      ("no TLS", .tls(origin, reason: "bad certificate")),
      ("no credentials", .credentials(.missing)),
      ("no time before it", .timedOut(after: .seconds(1), requestWasSent: false)),
      ("no connection", .connectionLost(origin, requestWasSent: false)),
      ("^C before the request", .cancelled(requestWasSent: false)),
      ("another origin", .redirected(from: origin, to: "https://elsewhere")),
    ]
    let refused = [400, 401, 402, 403, 404, 406, 410, 422, 429, 503]
    return [Reply("2xx", nil, start: .started, stop: .ended)]
      + open.map { Reply($0.0, $0.1, start: .unknown, stop: .open) }
      + unsent.map { Reply($0.0, $0.1, start: .neverSent, stop: .notActedOn) }
      + refused.map {
        Reply("\($0)", Reply.status($0), start: .refused(status: $0), stop: .notActedOn)
      } + [
        Reply(
          "400 not started", Reply.status(400, "Track recording is not started"),
          start: .refused(status: 400), stop: .nothingRan),
        Reply("409", Reply.status(409), start: .refused(status: 409), stop: .notActedOn),
      ]
  }()

  private func session(_ before: Before, _ subject: RecordedSubject) throws -> Session {
    var session = try Sample.classroom()
    session.sent = Date(timeIntervalSince1970: 1_767_355_200)
    let track = subject
    switch before {
    case .nothing: break
    case .recording: session.believe(track, .recording, .known, isOurs: true)
    case .startUnknown:
      session.doubt(track, after: .start, isOurs: true)
    case .stopUnknown:
      session.believe(track, .recording, .known, isOurs: true)
      session.doubt(track, after: .stop)
    case .stopped: session.believe(track, .ended, .known, isOurs: false)
    }
    return session
  }

  private func result(_ request: RecordingRequest, _ reply: Reply) -> StepResult<RecordingRequest> {
    if let error = reply.error { return StepResult(request: request, result: .failure(error)) }
    return StepResult(request: request, result: .success(Sample.answer("done")))
  }

  private func start(
    _ subject: RecordedSubject, _ reply: Reply
  ) throws -> StepResult<RecordingRequest> {
    result(StartSettings().request(for: subject, in: try Sample.classroom()), reply)
  }

  private func stop(
    _ subject: RecordedSubject, _ reply: Reply
  ) -> StepResult<RecordingRequest> {
    result(RecordingRequest(stopping: subject), reply)
  }

  @Test(arguments: replies)
  func `only an answer that says so makes a start refused, or a stop not acted on`(
    _ reply: Reply
  ) throws {
    for subject in Self.subjects {
      #expect(try start(subject, reply).startOutcome == reply.start)
      #expect(stop(subject, reply).stopEnd == reply.stop)
    }
  }

  @Test func `what the service says of a meeting that is not recorded is not started`() {
    let error = ClientError.http(
      status: 404,
      APIProblem(category: .notFound, message: "Room Recording not found", contentKind: .object))

    let result = StepResult<RecordingRequest>(
      request: RecordingRequest(stopping: .meeting(Sample.room)), result: .failure(error))

    #expect(result.stopEnd == .nothingRan)
  }

  @Test(arguments: Before.allCases, replies)
  func `what a start leaves`(_ before: Before, _ reply: Reply) throws {
    for subject in Self.subjects { try checkStart(of: subject, before, reply) }
  }

  private func checkStart(
    of subject: RecordedSubject, _ before: Before, _ reply: Reply
  ) throws {
    var session = try session(before, subject)
    let step = StartStep(command: try startCommand())

    let outcome = step.finish([try start(subject, reply)], in: &session)

    let belief = session.belief(subject)
    let wasOurs = [.recording, .startUnknown, .stopUnknown].contains(before)
    switch reply.start {
    case .started:
      #expect(belief?.state == .recording && belief?.certainty == .known)
      #expect(session.running == [subject])
    case .unknown:
      #expect(belief?.state == .unknown && belief?.unanswered == .start)
      #expect(session.running == [subject])
      #expect(outcome.failures.allSatisfy { $0.refusal == nil || reply.error?.status != nil })
    case .refused(409):
      #expect(belief?.state == .recording)
      #expect(session.running == (wasOurs ? [subject] : []))
    case .refused, .neverSent:
      #expect(belief == (try self.session(before, subject)).belief(subject))
    }
  }

  @Test(arguments: Before.allCases, replies)
  func `what a stop leaves`(_ before: Before, _ reply: Reply) throws {
    for subject in Self.subjects { try checkStop(of: subject, before, reply) }
  }

  private func checkStop(of subject: RecordedSubject, _ before: Before, _ reply: Reply) throws {
    var session = try session(before, subject)
    let unchanged = session.belief(subject)
    let mayRun = unchanged?.state.mayRun == true

    let outcome = StopStep.learn([stop(subject, reply)], in: &session)

    let belief = session.belief(subject)
    switch reply.stop {
    case .ended: #expect(belief?.state == .ended && belief?.certainty == .known)
    case .nothingRan where before == .startUnknown:
      #expect(belief?.state == .idle && belief?.certainty == .known && outcome.failures == [])
    case .nothingRan where before == .stopUnknown:
      #expect(belief?.state == .ended && belief?.certainty == .known && outcome.failures == [])
    case .nothingRan where mayRun:
      #expect(belief?.state == .idle && outcome.failures.count == 1)
    case .open where mayRun: #expect(belief?.state == .unknown && belief?.isOurs == true)
    case .nothingRan, .open, .notActedOn: #expect(belief == unchanged)
    }
    let isOver = [.ended, .nothingRan].contains(reply.stop)
    #expect(session.running == (mayRun && !isOver ? [subject] : []))
  }

  @Test(arguments: subjects)
  func `not started behind an unknown start settles it without a failure`(
    _ subject: RecordedSubject
  ) throws {
    var session = try session(.startUnknown, subject)
    let reply = try #require(Self.replies.first { $0.testDescription == "400 not started" })

    let outcome = StopStep.learn([stop(subject, reply)], in: &session)

    #expect(
      outcome.reports.map(\.json) == [
        .array([
          .object(
            subject.members + [
              .init(
                name: "message",
                value: .string("not started: nothing came of the start whose outcome was unknown")),
              .init(name: "confirmed", value: .string("not started")),
            ])
        ])
      ])
  }

  private func startCommand() throws -> StartCommand {
    let (syntax, span) = try Sample.command("start audio")
    let bound = try StatementBinder.bind(syntax, span: span, in: Scope())
    guard case .command(let command as StartCommand) = bound else {
      throw NotACommand(text: "start audio")
    }
    return command
  }
}

extension ClientError {
  /// The status of an answer that says no.
  fileprivate var status: Int? {
    if case .http(let status, _) = self { status } else { nil }
  }
}
