import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import CommandLanguage
@testable import ShellCore

/// One state, one word: wherever a state of a recording is told or taken.
@Suite(.timeLimit(.minutes(2)))
struct VocabularyTests {
  private static let states = RecordingState.allCases.map(\.rawValue)

  @Test func `Tab offers the states that the shell tells`() {
    #expect(Vocabulary.trackStates == Self.states)
  }

  @Test func `a list of recordings is narrowed by words of the states`() throws {
    let option = try #require(RecordingsCommand.grammar.options.first { $0.key == "state" })

    #expect(Set(option.type.choiceNames).isSubset(of: Self.states))
  }

  @Test func `what recover found is told in words of the states`() {
    let recovered: [Recovered.State] = [.recording, .ended]

    #expect(Set(recovered.map(\.rawValue)).isSubset(of: Self.states))
  }

  @Test(arguments: RecordingPhase.allCases)
  func `each webhook of a recording leads to a state`(_ phase: RecordingPhase) {
    let expected: [RecordingPhase: RecordingState] = [
      .starting: .starting, .started: .recording, .stopping: .stopping, .stopped: .ended,
      .failed: .failed,
    ]

    #expect(RecordingState(phase) == expected[phase])
  }

  @Test func `help on expectations lists the states`() {
    let text = HelpTopic.expectations.page.lines().joined(separator: " ")

    for state in Self.states { #expect(text.contains(state), "\(state)") }
  }

  @Test(arguments: RecordingState.allCases)
  func `the prompt counts what may be recording`(_ state: RecordingState) throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), state, .known, isOurs: true)

    let prompt = PromptText(isUTF8: true, isColored: false).main(session).plain

    #expect(prompt.contains("●1") == [.starting, .recording, .unknown].contains(state))
  }

  @Test func `session, recordings, recording, conditions and notes agree on each step`()
    async throws
  {
    try await ShellHarness.with { harness in
      for (commands, word) in [
        (["start audio"], "recording"), (["start audio", "stop audio"], "ended"),
      ] {
        try await harness.reset()
        let log = OutputLog()
        let lines = ScriptedLines(
          (commands + [
            "recordings", "recording audio", "session", "expect state.audio == \(word)",
            "recordings state=\(word)",
          ]).map { .line($0) })
        _ = await harness.runShell(lines, session: harness.classroom(), log: log)

        let text = log.text
        #expect(!text.contains("error"), "\(text)")
        #expect(text.contains("state        \(word)"), "\(text)")
        #expect(text.contains("abcd         \(word)"), "\(text)")
        #expect(text.contains("abcd-efgh-ijkl  \(word)"), "\(text)")
      }
    }
  }

  @Test func `words of earlier versions are still understood`() async throws {
    let replay = try await Replay.run(
      """
      start audio
      recordings state=running
      expect last.data[0].id exists
      stop audio
      expect state.audio == stopped
      expect state.audio != running
      expect not state.audio == recording
      recordings state=ended
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test func `former words are words of no state`() {
    #expect(Set(RecordingState.formerWords.keys).isDisjoint(with: Self.states))
  }
}

/// The room's session is a meeting, the shell's is what it has chosen: no sentence leaves open which it means.
@Suite struct SessionWordTests {
  private static let told = [
    "room's session", "room's sessions", "session of the room", "live session", "last session",
    "A session is one meeting", "session=", "`session`", "`session as", "`sessions`",
    "session.json",
    "of the session that",
    "session that goes on", "what `session` shows", "what a word means",
  ]

  private static let sentences: [String] = CommandTable.grammars.grammars.flatMap {
    sentences(of: $0)
  }

  private static func sentences(of grammar: Grammar) -> [String] {
    let types = grammar.parameters.map(\.type) + grammar.options.map(\.type)
    var all = [grammar.summary]
    all += grammar.details
    all += grammar.parameters.map(\.summary)
    all += grammar.options.map(\.summary)
    all += grammar.forms.map(\.summary)
    all += types.flatMap(choices)
    return all
  }

  private static func choices(_ type: ArgumentType) -> [String] {
    switch type {
    case .choice(let choices), .choices(let choices): choices.map(\.summary)
    case .text, .identifier, .integer, .duration, .url, .file: []
    }
  }

  @Test(arguments: sentences.filter { $0.lowercased().contains("session") })
  func `says which session is meant`(_ sentence: String) {
    #expect(Self.told.contains { sentence.contains($0) }, "\(sentence)")
  }
}
