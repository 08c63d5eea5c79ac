import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// The text of `mix.sh`, and what a shell makes of it.
@Suite(.timeLimit(.minutes(1)))
struct MixScriptTests {
  private func script(_ records: [TrackRecording]) throws -> MixScript {
    let began = Date(timeIntervalSince1970: 1_700_000_000)
    return try #require(MixScript(Alignment(records, of: SessionID("s1"), began: began)))
  }

  /// The lines of its first filter graph.
  private func graph(_ script: MixScript) -> [String] {
    let behind = script.text.components(separatedBy: "-filter_complex \"\n").dropFirst().first ?? ""
    let graph = behind.components(separatedBy: "\" \\\n").first ?? ""
    return graph.split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }

  @Test func `sounds that do not overlap share a lane`() throws {
    let script = try script([
      try AlignmentTests.record("r1", files: [(1, 10), (30, 10)]),
      try AlignmentTests.record("r2", of: "efgh", files: [(11, 10)]),
    ])

    let sound =
      "aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo"
    #expect(
      graph(script).prefix(6)
        == [
          "anullsrc=r=48000:cl=stereo:d=$(at 1000)[lead0];",
          "[0:a:0]\(sound),apad,atrim=end=10.000[sound0];",
          "[1:a:0]\(sound),apad,atrim=end=19.000[sound1];", "[2:a:0]\(sound)[sound2];",
          "[lead0][sound0][sound1][sound2]concat=n=4:v=0:a=1[lane0];",
          "[lane0]amix=inputs=1:duration=longest:normalize=0,alimiter=level=disabled[mix]",
        ].prefix(6), "\(script.text)")
    #expect(script.output == "mix.webm")
    #expect(script.longestCut == 0)
  }

  @Test func `one whose length nobody knows has a lane to itself, and so has what overlaps`() throws
  {
    let script = try script([
      try AlignmentTests.record("r1", files: [(0, nil)]),
      try AlignmentTests.record("r2", of: "efgh", files: [(5, 10)]),
      try AlignmentTests.record("r3", of: "ijkl", files: [(7, 10)]),
      try AlignmentTests.record("r4", of: "mnop", files: [(15, 10)]),
    ])

    let lanes = graph(script).filter { $0.contains("concat=") }
    #expect(
      lanes == [
        "[sound0]concat=n=1:v=0:a=1[lane0];", "[lead1][sound1][sound3]concat=n=3:v=0:a=1[lane1];",
        "[lead2][sound2]concat=n=2:v=0:a=1[lane2];",
      ], "\(script.text)")
  }

  @Test func `the longest video lies beside the sound, at its offset`() throws {
    let script = try script([
      try AlignmentTests.record("r1", files: [(0, 60)]),
      try AlignmentTests.record("r2", kind: "video", files: [(3, 10), (20, 30)]),
      try AlignmentTests.record("r3", kind: "screen_video", files: [(5, 20)]),
    ])

    #expect(
      script.text.contains(
        "\n  -itsoffset \"$(at 20000)\" -protocol_whitelist file -f matroska -i ./r2-video-2.webm \\\n"
      ), "\(script.text)")
    #expect(script.text.contains("\n  -map 1:v:0 -c:v copy \\\n"))
    #expect(!script.text.contains("r2-video-1") && !script.text.contains("r3"))
  }

  @Test func `no call opens more than forty sounds`() throws {
    let records = try (0..<1_000).map { number in
      try AlignmentTests.record(
        "r\(number)", of: "p\(number % 30)", files: [(Double(number) * 3.5, 60)])
    }

    let script = try script(records)

    let calls = script.text.components(separatedBy: "ffmpeg -nostdin").dropFirst()
      .map { $0.components(separatedBy: " -i ").count - 1 }
    #expect(calls.count == 26)
    #expect(calls.max() == 40)
    // Each is read once, and each part too.
    #expect(calls.reduce(0, +) == 1_000 + 25)
  }

  @Test(arguments: ["m3u8", "exe", "webm?x=.m3u8"])
  func `nothing is read as anything but what a sound can be`(_ ending: String) throws {
    let json =
      #"{"id":"r1","kind":"audio","end":"2023-11-14T23:00:00.000Z","files":[{"filePath":"a_1700000001000.\#(ending)"}]}"#
    let record = try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
    let alignment = Alignment([record], of: nil, began: nil)

    let script = MixScript(alignment)

    #expect((script == nil) == (ending == "m3u8"))
    let inputs = script?.text.components(separatedBy: " -i ").count ?? 1
    let guarded = script?.text.components(separatedBy: "-protocol_whitelist file -f matroska -i")
    #expect(inputs == guarded?.count ?? 1)
  }

  @Test func `kinds that are neither sound nor picture are not mixed`() throws {
    let record = try AlignmentTests.record("r1", kind: "whiteboard", files: [(1, 2)])

    #expect(MixScript(Alignment([record], of: nil, began: nil)) == nil)
  }

  // MARK: In a shell

  /// Runs the script in a folder where `ffmpeg` only writes down what it is told, word by word.
  ///
  /// - Parameter tools: the only programs that are found; nil for the system's and that one.
  private func run(
    _ records: [TrackRecording], _ arguments: String..., files: Bool = true,
    tools: [String]? = nil
  ) async throws -> (result: ProcessResult, calls: [[String]], names: [String]) {
    let script = try script(records)
    let folder = try TemporaryFolder()
    let place = folder.path + "/a folder's"
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: false)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/bin", withIntermediateDirectories: false)
    for tool in tools ?? [] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/bin/\(tool)", withDestinationPath: "/usr/bin/\(tool)")
    }
    let program = folder.path + (tools == nil ? "/bin/ffmpeg" : "/ffmpeg")
    try Data(
      """
      #!/bin/sh
      for word; do printf '%s\\0' "$word" >>'\(folder.path)/words'; target=$word; done
      printf '\\n\\0' >>'\(folder.path)/words'
      : >"$target"
      """.utf8
    ).write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    try Data(script.text.utf8).write(to: URL(filePath: place + "/mix.sh"))
    if files {
      let names = Alignment(records, of: nil, began: nil).segments.map(\.fileName)
      for name in names { try Data().write(to: URL(filePath: "\(place)/\(name)")) }
    }
    let path = folder.path + "/bin" + (tools == nil ? ":/usr/bin:/bin" : "")
    let result = try await ProcessRunner.run(
      "/bin/sh", arguments: [place + "/mix.sh"] + arguments, environment: ["PATH": path],
      directory: "/")
    let words = FileManager.default.contents(atPath: folder.path + "/words") ?? Data()
    let calls = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .split(separator: "\n").map(Array.init)
    let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    return (result, calls, names)
  }

  @Test func `the seconds that are left out move all of it`() async throws {
    let records = [
      try AlignmentTests.record("r1", files: [(65, 10)]),
      try AlignmentTests.record("r2", kind: "video", files: [(66.5, 10)]),
    ]

    let whole = try await run(records)
    let cut = try await run(records, "64")

    #expect(whole.result.status == 0, "\(whole.result)")
    #expect(whole.calls[0].contains { $0.contains("anullsrc=r=48000:cl=stereo:d=65.000[") })
    #expect(whole.calls[0].contains("66.500"))
    #expect(cut.calls[0].contains { $0.contains("anullsrc=r=48000:cl=stereo:d=1.000[") })
    #expect(cut.calls[0].contains("2.500"))
    #expect(whole.names == ["mix.sh", "mix.webm", "r1-audio.webm", "r2-video.webm"])
    #expect(whole.result.standardOutput == "mix.webm\n")
  }

  @Test(arguments: [
    ("65", "at most 64 seconds can be left out"),
    ("99999999999", "at most 64 seconds can be left out"),
    ("-1", "`-1` is no number of seconds"), ("1s", "`1s` is no number of seconds"),
    ("08", "`08` is no number of seconds"),
    ("$(reboot)", "`$(reboot)` is no number of seconds"),
  ])
  func `what cannot be left out is refused`(_ argument: String, _ message: String) async throws {
    let (result, calls, _) = try await run(
      [try AlignmentTests.record("r1", files: [(65, 10)])], argument)

    #expect(result.standardError == "mix.sh: \(message)\n")
    #expect(result.status == 1)
    #expect(calls == [])
  }

  @Test func `a file that is missing, and a program that is, are told`() async throws {
    let records = [try AlignmentTests.record("r1", files: [(0, 10)])]

    let noFile = try await run(records, files: false)
    let noProgram = try await run(records, tools: ["dirname"])

    #expect(noFile.result.standardError == "mix.sh: ./r1-audio.webm is not there\n")
    #expect(noFile.result.status == 1)
    #expect(noFile.names == ["mix.sh"])
    #expect(noProgram.result.standardError == "mix.sh: ffmpeg is not installed\n")
    #expect(noProgram.result.status == 1)
  }

  @Test func `names of the service are one word each, and only files beside it are read`()
    async throws
  {
    let (result, calls, names) = try await run([
      try AlignmentTests.record("$(touch x)", files: [(1, 10)]),
      try AlignmentTests.record("a\\u0027; touch y; \\u0027", files: [(2, 10)]),
      try AlignmentTests.record("concat:/etc/passwd", files: [(3, 10)]),
    ])

    #expect(result.status == 0, "\(result)")
    let inputs = calls.flatMap { call in
      zip(call, call.dropFirst()).filter { $0.0 == "-i" }.map(\.1)
    }
    #expect(
      inputs == [
        "./recording-audio.webm", "./recording-audio-2.webm", "./recording-audio-3.webm",
      ])
    #expect(!names.contains("x") && !names.contains("y"))
  }

  @Test func `parts are gone when it has ended`() async throws {
    let records = try (0..<100).map { number in
      try AlignmentTests.record("r\(number)", files: [(Double(number), 60)])
    }

    let (result, calls, names) = try await run(records)

    #expect(result.status == 0, "\(result)")
    #expect(calls.count == 4)
    #expect(names.filter { $0.hasPrefix("mix") } == ["mix.sh", "mix.webm"])
  }
}

extension String {
  fileprivate func components(separatedBy text: String) -> [String] {
    split(separator: text, omittingEmptySubsequences: false).map(String.init)
  }
}
