import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct JSONLinesReportTests {
  @Test func `writes steps, their file, and the whole at the end`() {
    let record = ReplaySample.replay(ReplaySample.passed, ReplaySample.skipped)

    #expect(
      JSONLinesReport.render(record) == """
        {"type":"step","file":"first.vsdk","source":"first.vsdk","line":1,"role":"command",\
        "command":"set room abcd-efgh-ijkl","ok":true}
        {"type":"step","file":"first.vsdk","source":"first.vsdk","line":2,"role":"command",\
        "command":"start audio","ok":true,"http":200,"ms":38.1}
        {"type":"step","file":"first.vsdk","source":"first.vsdk","line":3,"role":"expectation",\
        "command":"expect http == 200","ok":true}
        {"type":"file","file":"first.vsdk","ok":true,"exit":0,"ms":40.2,\
        "steps":{"passed":3,"failed":0,"skipped":0}}
        {"type":"file","file":"later.vsdk","ok":null,"exit":0,"ms":0,\
        "steps":{"passed":0,"failed":0,"skipped":0},"skipped":"an earlier file failed"}
        {"type":"replay","ok":true,"ms":40.2,"files":{"passed":1,"failed":0,"skipped":1}}

        """)
  }

  @Test func `a failure in an included script tells the way and the whole diagnostic`() {
    let error =
      #""error":{"category":"api","code":"conflict","#
      + #""message":"the API refused with 409: already running","hint":"it runs already","#
      + #""at":"/srv/all.vsdk:2 → part.vsdk:7","#
      + #""text":"part.vsdk:7:1: the API refused with 409: already running"}"#

    #expect(
      JSONLinesReport.render(ReplaySample.replay(ReplaySample.including)) == """
        {"type":"step","file":"/srv/all.vsdk","source":"part.vsdk","line":7,\
        "includedFrom":[{"source":"/srv/all.vsdk","line":2}],"role":"command",\
        "command":"start audio","ok":false,"http":409,"ms":4,\(error)}
        {"type":"file","file":"/srv/all.vsdk","ok":false,"exit":5,"ms":61000,\
        "steps":{"passed":0,"failed":1,"skipped":0},\(error)}
        {"type":"replay","ok":false,"ms":61000,"files":{"passed":0,"failed":1,"skipped":0}}

        """)
  }

  @Test func `an interrupted replay is not ok, though its files passed`() {
    var file = ReplaySample.passed
    file.steps = []

    #expect(
      JSONLinesReport.render(ReplaySample.replay(file, interruption: .interrupt)) == """
        {"type":"file","file":"first.vsdk","ok":true,"exit":0,"ms":40.2,\
        "steps":{"passed":0,"failed":0,"skipped":0}}
        {"type":"replay","ok":false,"ms":40.2,"files":{"passed":1,"failed":0,"skipped":0},\
        "interrupted":"SIGINT"}

        """)
  }

  @Test func `a replay of nothing is one line`() {
    #expect(
      JSONLinesReport.render(ReplayRecord())
        == #"{"type":"replay","ok":true,"ms":0,"files":{"passed":0,"failed":0,"skipped":0}}"#
        + "\n")
  }

  @Test func `escapes what JSON asks for and what is not seen`() {
    var file = ReplaySample.skipped
    file.verdict = .skipped(reason: "\"\\\u{8}\n\r\t\u{1B}/\u{7F}\u{2028}é😀")

    let lines = JSONLinesReport.render(ReplaySample.replay(file)).split(separator: "\n")

    #expect(
      lines[0] == """
        {"type":"file","file":"later.vsdk","ok":null,"exit":0,"ms":0,\
        "steps":{"passed":0,"failed":0,"skipped":0},\
        "skipped":"\\"\\\\\\b\\n\\r\\t\\u001b/\\u007f\\u2028é😀"}
        """)
  }

  @Test(arguments: HostileText.all)
  func `any text is one object a line and reads back`(_ hostile: HostileText) throws {
    let text = JSONLinesReport.render(ReplaySample.replay(ReplaySample.hostile(hostile.text)))

    let values = try text.utf8.split(separator: UInt8(ascii: "\n"))
      .map { try JSONValue(parsing: Array($0)) }

    #expect(
      values.map { $0["type"] } == [
        .string("step"), .string("step"), .string("file"), .string("replay"),
      ])
    #expect(values[0]["command"] == .string(hostile.text))
    #expect(values[1]["skipped"] == .string(hostile.text))
    #expect(values[2]["error"]?["message"] == .string(hostile.text))
  }
}
