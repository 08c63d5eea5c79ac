import FoundationEssentials
import SandboxServer
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// `timeline` at the prompt and in scripts, against the real sandbox.
@Suite(.timeLimit(.minutes(2)))
struct TimelineCommandTests {
  @Test(arguments: [
    ("timeline", "GET /v2/recordings/participant/track?roomId=abcd-efgh-ijkl"),
    (
      "timeline room=r session=s participant=p since=2h",
      "GET /v2/recordings/participant/track?roomId=r&sessionId=s&participantId=p"
    ),
  ])
  func `asks for the list alone`(_ text: String, _ request: String) throws {
    #expect(try Planned.targets(of: text, in: Sample.classroom()) == [request])
  }

  private func type(
    _ lines: [String], in folder: TemporaryFolder, real: Bool = false
  ) async throws -> TypedSession {
    var options = ShellHarness.Options()
    options.sandbox.isDeterministic = false
    if real { options.clock = ContinuousClock() }
    var settings = Settings()
    settings.put(.room, "abcd-efgh-ijkl", from: .prompt)
    settings.put(.participant, "abcd", from: .prompt)
    return try await TypedSession.type(lines, in: folder, options: options, settings: settings)
  }

  @Test func `draws what was recorded and refused, and what runs`() async throws {
    let log = try await type(
      [
        "start audio video", "start audio", "stop audio", "set participant efgh", "stop video",
        "timeline",
      ],
      in: try TemporaryFolder()
    ).log.text

    #expect(log.contains(#/\nabcd audio +[├┃].* m?s.*\n/#), "\(log)")
    #expect(log.contains("✗ 409"), "\(log)")
    #expect(log.contains(#/\nefgh video +✗ 400\n/#), "\(log)")
    #expect(log.contains("running, less than $0.01"), "\(log)")
    #expect(log.contains(" · ● has no end yet · ✗ refused\n"), "\(log)")
  }

  @Test func `webhooks of this shell are laid over, for programs too`() async throws {
    let log = try await type(
      [
        "listen", "start audio",
        "wait until hook.webhookType == \"participant-track-recording-started\" within=20s",
        "set output json", "timeline",
      ], in: try TemporaryFolder(), real: true
    ).log.text

    // Each line was held against the schema when it was written.
    #expect(log.contains(#""event":"participant-track-recording-starting"},{"time":"#), "\(log)")
    #expect(
      log.contains(
        #/"webhooks":\[\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","event":"participant-track-recording-starting"/#
      ), "\(log)")
    #expect(log.contains(#/"running":1,"estimatedDollars":[0-9.]+,"remarks":\[\]/#), "\(log)")
  }

  @Test func `nothing is a sentence`() async throws {
    let log = try await type(
      [
        "timeline", "unset room", "timeline since=90s",
        "timeline room=abcd-efgh-ijkl participant=efgh",
      ],
      in: try TemporaryFolder()
    ).log.text

    #expect(
      log.contains(
        """
        no recordings in room abcd-efgh-ijkl
        no recordings in the last 1 min 30 s
        no recordings in room abcd-efgh-ijkl of participant efgh

        """), "\(log)")
  }

  @Test func `takes the place of a file only after a question`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.svg"
    try folder.write("mine", to: "a.svg")
    let typed = try await type(
      ["timeline to=\(path)", "what", "", "timeline to=\(path); echo behind", "y"], in: folder)

    let span = String(repeating: "^", count: path.count)
    let bytes = try #require(folder.text("a.svg")).utf8.count
    #expect(
      typed.log.text == """
        note: answer y, n or Enter
        error: `\(path)` is there already
          timeline to=\(path)
                      \(span)
          hint: nothing was written; another name, or y to the question, writes it
        \(path)  \(bytes) bytes, 0 tracks, 0 recordings
        behind

        """)
    #expect(
      typed.lines.prompts.filter { $0.plain.contains("is there already; replace it?") }.count == 3)
  }

  @Test func `a picture is a file of its own`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.svg"
    let log = try await type(
      [
        "start audio", "timeline to=\(path)", "timeline to=\(path)", "n", "set confirm off",
        "stop audio",
        "timeline to=\(path)", "timeline to=\(folder.path)/b.png",
        "timeline to=\(folder.path)/no/c.svg",
        "watch timeline to=\(path)", "timeline to=/", "recordings state=recording",
      ], in: folder
    ).log

    #expect(
      log.text.contains(
        #/\n\S+\/a\.svg  \d+ bytes, 1 track, 1 recording, 1 running, less than \$0\.01 so far \(estimate\)\n/#
      ), "\(log.text)")
    #expect(log.text.contains("a.svg` is there already"))
    #expect(log.text.contains(#/\n\S+\/a\.svg  \d+ bytes, 1 track, 1 recording\n/#), "\(log.text)")
    #expect(log.text.contains("b.png` is no name of an SVG"))
    #expect(log.text.contains("hint: the picture is drawn as SVG: `to=timeline.svg`"))
    #expect(log.text.contains("no/c.svg`: no such file"), "\(log.text)")
    #expect(log.text.contains("error: `timeline` does more than read"))
    let root = try XMLReader.read(try #require(folder.text("a.svg")))
    #expect(root.all("g").count == 1)
  }
}
