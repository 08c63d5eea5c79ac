import CommandLanguage
import TestSupport
import Testing

@testable import ShellCore

/// Whatever is drawn on a terminal is broken between words, and what is there to be copied stays what it is.
@Suite struct WrappedLinesTests {
  private static let widths = [20, 33, 40, 60, 79, 80, 120]

  private func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map { String($0) }
  }

  @Test(arguments: widths)
  func `an answer is broken between words, and keeps what each means`(_ width: Int) {
    let text = StyledText([
      .init("track recording started successfully.", .good), .init("  "), .init("audio", .strong),
      .init(" · ", .muted), .init("efgh", .id), .init(" · after 1 retry (503), ", .muted),
      .init("`set participant efgh`", .code), .init(" and so on until it ends", .plain),
    ])

    let lines = text.wrapped(width)

    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0.plain) <= max(width, 26) })
    #expect(lines.flatMap { words($0.plain) } == words(text.plain))
    for (word, role) in [
      ("successfully.", StyledText.Role.good), ("efgh", .id), ("(503),", .muted),
    ] {
      let parts = lines.flatMap(\.parts).filter { $0.text.contains(word) }
      #expect(parts.contains { $0.role == role }, "\(word)")
    }
  }

  @Test func `what has room is left as it is`() {
    let text = StyledText([.init("a  b", .good), .init("   c")])

    #expect(text.wrapped(8) == [text])
  }

  @Test(arguments: widths)
  func `no kind of failure breaks a word`(_ width: Int) throws {
    let message = "the API refused with 409: the track of this participant is recorded already"
    let hint = "it runs already, or is being processed; `recordings` shows what the server has"
    let source = SourceText(name: "mine.vsdk", text: "start audio\n")
    let prompt = SourceText(name: "<prompt>", text: "start audio\n")
    let span = SourceSpan(0, 11)
    var plain = Diagnostic(code: "x", message: message, notes: [message], hints: [hint])

    for location in [
      nil, Diagnostic.Location(source: source, span: span),
      Diagnostic.Location(source: prompt, span: span),
    ] {
      plain.location = location
      let lines = DiagnosticText.render(plain, maxWidth: width)

      #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= max(width, 30) }, "\(lines)")
      let told = Set(lines.flatMap { words($0) })
      for word in words(message) + words(hint.replacing("`recordings`", with: "")) {
        #expect(told.contains(word), "\(word): \(lines)")
      }
    }
  }

  @Test(arguments: widths)
  func `a command line in several is the same to the shell`(_ width: Int) async throws {
    var numbers = SplitMix(seed: UInt64(width))
    for _ in 0..<20 {
      let letters = Array("ab '\"\\$;{}:, ")
      let body = String((0..<60).map { _ in letters[Int(numbers.next() % UInt64(letters.count))] })
      let command =
        "printf '%s|' curl -X POST \(ShellText.quoted("http://127.0.0.1/a")) "
        + "-H \"Authorization: $VIDEOSDK_TOKEN\" -d \(ShellText.quoted(body))"
      let broken = ShellText.broken(command, width: width)

      let results = try await [command, broken.joined(separator: "\n")].asyncMap {
        try await ProcessRunner.run(
          "/bin/sh", arguments: ["-c", $0], environment: ["VIDEOSDK_TOKEN": "t"])
      }

      #expect(results[0] == results[1], "seed \(width): \(command)")
      #expect(results[0].standardOutput.hasSuffix("|\(body)|"))
      #expect(width < 60 || broken.count > 1)
    }
  }

  @Test(arguments: [40, 79, 80])
  func `JSON is broken behind a sign, and begins where there is room`(_ width: Int) {
    let json = #"{"roomId":"abcd-efgh-ijkl","webhookUrl":"http://127.0.0.1:4100/","kind":"audio"}"#
    let lines = TalkLine("  back     ", "200 \(json)").lines(width: width).map(\.plain)

    #expect(lines[0].hasPrefix(#"  back     200 {"roomId""#))
    #expect(lines.joined().filter { $0 != " " }.hasSuffix(json))
    for word in ["webhookUrl", "abcd-efgh-ijkl", "audio"] {
      #expect(lines.contains { $0.contains(word) }, "\(word): \(lines)")
    }
  }
}

extension [String] {
  fileprivate func asyncMap<Result>(
    _ transform: (String) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
