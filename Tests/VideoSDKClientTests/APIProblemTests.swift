import FoundationEssentials
import Testing

@testable import VideoSDKClient

@Suite
struct APIProblemTests {
  static func problem(
    _ status: Int = 400, _ body: String, headers: [(name: String, value: String)] = []
  ) -> APIProblem {
    APIProblem(
      HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)),
      now: Date(timeIntervalSince1970: 0), redaction: Redaction(Setup.token()))
  }

  struct Body: Sendable, CustomTestStringConvertible {
    let text: String
    let kind: APIProblem.ContentKind
    let message: String
    var testDescription: String { text.isEmpty ? "nothing" : String(text.prefix(60)) }

    static let all = [
      Body(text: #"{"statusCode":400,"error":"no room"}"#, kind: .object, message: "no room"),
      Body(text: #"{"message":"no room"}"#, kind: .object, message: "no room"),
      Body(text: #"{"error":"","message":"no room"}"#, kind: .object, message: "no room"),
      Body(text: #"{"error":{"message":"no room"}}"#, kind: .object, message: "no room"),
      Body(text: #"{"message":["a","b"]}"#, kind: .object, message: "a; b"),
      Body(text: #"{"x":1}"#, kind: .object, message: "bad request"),
      Body(text: #""no room""#, kind: .string, message: "no room"),
      Body(text: "  no\n room\t", kind: .text, message: "no room"),
      Body(text: "[1]", kind: .text, message: "[1]"),
      Body(
        text: "<html><head><title>502 &amp; out</title></head><body>x</body></html>", kind: .html,
        message: "502 & out"),
      Body(text: "<html><body><h1>Bad</h1>x</body></html>", kind: .html, message: "Bad"),
      Body(text: "<html></html>", kind: .html, message: "bad request"),
      Body(text: "", kind: .empty, message: "bad request"),
      Body(text: " \n", kind: .empty, message: "bad request"),
      Body(
        text: #"{"error":"red\u001b[31m\r\nline\u202e"}"#, kind: .object, message: "red [31m line"),
    ]
  }

  @Test(arguments: Body.all)
  func `finds the message in`(body: Body) {
    let problem = Self.problem(400, body.text)

    #expect(problem.message == body.message)
    #expect(problem.contentKind == body.kind)
    #expect(problem.body == Array(body.text.utf8))
  }

  @Test func `takes bytes that are no text as they are`() {
    let answer = HTTPAnswer(status: 404, body: [0xFF, 0xFE])
    let problem = APIProblem(answer, now: Date(timeIntervalSince1970: 0), redaction: Redaction(nil))

    #expect(problem.message == "not found")
    #expect(problem.contentKind == .text)
    #expect(problem.body == [0xFF, 0xFE])
  }

  @Test(arguments: [
    (400, APIProblem.Category.invalid), (401, .unauthorized), (402, .notFound), (403, .forbidden),
    (404, .notFound), (406, .unavailable(retryAfter: nil)), (408, .unavailable(retryAfter: nil)),
    (409, .conflict), (422, .invalid), (429, .rateLimited(retryAfter: nil)),
    (500, .unavailable(retryAfter: nil)), (503, .unavailable(retryAfter: nil)), (418, .other),
  ])
  func `knows what a status means`(status: Int, category: APIProblem.Category) {
    #expect(Self.problem(status, "").category == category)
  }

  @Test func `keeps code, request id and wait`() {
    let problem = Self.problem(
      429, #"{"error":"slow down","code":"too_many"}"#,
      headers: [("Retry-After", "3"), ("X-Request-Id", "r-1")])

    #expect(problem.code == "too_many")
    #expect(problem.requestID == "r-1")
    #expect(problem.category == .rateLimited(retryAfter: .seconds(3)))
  }

  @Test func `keeps no more than a mebibyte and a short message`() {
    let problem = Self.problem(500, String(repeating: "x", count: 2 << 20))

    #expect(problem.body.count == 1 << 20)
    #expect(problem.message == String(repeating: "x", count: 500))
  }

  @Test func `strikes out a token that the server echoes`() {
    let token = Setup.token().reveal()
    let problem = Self.problem(
      401, #"{"error":"bad token \#(token)"}"#, headers: [("x-request-id", token)])

    #expect(problem.message == "bad token [redacted]")
    #expect(problem.requestID == "[redacted]")
    #expect(String(decoding: problem.body, as: UTF8.self) == #"{"error":"bad token [redacted]"}"#)
  }
}
