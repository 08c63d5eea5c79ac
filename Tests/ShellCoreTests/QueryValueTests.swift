import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct QueryValueTests {
  @Test(arguments: Case.all)
  func `a query finds a value, or says which part is missing`(_ one: Case) throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .recording, .known, isOurs: true)
    session.last = LastAnswer(
      http: 409, json: Case.answer, elapsed: .milliseconds(212),
      refusal: Refusal(status: 409, category: "conflict", code: "busy", message: "is running"))
    var scope = Scope()
    scope["text"] = .text("abc")
    scope["number"] = .text("200")
    scope["flag"] = .text("true")
    scope["nothing"] = .text("null")
    scope["time"] = .text("5s")
    scope["kept"] = .json(.array([.number(1)]))
    scope["later"] = .placeholder("<later>")

    let evaluator = QueryEvaluator(session: session, scope: scope, record: Case.record)

    #expect(try evaluator.value(of: try Sample.condition("\(one.query) exists").query) == one.value)
  }

  @Test(arguments: [
    ("http", "http"), ("elapsed", "elapsed"), ("error", "error"), ("error.code", "error"),
    ("last", "last"), ("last.data[0]", "last"), ("state.room", "state.room"),
    ("state.participant", "state.participant"), ("recording.audio.id", "recording.audio"),
  ])
  func `a new session has nothing to find`(_ query: String, _ missing: String) throws {
    let evaluator = QueryEvaluator(session: try Sample.session(), scope: Scope(), record: nil)

    let value = try evaluator.value(of: try Sample.condition("\(query) exists").query)

    #expect(value == .missing(missing))
  }

  @Test func `a state without a place is idle`() throws {
    let evaluator = QueryEvaluator(session: try Sample.session(), scope: Scope(), record: nil)

    let value = try evaluator.value(of: try Sample.condition("state.audio exists").query)

    #expect(value == .json(.string("idle")))
  }

  @Test(arguments: [
    (QueryValue.json(.string("a")), "\"a\""), (.json(.number(200)), "200"),
    (.duration(.milliseconds(1500)), "1500ms"), (.missing("last.x"), "`last.x` is missing"),
    (.placeholder, "not known yet"),
  ])
  func `is drawn as a failure shows it`(_ value: QueryValue, _ drawn: String) {
    #expect(value.drawn == drawn)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let query: String
    let value: QueryValue
    var testDescription: String { query }

    init(_ query: String, _ value: QueryValue) {
      self.query = query
      self.value = value
    }

    static let answer = JSONValue.object([
      .init(
        name: "data",
        value: .array([.object([.init(name: "id", value: .string("r1"))]), .null]))
    ])
    static let record = JSONValue.object([.init(name: "end", value: .null)])

    static let all = [
      Case("http", .json(.number(409))), Case("elapsed", .duration(.milliseconds(212))),
      Case("error.status", .json(.number(409))), Case("error.code", .json(.string("busy"))),
      Case("error.category", .json(.string("conflict"))),
      Case("error.message", .json(.string("is running"))),
      Case("last.data[0].id", .json(.string("r1"))), Case("last.data[1]", .json(.null)),
      Case("last.data[2]", .missing("last.data[2]")),
      Case("last.data[2].id", .missing("last.data[2]")),
      Case("last.data[0].name", .missing("last.data[0].name")),
      Case("last.data.id", .missing("last.data.id")), Case("last[0]", .missing("last[0]")),
      Case("state.room", .json(.string("abcd-efgh-ijkl"))),
      Case("state.participant", .json(.string("abcd"))), Case("state.running", .json(.number(1))),
      Case("state.audio", .json(.string("recording"))),
      Case("state.screen_video", .json(.string("idle"))),
      Case("recording.audio", .json(record)), Case("recording.audio.end", .json(.null)),
      Case("recording.audio.id", .missing("recording.audio.id")),
      Case("${text}", .json(.string("abc"))), Case("${number}", .json(.number(200))),
      Case("${flag}", .json(.bool(true))), Case("${nothing}", .json(.null)),
      Case("${time}", .duration(.seconds(5))), Case("${kept}", .json(.array([.number(1)]))),
      Case("${later}", .placeholder), Case("${none:-7}", .json(.number(7))),
    ]
  }
}
