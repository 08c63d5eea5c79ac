import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct JUnitReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let record: ReplayRecord

    init(_ name: String, _ record: ReplayRecord) { (testDescription, self.record) = (name, record) }
  }

  @Test func `writes a test case a file and a line a step`() {
    let record = ReplaySample.replay(
      ReplaySample.passed, ReplaySample.failed, ReplaySample.skipped)

    #expect(
      JUnitReport.render(record) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vsdk" tests="3" failures="1" errors="0" time="0.291">
          <testsuite name="vsdk" tests="3" failures="1" errors="0" skipped="1" time="0.291">
            <testcase name="first.vsdk" classname="vsdk" time="0.040">
              <system-out>ok 1 set room abcd-efgh-ijkl
        ok 2 start audio (38 ms)
        ok 3 expect http == 200
        </system-out>
            </testcase>
            <testcase name="double.vsdk" classname="cases" time="0.251">
              <failure message="expectation failed (after `try start audio`, line 2, 212 ms)" \
        type="expectation">cases/double.vsdk:3:1: expectation failed (after `try start audio`, \
        line 2, 212 ms)
            2 | try start audio
            3 | expect http == 409
              | ^^^^^^^^^^^^^^^^^^ actual: 200</failure>
              <system-out>ok 2 try start audio (212 ms)
        not ok 3 expect http == 409
        skipped 4 stop audio: line 3 failed
        ok 1 defer stop audio (9 ms)
        </system-out>
            </testcase>
            <testcase name="later.vsdk" classname="vsdk" time="0.000">
              <skipped>an earlier file failed</skipped>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `what is no expectation is an error, with the way to its place`() {
    #expect(
      JUnitReport.render(ReplaySample.replay(ReplaySample.including)) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vsdk" tests="1" failures="0" errors="1" time="61.000">
          <testsuite name="vsdk" tests="1" failures="0" errors="1" skipped="0" time="61.000">
            <testcase name="all.vsdk" classname="/srv" time="61.000">
              <error message="the API refused with 409: already running" type="api">\
        part.vsdk:7:1: the API refused with 409: already running</error>
              <system-out>not ok /srv/all.vsdk:2 → part.vsdk:7 start audio (4 ms)
        </system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a recording left behind is an error`() {
    #expect(
      JUnitReport.render(ReplaySample.replay(ReplaySample.leaking)) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vsdk" tests="1" failures="0" errors="1" time="0.001">
          <testsuite name="vsdk" tests="1" failures="0" errors="1" skipped="0" time="0.001">
            <testcase name="leak.vsdk" classname="vsdk" time="0.001">
              <error message="1 recording still runs" type="leak">error: 1 recording still runs</error>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `an interrupted replay is red, though its files passed`() {
    var file = ReplaySample.passed
    file.steps = []
    let record = ReplaySample.replay(file, interruption: .interrupt)

    #expect(
      JUnitReport.render(record) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vsdk" tests="2" failures="0" errors="1" time="0.040">
          <testsuite name="vsdk" tests="2" failures="0" errors="1" skipped="0" time="0.040">
            <testcase name="first.vsdk" classname="vsdk" time="0.040"/>
            <testcase name="replay" classname="vsdk" time="0.000">
              <error message="interrupted by SIGINT" type="interrupted"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a replay of nothing is an empty suite`() {
    #expect(
      JUnitReport.render(ReplayRecord()) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vsdk" tests="0" failures="0" errors="0" time="0.000">
          <testsuite name="vsdk" tests="0" failures="0" errors="0" skipped="0" time="0.000">
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a file that went on after a failure tells every failure`() throws {
    var file = ReplaySample.failed
    file.steps += ReplaySample.including.steps
    let root = try XMLReader.read(JUnitReport.render(ReplaySample.replay(file)))

    let failure = root.children[0].children[0].children[0]

    #expect(
      failure.text
        == ReplaySample.unexpected.lines.joined(separator: "\n") + "\n\n"
        + "part.vsdk:7:1: the API refused with 409: already running")
  }

  @Test(arguments: [
    (Duration.microseconds(499), "0.000"), (.microseconds(500), "0.001"),
    (.microseconds(999_500), "1.000"), (.milliseconds(59_999), "59.999"),
    (.seconds(86_400), "86400.000"), (.zero, "0.000"),
  ])
  func `rounds times to thousandths of a second`(_ elapsed: Duration, _ time: String) throws {
    var file = ReplaySample.passed
    file.elapsed = elapsed

    let root = try XMLReader.read(JUnitReport.render(ReplaySample.replay(file)))

    #expect(root.children[0].children[0].attributes["time"] == time)
  }

  @Test(arguments: [
    ("case.vsdk", "vsdk", "case.vsdk"), ("a/b/c.vsdk", "a/b", "c.vsdk"),
    ("/c.vsdk", "/", "c.vsdk"), ("<command>", "vsdk", "<command>"), ("-", "vsdk", "-"),
  ])
  func `the folder is the class`(_ path: String, _ folder: String, _ name: String) throws {
    var file = ReplaySample.passed
    file.name = path

    let root = try XMLReader.read(JUnitReport.render(ReplaySample.replay(file)))

    #expect(root.children[0].children[0].attributes["classname"] == folder)
    #expect(root.children[0].children[0].attributes["name"] == name)
  }

  @Test(arguments: [
    Case("nothing", ReplayRecord()),
    Case(
      "every verdict",
      ReplaySample.replay(
        ReplaySample.passed, ReplaySample.failed, ReplaySample.including, ReplaySample.skipped,
        ReplaySample.leaking)),
    Case("an interruption", ReplaySample.replay(ReplaySample.failed, interruption: .terminate)),
  ])
  func `keeps to the schemas of Jenkins`(_ sample: Case) throws {
    let root = try XMLReader.read(JUnitReport.render(sample.record))

    #expect(JenkinsJUnitRules.violations(root) == [])
  }

  @Test(arguments: HostileText.all)
  func `any text gives a valid document`(_ hostile: HostileText) throws {
    let record = ReplaySample.replay(
      ReplaySample.hostile(hostile.text), interruption: .interrupt)

    let root = try XMLReader.read(JUnitReport.render(record))

    #expect(JenkinsJUnitRules.violations(root) == [])
    let error = root.children[0].children[0].children[0]
    #expect(error.attributes["message"] == hostile.inXML)
    #expect(error.text == "\(hostile.inXML)\n\(hostile.inXML)")
  }
}

extension HostileText {
  /// What a reader of XML must find.
  fileprivate var inXML: String { VisibleText.masked(text) }
}
