import FoundationEssentials
import Testing

@testable import VideoSDKClient

/// What comes from outside, where the client reads it.
@Suite("numbers from outside trap") struct AbsurdNumberTests {
  private static let now = Date(timeIntervalSince1970: 1_767_355_200)
  private static let numbers = [
    "1e300", "-1e300", "1e999", "-1", "0", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "1.5", "\"1\"", "\"soon\"", "null", "true", "[]", "{}",
  ]

  @Test(arguments: ["exp", "nbf", "iat"], numbers)
  func `a token's times may be anything`(_ claim: String, _ number: String) {
    let token = Setup.token(#"{"apikey":"key","version":2,"\#(claim)":\#(number)}"#)
    guard let claims = try? TokenClaims(token) else { return }

    _ = claims.timeLeft(at: Self.now)
    _ = claims.problems(at: Self.now)
    _ = claims.problems(at: Date(timeIntervalSince1970: -1e300))
  }

  @Test(arguments: ["exp", "nbf", "iat"], ["1e300", "-1e300", "253402300800", "-62135596801"])
  func `a time that no calendar shows is one that cannot be read`(
    _ claim: String, _ number: String
  ) throws {
    let token = #"{"apikey":"key","permissions":["allow_join"],"version":2,"\#(claim)":\#(number)}"#
    let claims = try TokenClaims(Setup.token(token))

    #expect(claims.problems(at: Self.now) == [.unreadableClaim(claim)])
  }

  @Test(arguments: [1e300, -1e300, .infinity, .nan, 253_402_300_800])
  func `a token is minted at any time`(_ seconds: Double) async throws {
    let token = try await AccessToken.mint(
      apiKey: "k", secret: Secret("s"), issuedAt: Date(timeIntervalSince1970: seconds),
      lifetime: Duration(secondsComponent: .max, attosecondsComponent: 0))

    _ = try TokenClaims(token)
  }

  @Test(arguments: [
    ("1e300", nil), ("-1", nil), ("nan", nil), ("inf", nil), ("99999999999999999999", nil),
    ("", nil), ("0", Duration.zero), ("999999999", .seconds(999_999_999)),
    ("Thu, 01 Jan 1970 00:00:00 GMT", .zero),
    ("Fri, 31 Dec 9999 23:59:60 GMT", .seconds(253_402_300_800 - 1_767_355_200)),
    ("Sun, 99 Foo 0000 99:99:99 GMT", nil), ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", nil),
  ])
  func `a wait that makes no sense is none`(_ field: String, _ wait: Duration?) {
    #expect(RetryAfter.read(field, now: Self.now) == wait)
  }

  @Test(arguments: [
    ("1e300", false), ("-1e300", false), ("1e999", false), ("253402300800000", false),
    ("253402300799999", true), ("-62167219200001", false), ("0", true), ("1.5", true),
  ])
  func `a date beyond the calendar is a text`(_ milliseconds: String, _ isDate: Bool) throws {
    let value = try JSONValue(parsing: Array("{\"start\":\(milliseconds)}".utf8))
    let date = try #require(try JSONFields(value).date("start"))

    #expect(date.text == milliseconds)
    #expect((date.date != nil) == isDate)
  }

  @Test(arguments: numbers)
  func `a record may hold any number anywhere`(_ number: String) throws {
    let fields = ["size", "meta", "ratio", "createdAt", "_id", "fileUrl"].map {
      "\"\($0)\":\(number)"
    }
    for field in fields + [#""meta":{"duration":\#(number)}"#, #""ratio":{"audio":\#(number)}"#] {
      let value = try JSONValue(parsing: Array("{\"id\":\"r\",\"files\":[{\(field)}]}".utf8))
      let file = try? TrackRecording(json: value).files.first

      #expect(file?.size.map { $0 >= 0 } ?? true)
    }
  }

  @Test func `a negative size is none, and the record still has it`() throws {
    let json = #"{"id":"r","files":[{"size":-9223372036854775808}]}"#
    let file = try #require(
      try TrackRecording(json: JSONValue(parsing: Array(json.utf8))).files.first)

    #expect(file.size == nil)
    #expect(file.json["size"] == .number(.min))
  }

  @Test func `many members of a file cost no more than once`() throws {
    let members = (0..<20_000).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    let json = "{\"id\":\"r\",\"files\":[{\"ratio\":{\(members)}}]}"
    let file = try #require(
      try TrackRecording(json: JSONValue(parsing: Array(json.utf8))).files.first)

    #expect(file.ratio.count == 20_000)
  }

  @Test(arguments: [
    (#"{"id":"r"}"#, JSONPresence.absent), (#"{"id":"r","files":null}"#, .null),
    (#"{"id":"r","files":[]}"#, .empty), (#"{"id":"r","files":[{}]}"#, .present),
  ])
  func `absent, null and empty are told apart`(_ json: String, _ presence: JSONPresence) throws {
    let record = try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))

    #expect(record.presence(of: "files") == presence)
  }

  @Test(arguments: [
    ("{}", JSONPresence.absent), (#"{"fileUrl":null}"#, .null), (#"{"fileUrl":""}"#, .empty),
    (#"{"fileUrl":"https://x/y"}"#, .present),
  ])
  func `a file without an address says why`(_ json: String, _ presence: JSONPresence) throws {
    let record = #"{"id":"r","files":[\#(json)]}"#
    let file = try #require(
      try TrackRecording(json: JSONValue(parsing: Array(record.utf8))).files.first)

    #expect(file.presence(of: "fileUrl") == presence)
  }
}
