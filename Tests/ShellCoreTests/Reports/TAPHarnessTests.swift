import Testing
import TestSupport

@testable import ShellCore

/// Perl's own harness reads the reports.
@Suite(.timeLimit(.minutes(1))) struct TAPHarnessTests {
  /// Names each line as the parser took it, with what it found in it.
  private static let listing = """
    no warnings 'nonchar';
    binmode STDOUT, ':utf8';
    my $parser = TAP::Parser->new({ exec => ['/bin/cat', '/dev/stdin'] });
    while (my $result = $parser->next) {
      if ($result->is_test) {
        print join('|', 'test', $result->ok, $result->description, $result->directive,
          $result->explanation), "\\n";
      } elsif ($result->is_yaml) {
        print "yaml\\n";
        for (sort keys %{ $result->data }) {
          my $value = $result->data->{$_};
          $value =~ s/([^ -~])/sprintf '{%X}', ord $1/ge;
          print "  $_=$value\\n";
        }
      } elsif (!$result->is_unknown) {
        print $result->type, "\\n";
      }
    }
    print map { "error: $_\\n" } $parser->parse_errors;
    """

  private func list(_ record: ReplayRecord) async throws -> String {
    let result = try await ProcessRunner.run(
      "/usr/bin/perl", arguments: ["-MTAP::Parser", "-e", Self.listing],
      input: TAPReport.render(record))
    try #require(result.standardError == "")
    return result.standardOutput
  }

  /// What `prove` says of a report, but for the line with its own times.
  private func prove(_ record: ReplayRecord) async throws -> (status: Int32, lines: [String]) {
    let result = try await ProcessRunner.run(
      "/usr/bin/prove", arguments: ["-Q", "--exec", "/bin/cat", "/dev/stdin"],
      environment: ["PATH": "/usr/bin:/bin"], input: TAPReport.render(record))
    let lines = (result.standardOutput + result.standardError).split(separator: "\n")
    return (result.status, lines.filter { !$0.hasPrefix("Files=") }.map(String.init))
  }

  @Test func `prove passes a replay that passed`() async throws {
    let (status, lines) = try await prove(
      ReplaySample.replay(ReplaySample.passed, ReplaySample.skipped))

    #expect(status == 0)
    #expect(lines == ["All tests successful.", "Result: PASS"])
  }

  @Test func `prove names the file that failed`() async throws {
    let (status, lines) = try await prove(
      ReplaySample.replay(ReplaySample.passed, ReplaySample.failed, ReplaySample.skipped))

    #expect(status == 1)
    #expect(
      lines == [
        "Test Summary Report", "-------------------",
        "/dev/stdin (Wstat: 0 Tests: 3 Failed: 1)", "  Failed test:  2", "Result: FAIL",
      ])
  }

  @Test func `prove fails a replay that was interrupted`() async throws {
    let (status, lines) = try await prove(
      ReplaySample.replay(ReplaySample.passed, interruption: .interrupt))

    #expect(status == 255)
    #expect(lines.last == "FAILED--Further testing stopped: interrupted by SIGINT")
  }

  @Test func `prove takes a replay of nothing for skipped`() async throws {
    let (status, lines) = try await prove(ReplayRecord())

    #expect(status == 0)
    #expect(lines == ["Result: NOTESTS"])
  }

  @Test func `the parser finds the facts of a failure`() async throws {
    #expect(
      try await list(ReplaySample.replay(ReplaySample.leaking, ReplaySample.skipped)) == """
        version
        plan
        test|not ok|- leak.vsdk||
        yaml
          category=leak
          code=leak
          exit=6
          message=1 recording still runs
          text=error: 1 recording still runs{A}
        test|ok|- later.vsdk|SKIP|an earlier file failed

        """)
  }

  @Test(arguments: HostileText.all)
  func `no text breaks out of its place`(_ hostile: HostileText) async throws {
    let lines = try await list(ReplaySample.replay(ReplaySample.hostile(hostile.text)))
      .split(separator: "\n")

    #expect(
      lines.map { $0.prefix { $0 != "=" && $0 != "-" } } == [
        "version", "plan", "comment",
        // The block of the step in the subtest, then the file's.
        "yaml", "  at", "  category", "  code", "  message", "  text",
        "test|not ok|",
        "yaml", "  at", "  category", "  code", "  exit", "  message", "  text",
      ])
  }
}
