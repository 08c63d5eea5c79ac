import Testing

@testable import ShellCore

@Suite struct RunSummaryTests {
  private func lines(_ record: ReplayRecord, _ elapsed: Duration = .seconds(8.1)) -> String {
    RunSummary(record, elapsed: elapsed).outputs(colored: false).map(\.text).joined()
  }

  private static var ran: FileRecord {
    var file = ReplaySample.passed
    file.commandCount = 2
    return file
  }

  @Test func `has a line a file, and one for all`() {
    let record = ReplaySample.replay(
      Self.ran, ReplaySample.failed, ReplaySample.including, ReplaySample.leaking,
      ReplaySample.skipped)

    #expect(
      lines(record) == """
        ok   first.vsdk  40 ms
        FAIL cases/double.vsdk:3  expectation failed (after `try start audio`, line 2, 212 ms)
        FAIL /srv/all.vsdk:2 → part.vsdk:7  the API refused with 409: already running
        FAIL leak.vsdk  1 recording still runs
        skip later.vsdk  an earlier file failed
        5 files: 1 ok, 3 failed, 1 skipped in 8.1 s

        """)
  }

  @Test func `says that no command ran`() {
    #expect(
      lines(ReplaySample.replay(ReplaySample.leaking), .milliseconds(2))
        == "FAIL leak.vsdk  1 recording still runs\n1 file: 0 ok, 1 failed in 2 ms; no command ran\n"
    )
  }

  @Test(arguments: HostileText.all)
  func `whatever stands in a name or a message, a file has one line`(_ hostile: HostileText) {
    let record = ReplaySample.replay(ReplaySample.hostile(hostile.text))

    for colored in [false, true] {
      let drawn = RunSummary(record, elapsed: .zero).outputs(colored: colored).map(\.text).joined()
      #expect(drawn.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 2, "\(drawn)")
      #expect(drawn.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\u{1B}" || $0.value >= 0x20 })
    }
  }
}
