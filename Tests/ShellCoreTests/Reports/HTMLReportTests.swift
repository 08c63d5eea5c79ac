import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
@testable import VideoSDKClient

@testable import ShellCore

/// The page of a replay, read by a parser that shares nothing with what writes it.
@Suite(.timeLimit(.minutes(2)))
struct HTMLReportTests {
  /// The page, which is XML behind its first line.
  private func read(_ record: ReplayRecord) throws -> XMLElement {
    try Self.read(HTMLReport.render(record))
  }

  private static func read(_ page: String) throws -> XMLElement {
    let start = "<!DOCTYPE html>\n"
    #expect(page.hasPrefix(start))
    return try XMLReader.read(
      #"<?xml version="1.0" encoding="UTF-8"?>"# + page.dropFirst(start.count))
  }

  @Test func `needs no other file, no network and no JavaScript`() throws {
    let root = try read(ReplaySample.replay(ReplaySample.passed, ReplaySample.failed))

    #expect(root.all("script") == [] && root.all("link") == [] && root.all("img") == [])
    #expect(root.all.allSatisfy { $0.attributes["src"] == nil && $0.attributes["style"] == nil })
    #expect(root.all.allSatisfy { $0.attributes["href"]?.hasPrefix("#file-") ?? true })
    #expect(
      root.all("meta").compactMap { $0.attributes["content"] }.first
        == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
    let style = try #require(root.all("style").first).text
    #expect(style.contains("@media screen and (prefers-color-scheme:dark)"))
    #expect(style.contains("@media print"))
    #expect(!style.contains("url(") && !style.contains("@import"))
    // A browser reads no references to characters there.
    #expect(!HTMLReport.render(ReplayRecord()).contains("&"))
  }

  @Test func `sums up several scripts, and leads to each`() throws {
    let root = try read(
      ReplaySample.replay(
        ReplaySample.passed, ReplaySample.failed, ReplaySample.skipped, ReplaySample.leaking))

    #expect(root.all("h1").map(\.text) == ["vsdk: 2 of 4 scripts failed"])
    #expect(
      root.all("tbody")[0].all("tr").map { $0.children.map(\.wholeText) } == [
        ["passed", "first.vsdk", "3 steps", "40 ms", ""],
        [
          "failed", "cases/double.vsdk", "4 steps, 1 failed, 1 not run", "251 ms",
          ReplaySample.unexpected.message,
        ],
        ["not run", "later.vsdk", "0 steps", "0 ms", "an earlier file failed"],
        ["failed", "leak.vsdk", "0 steps", "1 ms", "1 recording still runs"],
      ])
    let targets = root.all("a").compactMap { $0.attributes["href"]?.dropFirst() }.map { String($0) }
    #expect(targets == root.all("section", "file").compactMap { $0.attributes["id"] })
    let leak = try #require(root.all("section", "file").last)
    #expect(leak.all("pre").map(\.wholeText) == ["error: 1 recording still runs"])
  }

  @Test func `one script needs no summary`() throws {
    let root = try read(ReplaySample.replay(ReplaySample.passed))

    #expect(root.all("h1").map(\.text) == ["vsdk: 1 script passed"])
    #expect(root.all("table") == [])
  }

  @Test func `what failed is open, with its excerpt and caret`() throws {
    let root = try read(ReplaySample.replay(ReplaySample.failed))

    let open = root.all("details").filter { $0.attributes["open"] != nil }
    #expect(open.map { $0.children[0].wholeText } == ["failed 3 expect http == 409"])
    #expect(
      open[0].all("code").dropFirst().map(\.text) == ReplaySample.unexpected.lines)
  }

  @Test func `an interrupted replay says so`() throws {
    let root = try read(ReplaySample.replay(ReplaySample.passed, interruption: .terminate))

    #expect(root.all("p", "bad").map(\.text) == ["interrupted by SIGTERM"])
    #expect(try read(ReplayRecord()).all("h1").map(\.text) == ["vsdk: nothing was run"])
  }

  @Test(arguments: HostileText.all)
  func `any text stays text`(_ hostile: HostileText) throws {
    var file = ReplaySample.hostile(hostile.text)
    file.steps[0].exchanges = [RecordedExchangeTests.exchange(answer: hostile.text)]
    file.steps[0].exchanges[0].request = hostile.text
    file.timeline = TimelineSample.timeline([
      try TimelineSample.record(of: hostile.text, name: hostile.text)
    ])
    let plain = try read(ReplaySample.replay(ReplaySample.hostile("a")))

    let root = try read(ReplaySample.replay(file))

    #expect(Set(root.all.map(\.name)).isSubset(of: Self.elements))
    #expect(root.all("details").count == plain.all("details").count)
    let shown = VisibleText.masked(hostile.text)
    #expect(root.all("h2").contains { $0.wholeText == "failed \(shown)" }, "\(root.all("h2"))")
    #expect(root.all("text", "t-id").contains { $0.text == shown })
  }

  private static let elements: Set = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "h1", "h2", "h3",
    "p",
    "b", "span", "code", "pre", "ol", "li", "div", "details", "summary", "svg", "desc", "rect",
    "text", "tspan", "path", "g", "circle",
  ]

  // MARK: A real run

  private func replay(
    _ script: String, faults: [String] = []
  ) async throws -> (root: XMLElement, page: String) {
    let page = try await ShellHarness.with { harness in
      for fault in faults { try await harness.order(fault: fault) }
      var services = harness.services
      let recorder = ReplayRecorder(
        redactor: services.redactor,
        clock: .init(now: { TimelineSample.at(0) }, secondsFromUTC: { _ in 3_600 }))
      services.observe = recorder.observer
      let session = harness.classroom()
      let (checked, problems) = Checker.check(
        SourceText(name: "a.vsdk", text: script), arguments: ScriptArguments(),
        session: session, services: services)
      for problem in problems { recorder.note(problem.event) }
      var status = Checker.status(of: problems) ?? .success
      if let checked {
        var replayer = ScriptReplayer(
          checked, session: session, interpreter: Interpreter(services: services),
          options: ReplayOptions(keepsGoing: true), emit: { recorder.note($0) })
        await replayer.runBody()
        await replayer.runDeferred()
        status = replayer.finish()
      }
      recorder.end(file: "a.vsdk", status, after: .seconds(1))
      return HTMLReport.render(recorder.record)
    }
    return (try Self.read(page), page)
  }

  @Test func `each step has its requests and answers, those sent again too`() async throws {
    let (root, _) = try await replay(
      "start audio\nexpect http == 409\nstop audio\necho a",
      faults: [
        #"{"match":{"operation":"startTrackRecording"},"times":2,"fault":{"status":503}}"#
      ])

    let steps = root.all("li")
    #expect(steps.count == 4)
    let first = try #require(steps.first)
    #expect(first.all("summary")[0].wholeText.hasPrefix("passed 1 start audio 200 · "))
    #expect(first.all("summary")[0].wholeText.hasSuffix(" · after 2 retries (503, 503)"))
    let exchanges = first.all("div", "exchange")
    #expect(exchanges.flatMap { $0.all("b").map(\.text) } == ["503", "503", "200"])
    #expect(
      exchanges.map { $0.all("p")[0].wholeText.suffix(10) } == [
        "rack/start", " attempt 2", " attempt 3",
      ])
    #expect(
      exchanges.last?.all("code").dropFirst().map(\.text) == [
        "{", #"  "roomId": "abcd-efgh-ijkl","#, #"  "participantId": "abcd","#,
        #"  "kind": "audio""#, "}", #""track recording started successfully.""#,
      ])
    #expect(steps[1].all("details").map { $0.attributes["open"] } == [""])
    #expect(steps[2].all("div", "exchange").count == 1)
    #expect(steps[3].all("details") == [])
    #expect(root.all("header")[0].wholeText.contains("4 steps, 1 failed"))
    #expect(root.all("header")[0].wholeText.contains("2026-11-29 13:00:00"))
  }

  @Test func `the timeline is what the script did`() async throws {
    let (root, _) = try await replay(
      "start audio\ntry start audio\nstop audio\nstart video\nset participant efgh\nstop audio")

    let picture = try #require(root.all("svg").first)
    #expect(
      picture.all("text", "t-id").map(\.wholeText).sorted() == [
        "abcdaudio", "abcdvideo", "efghaudio",
      ])
    #expect(picture.all("tspan", "t-bad").map(\.text) == ["✗ 409", "✗ 400"])
    // What was not stopped, and the legend's.
    #expect(picture.all("circle").count == 2)
  }

  @Test func `each file has a timeline of its own, whatever tracks the others use`() throws {
    let recorder = ReplayRecorder(
      redactor: Redactor(),
      clock: .init(now: { TimelineSample.at(30) }, secondsFromUTC: { _ in 0 }))
    // Beside each other, with the same track; the second starts before the first has stopped.
    let calls: [[(isStart: Bool, minute: Double)]] = [
      [(true, 0), (false, 10)], [], [(true, 5), (false, 20)],
    ]
    let theirs = calls.map { calls in
      let own = recorder.forFile()
      for call in calls {
        var outcome = CommandOutcome()
        outcome.calls = [
          TrackCall(
            track: Sample.track(.audio, of: "abcd"), isStart: call.isStart,
            sent: TimelineSample.at(call.minute), end: .done)
        ]
        own.note(.completed(outcome))
      }
      return own
    }
    for (number, own) in theirs.enumerated() {
      own.end(file: "\(number).vsdk", .success, after: .seconds(1))
      recorder.take(own)
    }
    recorder.skip(file: "3.vsdk", reason: "an earlier file failed")

    let record = recorder.record
    let told = record.files.map { file in
      file.timeline?.rows.flatMap { row in row.recordings.map { $0.word(isLong: true) } }
    }
    #expect(told == [["10:00"], nil, ["15:00"], nil])
    #expect(record.files.map { $0.timeline?.remarks ?? [] } == [[], [], [], []])

    let sections = try read(record).all("section", "file")
    #expect(sections.map { $0.all("svg").count } == [1, 0, 1, 0])
    let ids = sections.flatMap { $0.all.compactMap { $0.attributes["id"] } }
    #expect(Set(ids).count == ids.count, "\(ids)")
  }

  @Test func `a script that touches no track has no timeline`() async throws {
    let (root, _) = try await replay("rooms")

    #expect(root.all("svg") == [])
  }

  @Test func `a secret that is known only later is struck out of what came before`() async throws {
    let (root, page) = try await replay(
      "start audio\nstop audio\nrecordings\nlet id = last.data[0].id secret\nlet path = last.data[0].files[0].filePath"
    )

    let answer = try #require(root.all("li").dropFirst(2).first?.wholeText)
    #expect(answer.contains(#""id": "[redacted]""#), "\(answer)")
    #expect(page.contains("[redacted]"))
  }

  @Test func `of many requests the first and the last are shown`() async throws {
    let (root, _) = try await replay(
      "wait until recording.audio exists within=1m every=1s")

    let step = try #require(root.all("li").first)
    #expect(step.all("div", "exchange").count == 20)
    #expect(step.all("p", "muted").last?.text == "41 requests in the middle left out")
    #expect(step.all("details").first?.attributes["open"] == "")
  }
}

/// What of a request and its answer gets into a report.
@Suite struct RecordedExchangeTests {
  static func exchange(body: String? = nil, answer: String = "") -> RecordedExchange {
    RecordedExchange(
      Exchange(
        operation: "startTrackRecording", method: .post, url: "http://127.0.0.1:1/start",
        status: 200, error: nil, duration: .milliseconds(4), attempt: 1,
        requestBody: body.map { Array($0.utf8) }, responseBody: Array(answer.utf8)))
  }

  @Test(
    arguments: [
      (1_999, nil), (2_000, nil), (2_001, "only its first 2000 bytes of 2001 are shown"),
      (4_096, "only its first 2000 bytes are shown"),
    ] as [(Int, String?)])
  func `a long body is shortened with a word`(_ count: Int, _ omission: String?) {
    let answer = String(repeating: "é", count: count / 2) + (count % 2 == 1 ? "x" : "")
    let shown = Self.exchange(answer: answer).shown(by: Redactor())

    #expect(shown.omission == omission)
    #expect((shown.answer?.utf8.count ?? 0) <= 2_000)
  }

  @Test(arguments: [0, 1_990, 1_995, 2_000, 3_000, 4_080])
  func `no part of a secret is left where a body is cut`(_ place: Int) {
    let secret = "hunter2hunter2hunter2"
    let answer = String(
      (String(repeating: ".", count: place) + secret + String(repeating: ".", count: 5_000)).prefix(
        4_096))
    let shown = Self.exchange(body: answer, answer: answer).shown(by: Redactor([secret]))

    #expect(shown.answer?.contains("hunter2") == false)
    #expect(shown.requestBody?.contains("hunter2") == false)
  }
}
