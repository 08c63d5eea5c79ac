import Testing

@testable import ShellCore

@Suite struct TAPReportTests {
  @Test func `writes a test a file after the subtest of its steps`() {
    let record = ReplaySample.replay(
      ReplaySample.passed, ReplaySample.failed, ReplaySample.skipped)

    #expect(
      TAPReport.render(record) == """
        TAP version 13
        1..3
        # Subtest: first.vsdk
            1..3
            ok 1 - first.vsdk:1 set room abcd-efgh-ijkl
            ok 2 - first.vsdk:2 start audio
            ok 3 - first.vsdk:3 expect http == 200
        ok 1 - first.vsdk
        # Subtest: cases/double.vsdk
            1..4
            ok 1 - cases/double.vsdk:2 try start audio
            not ok 2 - cases/double.vsdk:3 expect http == 409
              ---
              message: "expectation failed (after `try start audio`, line 2, 212 ms)"
              at: "cases/double.vsdk:3"
              category: expectation
              code: "expectation-failed"
              text: |
                cases/double.vsdk:3:1: expectation failed (after `try start audio`, line 2, 212 ms)
                    2 | try start audio
                    3 | expect http == 409
                      | ^^^^^^^^^^^^^^^^^^ actual: 200
              ...
            ok 3 - cases/double.vsdk:4 stop audio # SKIP line 3 failed
            ok 4 - cases/double.vsdk:1 defer stop audio
        not ok 2 - cases/double.vsdk
          ---
          message: "expectation failed (after `try start audio`, line 2, 212 ms)"
          at: "cases/double.vsdk:3"
          category: expectation
          code: "expectation-failed"
          exit: 4
          text: |
            cases/double.vsdk:3:1: expectation failed (after `try start audio`, line 2, 212 ms)
                2 | try start audio
                3 | expect http == 409
                  | ^^^^^^^^^^^^^^^^^^ actual: 200
          ...
        ok 3 - later.vsdk # SKIP an earlier file failed

        """)
  }

  @Test func `a failure without a place has none`() {
    #expect(
      TAPReport.render(ReplaySample.replay(ReplaySample.leaking)) == """
        TAP version 13
        1..1
        not ok 1 - leak.vsdk
          ---
          message: "1 recording still runs"
          category: leak
          code: "leak"
          exit: 6
          text: |
            error: 1 recording still runs
          ...

        """)
  }

  @Test func `an interrupted replay bails out`() {
    var file = ReplaySample.passed
    file.steps = []

    #expect(
      TAPReport.render(ReplaySample.replay(file, interruption: .terminate)) == """
        TAP version 13
        1..1
        ok 1 - first.vsdk
        Bail out! interrupted by SIGTERM

        """)
  }

  @Test func `a replay of nothing skips all`() {
    #expect(
      TAPReport.render(ReplayRecord()) == """
        TAP version 13
        1..0 # SKIP nothing was run

        """)
  }

  @Test(arguments: [
    ("a # SKIP b", ##"a \# SKIP b"##), (##"a \# todo"##, ##"a \\\# todo"##),
    ("one\n  two\r\n\tthree\n", "one two three"), ("a\u{1B}[1mb\tc", #"a\\u{1b}[1mb\\u{9}c"#),
    ("日本", "日本"),
  ])
  func `a description is one line without directives`(_ name: String, _ shown: String) {
    var file = ReplaySample.passed
    file.name = name
    file.steps = []

    #expect(
      TAPReport.render(ReplaySample.replay(file)) == "TAP version 13\n1..1\nok 1 - \(shown)\n")
  }
}
