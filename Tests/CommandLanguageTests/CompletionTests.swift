@testable import CommandLanguage
import Testing

@Suite struct CompletionTests {
  /// A line with the replaced part marked up to the cursor, and the words that may replace it.
  struct Case: CustomTestStringConvertible {
    let marked: String
    let candidates: [String]
    var testDescription: String { marked.debugDescription }

    init(_ marked: String, _ candidates: String...) {
      self.marked = marked
      self.candidates = candidates
    }
  }

  private func complete(_ marked: MarkedText) -> Completion {
    Completion.complete(marked.text, cursor: marked.spans[0].end, table: SampleTable.table) {
      kind in
      switch kind {
      case .room: [.init("abcd-efgh", "set here"), .init("abcd-ijkl", "maths", age: "2m ago")]
      case .participant: [.init("p1", ""), .init("p2", ""), .init("it's", "")]
      case .recording: [.init("rec-1", "audio")]
      case .session, .participantRecording, .meetingRecording, .merge: []
      }
    }
  }

  @Test(arguments: [
    Case("^st^", "start"),
    Case(
      "^^", "start", "wait", "download", "rooms", "run", "echo", "dry", "help", "sandbox",
      "expect", "let", "try", "defer"),
    Case("a; ^r^", "rooms", "run"),
    Case("a;^r^", "rooms", "run"),
    Case("echo a\n^r^", "rooms", "run"),
    Case("try ^r^", "rooms", "run"),
    Case("defer ^s^x", "start", "sandbox"),
    Case("try defer ^^"),
    Case("^sT^"),
    Case("start ^^", "audio", "video", "screen"),
    Case("start \\\n ^au^", "audio"),
    Case("start ^v^ audio", "video"),
    Case(
      "start audio ^^", "video", "screen", "room=", "participant=", "webhook=", "limit=",
      "format="),
    Case("start audio ^r^", "room="),
    Case("start audio room=x ^^", "participant=", "webhook=", "limit=", "format="),
    Case("start audio room=^^", "abcd-efgh", "abcd-ijkl"),
    Case("start audio room=^abcd-e^", "abcd-efgh"),
    Case("start audio format=^m^", "mp4"),
    Case("start audio participant=^^", "p1", "p2", "\"it's\""),
    Case("start audio participant=p1,^p^", "p2"),
    Case("rooms show=^^", "id", "name", "open"),
    Case("rooms show=name,^^", "id", "open"),
    Case("rooms show=name,id,^o^", "open"),
    Case("start audio nonsense=^^"),
    Case("download ^^", "rec-1"),
    Case("download x ^^", "to="),
    Case("rooms ^^", "show="),
    Case("nonsense ^^"),
    Case("echo ^a^"),
    Case("start ^'au^", "'audio'"),
    Case("start ^\"au^", "\"audio\""),
    Case("start ^'audio'^"),
    Case("start audio participant=^'^", "'p1'", "'p2'", "\"it's\""),
    Case("start audio participant=^it^", "\"it's\""),
    Case("start audio participant=^\"it'^", "\"it's\""),
    Case("start audio participant='p1,^^"),
    Case("^'sta^"),
    Case("start \"a$^^"),
    Case("start 'a'x^^"),
    Case("start 'audio' ^v^", "video"),
    Case("# st^^"),
    Case("start # au^^"),
    Case("help ^ro^", "rooms"),
    Case("dry ^r^", "rooms", "run"),
    Case("dry start ^v^", "video"),
    Case("try dry dry ^r^", "rooms", "run"),
    Case(String(repeating: "dry ", count: 9) + "^r^"),
    Case("wait ^^", "until"),
    Case("wait until ^h^", "http", "hook."),
    Case("wait until http == 200 ^^", "within=", "every="),
    Case("wait until http exists every=1s ^^", "within="),
    Case("expect ^^", "http", "elapsed", "error", "state.", "recording.", "last", "hook.", "not"),
    Case("expect not ^e^", "elapsed", "error"),
    Case("expect ^error.m^", "error.message"),
    Case("expect error ^c^", "contains"),
    Case("expect last.x ^=^", "=="),
    Case("expect state.audio == ^st^", "starting", "stopping"),
    Case("expect last.x == ^^"),
    Case("let x ^^", "="),
    Case("let x = ^l^", "last"),
    Case("let x = last.id ^^", "secret"),
  ])
  func `offers what may stand at the cursor`(test: Case) {
    let marked = MarkedText(test.marked)

    let completion = complete(marked)

    #expect(completion.candidates.map(\.text) == test.candidates)
    if !test.candidates.isEmpty { #expect(completion.wordStart == marked.spans[0].start) }
  }

  @Test func `tells what a candidate is and whether the word ends`() {
    #expect(
      complete(MarkedText("start audio ^ro^")).candidates
        == [.init(text: "room=", summary: "the room", endsWord: false)])
    #expect(
      complete(MarkedText("start audio room=^abcd-i^")).candidates
        == [.init(text: "abcd-ijkl", summary: "maths", age: "2m ago")])
    #expect(
      complete(MarkedText("expect ^st^")).candidates
        == [.init(text: "state.", summary: "what the shell knows", endsWord: false)])
  }

  @Test(arguments: [
    ("run ^^", true), ("run ^a/b^", true), ("download x to=^a^", true), ("download ^^", false),
    ("start ^^", false),
  ])
  func `says when a file is due`(text: String, expectsFile: Bool) {
    #expect(complete(MarkedText(text)).expectsFile == expectsFile)
  }

  @Test func `survives a cursor outside the line`() {
    let completion = Completion.complete("st", cursor: 99, table: SampleTable.table)

    #expect(completion.candidates.map(\.text) == ["start"])
    #expect(Completion.complete("st", cursor: -1, table: SampleTable.table).wordStart == 0)
  }
}

@Suite struct ExplanationTests {
  private func lines(_ text: String) -> [String] {
    Explanation.lines(for: text, table: SampleTable.table) { kind in
      kind == .room ? [.init("abcd-efgh", "set here")] : []
    }
  }

  @Test func `lists commands at the start of a line`() {
    #expect(
      lines("a; ") == [
        "  start     start recording tracks",
        "  wait      pause, or poll until a condition holds",
        "  download  fetch the files of a recording",
        "  rooms     list the rooms",
        "  run       include another script",
        "  echo      print text",
        "  dry       show the request of a command and send nothing",
        "  help      explain a command",
        "  sandbox   drive the sandbox",
        "  expect    check the answer to the command above",
        "  let       keep a value of the last answer",
        "  try       run a command, and go on when it is refused",
        "  defer     run a command at the end, whatever happens",
      ])
  }

  @Test func `lists values and options of a command`() {
    #expect(
      lines("start audio room=x ") == [
        "  participant=ID,…  one id, a list, or `all`",
        "  webhook=URL       where to report to (http:// or https://)",
        "  limit=N           how many at once (1 to 16)",
        "  format=NAME       the container",
        "  Enter             run the command",
      ])
    #expect(
      lines("start ") == [
        "  KIND…     what to record",
        "    audio   the microphone",
        "    video   the camera",
        "    screen  both screen kinds",
      ])
  }

  @Test func `lists the values of an option`() {
    #expect(
      lines("start audio room=") == ["  ID           the room", "    abcd-efgh  set here"])
  }

  @Test func `lists only what begins like the word`() {
    #expect(lines("ro") == ["  rooms  list the rooms"])
  }

  @Test func `lists the parts of a condition`() {
    #expect(lines("expect last matches ") == ["  /…/  a regex"])
    let rest = ["  else   what to say first when it fails", "  Enter  run the command"]
    for claim in [
      "error exists", "http == 200", "error already", "last matches /a/",
      "last.data[kind=audio, id='a b'].id exists", "not last[kind=audio, id=b] == 1",
    ] {
      #expect(lines("expect \(claim) ") == rest, "\(claim)")
    }
    #expect(lines("expect http == 200 else ") == [])
    #expect(lines("wait until last[kind=audio, id=b] == 1 ").first?.contains("within=") == true)
    #expect(
      lines("expect last == ") == ["  VALUE  what to compare with; in quotes it is text"])
  }

  @Test func `knows what may stand in a quote that is begun`() {
    #expect(lines("start 'a") == ["  KIND…    what to record", "    audio  the microphone"])
  }

  @Test(arguments: ["start \"a$", "# x", "nonsense "])
  func `tells nothing where nothing is known`(text: String) {
    #expect(lines(text) == [])
  }
}
