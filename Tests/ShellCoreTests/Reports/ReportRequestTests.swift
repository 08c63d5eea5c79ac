import Testing

@testable import ShellCore

@Suite struct ReportRequestTests {
  @Test(arguments: [
    ("junit=out/report.xml", ReportFormat.junit, "out/report.xml"), ("tap=-", .tap, "-"),
    ("jsonl=a=b.jsonl", .jsonl, "a=b.jsonl"),
  ])
  func `reads a format and a path`(
    _ value: String, _ format: ReportFormat, _ path: String
  ) throws {
    let request = try ReportRequest(parsing: value)

    #expect(request.format == format)
    #expect(request.path == path)
  }

  @Test(arguments: [
    ("junit", "`junit` names no file; expected `junit=FILE`"),
    ("tap=", "`tap` names no file; expected `tap=FILE`"),
    (
      "report.xml",
      "`report.xml` names no report; expected `junit=FILE`, `tap=FILE`, `jsonl=FILE` or `html=FILE`"
    ),
    ("", "`` names no report; expected `junit=FILE`, `tap=FILE`, `jsonl=FILE` or `html=FILE`"),
    (
      "json",
      "`json` names no report; expected `junit=FILE`, `tap=FILE`, `jsonl=FILE` or `html=FILE`; "
        + "did you mean `jsonl=FILE`?"
    ),
    (
      "JUnit=a.xml",
      "`JUnit` is no report format; expected `junit`, `tap`, `jsonl` or `html`; did you mean `junit`?"
    ),
    (
      "tpa=a",
      "`tpa` is no report format; expected `junit`, `tap`, `jsonl` or `html`; did you mean `tap`?"
    ),
    ("xml=a", "`xml` is no report format; expected `junit`, `tap`, `jsonl` or `html`"),
    ("=a", "`` is no report format; expected `junit`, `tap`, `jsonl` or `html`"),
    ("a\u{1B}b=c", "`a\\u{1b}b` is no report format; expected `junit`, `tap`, `jsonl` or `html`"),
  ])
  func `says what was found, what was expected, and the nearest`(
    _ value: String, _ message: String
  ) {
    let error = #expect(throws: ReportRequestError.self) { try ReportRequest(parsing: value) }

    #expect(error?.description == message)
  }

  @Test func `each format writes its own document`() {
    #expect(
      ReportFormat.allCases.map { $0.render(ReplayRecord()).prefix(9) }
        == ["<?xml ver", "TAP versi", #"{"type":""#, "<!DOCTYPE"])
  }
}
