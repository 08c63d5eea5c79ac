import CommandLanguage
import FoundationEssentials
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// `follow` against the sandbox, by a clock that moves the sandbox's own.
@Suite(.timeLimit(.minutes(5)))
struct FollowTests {
  @Test func `two hundred people are recorded, and all of it ends`() async throws {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 60)
    for number in 0..<200 { plan.join("p\(number)", at: 10) }

    let meeting = try await Meeting.play("follow audio for=1m", plan)

    #expect(meeting.recorded == 203)
    #expect(meeting.missing == [])
    #expect(meeting.running == [])
    #expect(meeting.log.contains("the time is over after 1 min 0 s: 203 people, 203 recordings"))
  }

  @Test func `who flickers costs one recording at a time`() async throws {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 60)
    for number in 0..<10 {
      plan.join("zoe", at: 20 + Double(number) / 10)
      if number < 9 { plan.leave("zoe", at: 20.05 + Double(number) / 10) }
    }

    let meeting = try await Meeting.play("follow audio participant=zoe for=1m", plan, of: ["zoe"])

    #expect(meeting.overlapping == [])
    #expect((1...2).contains(meeting.recorded), "\(meeting.recorded)")
    #expect(meeting.running == [])
  }

  @Test func `a start that is refused because somebody has just come is tried again`() async throws
  {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 60)
    plan.fault(
      #"{"match":{"operation":"startTrackRecording"},"times":99,"fault":{"justJoined":"4s"}}"#,
      at: 10)
    plan.join("zoe", at: 12)

    let meeting = try await Meeting.play("follow audio participant=zoe for=1m", plan, of: ["zoe"])

    #expect(meeting.recorded == 1, "\(meeting.log)")
    #expect(meeting.longestGap < 12)
    #expect(!meeting.log.contains("not started"))
  }

  @Test func `one that is refused for longer is told once, and tried again when they come back`()
    async throws
  {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 120)
    plan.fault(
      #"{"match":{"operation":"startTrackRecording"},"times":999,"fault":{"status":400}}"#, at: 10)
    plan.join("zoe", at: 12)
    plan.fault(nil, at: 60)
    plan.leave("zoe", at: 70)
    plan.join("zoe", at: 80)

    let meeting = try await Meeting.play("follow audio participant=zoe for=2m", plan)

    #expect(meeting.log.components(of: "zoe audio not started: the API refused with 400") == 1)
    #expect(meeting.recorded == 1)
  }

  @Test func `who is not recorded is named with the reason`() async throws {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 60)
    plan.turn("abcd", "audio", on: false, at: 0)
    plan.fault(
      #"{"match":{"operation":"startTrackRecording"},"times":99,"fault":{"status":400}}"#, at: 54)
    plan.join("zoe", at: 55)

    let meeting = try await Meeting.play("start audio participant=efgh\nfollow audio for=1m", plan)

    #expect(meeting.log.contains(" abcd (Ada) joined · audio off\n"), "\(meeting.log)")
    #expect(
      meeting.log.contains(
        " efgh (Emil) joined · audio is recorded already, by an earlier command\n"))
    #expect(meeting.log.contains(" ijkl (Iris) joined · audio started\n"))
    #expect(meeting.log.contains(" zoe joined\n"))
    #expect(meeting.log.contains(" zoe audio not started: the API refused with 400: "))
    #expect(meeting.log.contains(": 4 people, 1 recording started"))
  }

  @Test func `a service that is away for a minute is waited for, and told once each way`()
    async throws
  {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 180)
    plan.fault(#"{"match":{},"times":9999,"fault":{"status":503}}"#, at: 30)
    plan.join("zoe", at: 40)
    plan.fault(nil, at: 90)

    let meeting = try await Meeting.play("follow audio for=3m", plan)

    #expect(meeting.log.components(of: "note: the service does not answer as it should") == 1)
    #expect(meeting.log.components(of: "note: the service answers again after ") == 1)
    #expect(meeting.recorded == 4)
    #expect(meeting.running == [])
    #expect(meeting.status == .success)
  }

  @Test func `an empty room ends it, once somebody was there`() async throws {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 100)
    for person in ["abcd", "efgh", "ijkl"] { plan.leave(person, at: 20) }

    let meeting = try await Meeting.play("follow audio until=empty", plan)

    #expect(meeting.log.contains("the room is empty after "))
    #expect(meeting.running == [])
    #expect(meeting.status == .success)
  }

  @Test func `a room in which nobody is yet is waited in`() async throws {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 100)
    for person in ["abcd", "efgh", "ijkl"] { plan.leave(person, at: 0) }
    plan.join("zoe", at: 40)
    plan.leave("zoe", at: 60)

    let meeting = try await Meeting.play("follow audio until=empty", plan)

    #expect(
      meeting.log.contains("note: nobody is in abcd-efgh-ijkl yet: waiting for the first\n"))
    #expect(meeting.recorded == 1)
    #expect(meeting.log.contains("the room is empty after "))
  }

  @Test func `mute and unmute are told, and a shared screen is recorded from its start`()
    async throws
  {
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 100)
    plan.turn("efgh", "screen_video", on: true, at: 30)
    plan.turn("efgh", "audio", on: false, at: 40)
    plan.turn("efgh", "audio", on: true, at: 60)
    plan.turn("efgh", "screen_video", on: false, at: 70)

    let meeting = try await Meeting.play(
      "follow audio screen_video participant=efgh for=100s", plan, of: ["efgh"])

    let events = meeting.log.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^[0-9:]+ efgh (?:\(.*\) )?(.*)$/).map { String($0.output.1) }
    }
    #expect(
      events == [
        "joined · screen_video off · audio started", "screen_video on · screen_video started",
        "audio off", "audio on", "screen_video off",
      ], "\(meeting.log)")
    #expect(meeting.missing == [])
    #expect(meeting.recorded == 2)
  }

  @Test func `a webhook makes it look at once`() async throws {
    var options = ShellHarness.Options()
    options.clock = ContinuousClock()
    try await ShellHarness.with(options) { harness in
      let log = OutputLog()
      let checked = Checker.check(
        SourceText(
          name: "a.vsdk",
          text: "listen\nset room abcd-efgh-ijkl\nfollow audio for=10m every=9m\n"),
        arguments: ScriptArguments(), session: harness.session(), services: harness.services
      ).script
      let start = ScriptReplayer(
        try #require(checked), session: harness.session(),
        interpreter: Interpreter(services: harness.services), emit: log.sink())

      let cancelled = await withTaskGroup(of: ScriptReplayer.self) { group in
        group.addTask {
          var replayer = start
          await replayer.runBody()
          return replayer
        }
        while !log.text.contains("ijkl") || !log.text.contains("audio started") {
          await Task.yield()
        }
        await harness.typeElsewhere("sandbox leave abcd")
        // Nothing but a webhook can tell it so soon.
        while !log.text.contains("abcd (Ada) left") { await Task.yield() }
        group.cancelAll()
        return await group.next()
      }

      var replayer = try #require(cancelled)
      replayer.interrupt(.interrupted)
      await replayer.runDeferred()
      #expect(replayer.finish() == .interrupted)
      #expect(log.text.contains("note: stopped 2 recordings that `follow` had started\n"))
      let client = Interpreter(services: harness.services).client(for: harness.session())
      let page = try await client.send(ListTrackRecordings(page: 1))
      #expect(page.value.elements.filter(\.isRunning).isEmpty)
    }
  }

  // MARK: Mistakes and ends

  @Test(arguments: [
    ("follow audio", "`follow` has no end here"),
    ("follow audio for=0s", "`0s` is no time to record"),
    ("follow audio for=1h every=10ms", "`10ms` is too short a pause"),
    ("follow audio until=noon", "`noon` is not a value of `until`"),
    ("follow for=1h", "KIND"),
  ])
  func `a script that cannot end well is a mistake before anything is sent`(
    _ line: String, _ message: String
  ) async throws {
    try await ShellHarness.with { harness in
      let problems = Checker.check(
        SourceText(name: "a.vsdk", text: "set room abcd-efgh-ijkl\n" + line),
        arguments: ScriptArguments(), session: harness.session(), services: harness.services
      ).problems

      #expect(problems.contains { $0.isFatal && $0.message.contains(message) }, "\(problems)")
    }
  }

  @Test func `a room that nobody knows is a refusal`() async throws {
    let replay = try await Replay.run("follow audio room=nowhere for=1h")

    #expect(replay.output.contains("the API refused with 404"), "\(replay.output)")
    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `a dry run shows a look, a start and a stop`() async throws {
    let replay = try await Replay.run("dry follow audio for=1h")

    let paths = replay.output.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /\/v2\/[a-z\/]+/).map { String($0.output) }
    }
    #expect(
      paths == [
        "/v2/sessions", "/v2/sessions/", "/v2/recordings/participant/track",
        "/v2/recordings/participant/track/start", "/v2/recordings/participant/track/stop",
      ], "\(replay.output)")
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
