import CommandLanguage
import Ledger
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct FailureTests {
  @Test(arguments: Case.all)
  func `a request that failed is told in words`(_ one: Case) throws {
    let failure = Failure.request(
      RequestFailure(subject: "audio · abcd · room", error: one.error), at: try Sample.origin())

    #expect(DiagnosticText.render(failure.diagnostic).joined(separator: "\n") == one.text)
    #expect(failure.category == one.category)
    #expect(failure.code == one.code)
  }

  @Test(arguments: Refused.all)
  func `a refusal gives a hint that fits its status`(_ one: Refused) throws {
    let problem = APIProblem(
      category: one.category, message: one.message, code: one.serviceCode,
      contentKind: .object)

    let failure = Failure.request(
      RequestFailure(subject: "x", error: .http(status: one.status, problem)),
      at: try Sample.origin())

    #expect(failure.category == .api)
    #expect(failure.message == "the API refused with \(one.status): \(one.message)")
    #expect(failure.hints == one.hints)
    #expect(
      failure.refusal
        == Refusal(
          status: one.status, category: one.word, code: one.serviceCode ?? one.word,
          message: one.message))
  }

  @Test func `an answer's shape and its request id are noted`() throws {
    let page = APIProblem(
      category: .other, message: "teapot", requestID: "r-1", contentKind: .html)
    let nothing = APIProblem(category: .other, message: "teapot", contentKind: .empty)
    let origin = try Sample.origin()

    let notes = [page, nothing].map {
      Failure.request(RequestFailure(subject: "x", error: .http(status: 418, $0)), at: origin).notes
    }

    #expect(
      notes == [
        ["about: x", "request id: r-1", "the answer was an HTML page"],
        ["about: x", "the answer had no body"],
      ])
  }

  @Test func `a repaired belief is told last`() throws {
    let failure = Failure.request(
      RequestFailure(
        subject: "x", error: .credentials(.missing), notes: ["the session now knows better"]),
      at: try Sample.origin())

    #expect(failure.notes == ["about: x", "nothing was sent", "the session now knows better"])
  }

  @Test(arguments: [
    (
      ClientError.cancelled(requestWasSent: true), "interrupted",
      ["it only reads: nothing was changed"]
    ),
    (
      .timedOut(after: .seconds(2), requestWasSent: true), "no answer within 2.0 s",
      ["`set timeout` allows more time"]
    ),
    (
      .connectionLost(.videoSDK, requestWasSent: true),
      "the connection to https://api.videosdk.live ended before an answer",
      ["try again; `--verbose` shows each attempt"]
    ),
  ])
  func `what only read leaves nothing to find out`(
    _ error: ClientError, _ message: String, _ hints: [String]
  ) throws {
    var request = RequestFailure(subject: "x", error: error)
    request.onlyRead = true

    let failure = Failure.request(request, at: try Sample.origin())

    #expect(failure.message == message)
    #expect(failure.hints == hints)
  }

  @Test func `a path in a home folder gets a hint`() {
    let home = FileProblem(path: "~/x.vsdk", reason: "no such file")
    let other = FileProblem(path: "a/~/x.vsdk", reason: "no such file")
    let hints = ["`~` is not expanded here: write the whole path"]

    #expect(Failure.unwritable(home, nil).hints == hints)
    #expect(Failure.unreadableFile(home, SourceSpan(0, 1)).hints == hints)
    #expect(Failure.unwritable(other, nil).hints == [])
  }

  @Test(arguments: LedgerCase.all)
  func `a ledger that fails is told with what it means`(_ one: LedgerCase) {
    let fatal = Failure.ledger(one.error, .nothingSent)
    let mild = Failure.ledger(one.error, .startUnnoted)

    #expect(fatal.message == one.message)
    #expect(fatal.category == .transport)
    #expect(fatal.notes == ["nothing was sent"])
    #expect(mild.notes == ["the start is not noted on disk"])
    #expect(
      mild.hints == [
        "\(one.way), choose another folder with VSDK_HOME, or `set ledger off`"
      ])
  }

  @Test(arguments: [
    ([Sample.track()], "1 recording that this script started still runs, or may"),
    (
      [Sample.track(), Sample.track(.video)],
      "2 recordings that this script started still run, or may"
    ),
  ])
  func `recordings left behind are counted and named`(_ running: [TrackKey], _ message: String) {
    let failure = Failure.leak(running.map(\.recorded))

    #expect(failure.message == message)
    #expect(failure.notes == running.map { "\($0.kind) · abcd · abcd-efgh-ijkl" })
  }

  @Test(arguments: [
    (OriginError.notAnOrigin("x"), "`x` has no scheme and host"),
    (.unsupportedScheme("ftp"), "the scheme `ftp` is neither http nor https"),
    (.hasUserInformation, "a user name or password has no place in it"),
    (.hasPath("/v3"), "it has the path `/v3`"),
    (.badPort("0"), "`0` is not a port from 1 to 65535"),
  ])
  func `says why a text is no origin`(_ error: OriginError, _ wording: String) {
    #expect(error.wording == wording)
  }

  struct LedgerCase: CustomTestStringConvertible, Sendable {
    let error: LedgerError
    let message: String
    var way = "make it writable"
    var testDescription: String { message }

    static let all = [
      LedgerCase(
        error: .cannotOpen(path: "/l", reason: "no room"),
        message: "cannot open the ledger /l: no room"),
      LedgerCase(
        error: .cannotWrite(path: "/l", reason: "no room"),
        message: "cannot write to the ledger /l: no room"),
      LedgerCase(
        error: .unreadable(path: "/l", reason: "not a database"),
        message: "cannot read the ledger /l: not a database",
        way: "move it away (a new one is made)"),
      LedgerCase(
        error: .newerSchema(path: "/l", found: 3, known: 1),
        message: "the ledger /l has version 3, this vsdk knows 1", way: "use a newer vsdk"),
    ]
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    let status: Int
    let category: APIProblem.Category
    let word: String
    let message: String
    let serviceCode: String?
    let hints: [String]
    var testDescription: String { "\(status) \(message)" }

    init(
      _ status: Int, _ category: APIProblem.Category, _ word: String, _ message: String,
      code: String? = nil, _ hint: String?
    ) {
      self.status = status
      self.category = category
      self.word = word
      self.message = message
      serviceCode = code
      hints = hint.map { [$0] } ?? []
    }

    static let all = [
      Refused(
        400, .invalid, "invalid", "RoomId is invalid",
        "the service did not understand a field; check ids, kind and options"),
      Refused(
        400, .invalid, "invalid", "Track recording is not started",
        "nothing of this track runs; `recordings` shows what the server has"),
      Refused(
        401, .unauthorized, "unauthorized", "Token is invalid or expired",
        "the token was not accepted: was it signed with this project's secret, for this API key, and is it still valid?"
      ),
      Refused(
        401, .unauthorized, "unauthorized", "token expired", "mint a new token: `vsdk token mint`"),
      Refused(
        401, .unauthorized, "unauthorized", "no Bearer please",
        "send the bare token, without `Bearer ` before it"),
      Refused(
        403, .forbidden, "forbidden", "Your role must be a CRAWLER",
        "the token does not allow this: it needs version 2, the role `crawler`, and this room"),
      Refused(
        404, .notFound, "not-found", "Room not found",
        "check the ids, and that the room has a live session with this participant"),
      Refused(
        404, .notFound, "not-found", "Track Recording not found",
        "`recordings` shows what the server has"),
      Refused(
        404, .notFound, "not-found", "Participant Recording not found",
        "`recordings participant` shows what the server has"),
      Refused(
        404, .notFound, "not-found", "Room Recording not found",
        "`recordings meeting` shows what the server has"),
      Refused(
        409, .conflict, "conflict", "busy", code: "E409",
        "it runs already, or is being processed; `recordings` shows what the server has"),
      Refused(
        429, .rateLimited(retryAfter: .seconds(90)), "rate-limited", "slow down",
        "try again in 1 min 30 s"),
      Refused(
        429, .rateLimited(retryAfter: nil), "rate-limited", "slow down", "try again in a while"),
      Refused(
        503, .unavailable(retryAfter: .seconds(2)), "unavailable", "down", "try again in 2.0 s"),
      Refused(418, .other, "other", "teapot", nil),
    ]
  }
}
