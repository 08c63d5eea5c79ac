import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct PromptTextTests {
  @Test(arguments: [
    (true, "127.0.0.1:4000 -/- ▸ "), (false, "127.0.0.1:4000 -/- > "),
  ])
  func `shows dashes for what is not chosen`(_ isUTF8: Bool, _ text: String) throws {
    let prompt = PromptText(isUTF8: isUTF8, isColored: false).main(try Sample.session())

    #expect(prompt == Prompt(styled: text, plain: text))
  }

  @Test(arguments: [
    (true, "LIVE abcd-efgh-ijkl/abcd ●2 ▸ "), (false, "LIVE abcd-efgh-ijkl/abcd *2 > "),
  ])
  func `shows the place and what this shell has running`(
    _ isUTF8: Bool, _ text: String
  ) throws {
    var session = try Sample.classroom()
    session.target.kind = .live
    session.believe(Sample.track(), .recording, .known, isOurs: true)
    session.believe(Sample.track(.video), .unknown, .assumed, isOurs: true)
    session.believe(Sample.track(.screenVideo), .recording, .known, isOurs: false)
    session.believe(Sample.track(.screenAudio), .ended, .known, isOurs: true)

    #expect(PromptText(isUTF8: isUTF8, isColored: false).main(session).plain == text)
  }

  @Test(arguments: [
    (true, "127.0.0.1:4000 -/- ●1→13:05:00 ▸ "), (false, "127.0.0.1:4000 -/- *1->13:05:00 > "),
  ])
  func `shows when the next end is`(_ isUTF8: Bool, _ text: String) throws {
    var session = try Sample.session()
    session.believe(Sample.track(), .recording, .known, isOurs: true, for: .seconds(60))

    let prompt = PromptText(isUTF8: isUTF8, isColored: false)
      .main(session, nextEnd: "13:05:00")

    #expect(prompt.plain == text)
    #expect(
      PromptText(isUTF8: true, isColored: false).main(try Sample.session(), nextEnd: "13:05:00")
        .plain == "127.0.0.1:4000 -/- ▸ ")
  }

  @Test(arguments: [(Target.Kind.live, "31"), (.sandbox, "32"), (.endpoint, "32")])
  func `only LIVE is red`(_ kind: Target.Kind, _ color: String) throws {
    var session = try Sample.session()
    session.target.kind = kind
    let label = session.target.label

    let prompt = PromptText(isUTF8: true, isColored: true).main(session)

    #expect(
      prompt.styled
        == "\u{1B}[\(color)m\(label)\u{1B}[0m \u{1B}[36m-\u{1B}[0m/\u{1B}[36m-\u{1B}[0m ▸ ")
    #expect(prompt.plain == "\(label) -/- ▸ ")
  }

  @Test func `an id takes no more than its part of the line`() throws {
    for (id, shown) in [
      (String(repeating: "r", count: 48), String(repeating: "r", count: 48)),
      (String(repeating: "r", count: 20_000), String(repeating: "r", count: 48) + "…"),
      (String(repeating: "日", count: 3_000), String(repeating: "日", count: 24) + "…"),
      ("ab" + String(repeating: "\u{301}", count: 3_000), "a…"),
      ("a\u{2800}b", #"a\u{2800}b"#),
    ] {
      var session = try Sample.session()
      session.settings.put(.room, id, from: .prompt)
      session.settings.put(.participant, id, from: .prompt)

      let prompt = PromptText(isUTF8: true, isColored: false).main(session)

      #expect(prompt.plain == "127.0.0.1:4000 \(shown)/\(shown) ▸ ", "\(shown)")
    }
  }

  @Test func `the question before leaving names its answers`() {
    let utf8 = PromptText(isUTF8: true, isColored: false)
    let ascii = PromptText(isUTF8: false, isColored: false)

    #expect(utf8.leaving.plain == "s stop and leave · l leave them · Enter stay: ")
    #expect(ascii.leaving.plain == "s stop and leave, l leave them, Enter stay: ")
  }

  @Test func `a line that goes on is marked`() {
    #expect(PromptText(isUTF8: true, isColored: false).continuation.plain == "  … ")
    #expect(PromptText(isUTF8: false, isColored: false).continuation.plain == "  ... ")
  }
}
