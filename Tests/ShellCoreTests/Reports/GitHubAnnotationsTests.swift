import CommandLanguage
import TestSupport
import Testing

@testable import ShellCore

@Suite struct GitHubAnnotationsTests {
  /// A checkout at `/w/repo`, reached by `/link` too, with the current folder `/w/repo/sub`.
  private static func annotations(
    _ environment: [String: String] = [
      "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/link",
    ]
  ) -> GitHubAnnotations? {
    var files = Files()
    files.realPath = { path in
      if path == "/link" { return "/w/repo" }
      if path == "." { return "/w/repo/sub" }
      return path.hasPrefix("/") ? path : "/w/repo/sub/" + path
    }
    return GitHubAnnotations(environment: environment, files: files)
  }

  @Test func `is made on GitHub alone`() {
    #expect(Self.annotations([:]) == nil)
    #expect(Self.annotations(["GITHUB_ACTIONS": "false"]) == nil)
  }

  @Test func `each failure is one, with its place in the workspace`() throws {
    let record = ReplaySample.replay(
      ReplaySample.passed, ReplaySample.failed, ReplaySample.including, ReplaySample.leaking,
      ReplaySample.skipped)

    let lines = try #require(Self.annotations()).lines(record)

    #expect(
      lines == [
        "::error file=sub/cases/double.vsdk,line=3,col=1::expectation failed "
          + "(after `try start audio`, line 2, 212 ms)%0A    2 | try start audio%0A    3 | "
          + "expect http == 409%0A      | ^^^^^^^^^^^^^^^^^^ actual: 200",
        "::error file=sub/part.vsdk,line=7,col=1::the API refused with 409: already running",
        "::error file=sub/leak.vsdk::1 recording still runs",
      ])
  }

  @Test func `a file outside the workspace has its whole path, a text in no file none`() throws {
    let annotations = try #require(Self.annotations())
    func line(_ name: String) -> String {
      let source = SourceText(name: name, text: "stat audio")
      return annotations.line(
        Diagnostic(
          severity: .warning, code: "x", message: "doubt",
          location: .init(source: source, span: SourceSpan(5, 10))))
    }

    #expect(line("/w/other/a.vsdk").hasPrefix("::warning file=/w/other/a.vsdk,line=1,col=6::doubt"))
    #expect(line("/w/repository/a.vsdk").hasPrefix("::warning file=/w/repository/a.vsdk,"))
    #expect(line("<stdin>").hasPrefix("::warning::doubt%0A"))
  }

  /// What GitHub's runner makes of a line, byte by byte: <https://github.com/actions/runner>, `ActionCommand`.
  private static func read(
    _ line: String
  ) -> (properties: [String: [UInt8]], message: [UInt8])? {
    let line = Array(line.utf8)
    let head = Array("::error ".utf8)
    guard line.starts(with: head),
      let end = line[head.count...].firstRange(of: Array("::".utf8))
    else { return nil }
    func back(_ bytes: ArraySlice<UInt8>, _ signs: [(String, String)]) -> [UInt8] {
      signs.reduce(Array(bytes)) { $0.replacing(Array($1.0.utf8), with: Array($1.1.utf8)) }
    }
    let data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
    let own = [("%3A", ":"), ("%2C", ",")]
    var properties: [String: [UInt8]] = [:]
    for part in line[head.count..<end.lowerBound].split(separator: UInt8(ascii: ",")) {
      guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      properties[String(decoding: part[..<sign], as: UTF8.self)] = back(
        part[(sign + 1)...], own + data)
    }
    return (properties, back(line[end.upperBound...], data))
  }

  @Test func `no text begins a command or a property of its own`() throws {
    let annotations = try #require(Self.annotations())
    var random = SplitMix(seed: 20_261_129)
    let pieces = [
      "::", ":", ",", "%", "%0A", "\n", "\r", "\r\n", "=", "error", " ", "x", "é", "\u{301}",
    ]
    for _ in 0..<500 {
      let text = (0..<Int(random.next() % 12)).map { _ in
        pieces[Int(random.next() % UInt64(pieces.count))]
      }.joined()
      let record = ReplaySample.replay(ReplaySample.hostile("x" + text))

      for line in annotations.lines(record) {
        #expect(!line.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
        let found = try #require(Self.read(line), "\(line.debugDescription)")
        #expect(Set(found.properties.keys) == ["file", "line", "col"])
        #expect(found.properties["file"] == Array("sub/x\(text)".utf8))
        #expect(found.message.starts(with: "x\(text)".utf8))
      }
    }
  }
}
