import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TransferPlanTests {
  private static let a = #"{"fileUrl":"https://cdn.example/x/a.webm?sig=1"}"#
  private static let b = #"{"fileUrl":"https://cdn.example/y/a.webm"}"#

  private func paths(
    _ files: [String], to destination: String?, folders: [String] = []
  ) throws -> (paths: [String], folder: String?) {
    let plan = try TransferPlan(try Sample.transfer(files, to: destination)) {
      folders.contains($0) ? .folder : .absent
    }
    return (plan.items.map(\.path), plan.folder)
  }

  @Test func `without a destination files go where the shell is`() throws {
    let plan = try paths([Self.a], to: nil)

    #expect(plan.paths == ["r1.webm"])
    #expect(plan.folder == nil)
  }

  @Test(arguments: [("out/", "out/"), ("there", "there")])
  func `a folder ends in a slash or is one`(_ destination: String, _ folder: String) throws {
    let plan = try paths([Self.a], to: destination, folders: ["there"])

    #expect(plan.paths == [(folder.hasSuffix("/") ? folder : folder + "/") + "r1.webm"])
    #expect(plan.folder == folder)
  }

  @Test func `anything else is the name of the file`() throws {
    #expect(try paths([Self.a], to: "x/lesson.webm").paths == ["x/lesson.webm"])
  }

  @Test func `several files need a folder`() throws {
    #expect(throws: Failure.severalFiles(2, destination: "lesson.webm")) {
      _ = try paths([Self.a, Self.b], to: "lesson.webm")
    }
  }

  @Test func `no two files share a name`() throws {
    #expect(
      try paths([Self.a, Self.b, "{}"], to: "o/").paths == [
        "o/r1-1.webm", "o/r1-2.webm", "o/r1-3.webm",
      ])
  }

  @Test(arguments: [
    ("https://h/x/a.mp4?sig=1", "r1-audio.mp4"), ("https://h/A.MP3#t", "r1-audio.mp3"),
    ("https://h/conftest.py", "r1-audio.webm"), ("https://h/-rf", "r1-audio.webm"),
    ("https://h/..%2Fx.vsdk", "r1-audio.webm"), ("https://h/.profile", "r1-audio.webm"),
    ("https://h/a%1B%5B2J", "r1-audio.webm"), ("webm", "r1-audio.webm"),
    ("https://h/x/", "r1-audio.webm"), ("https://h/mp4", "r1-audio.webm"),
  ])
  func `keeps no more of a file's address than a known suffix`(
    _ url: String, _ name: String
  ) throws {
    #expect(try Self.name(id: "r1", kind: "audio", url) == name)
  }

  @Test(arguments: [
    ("../../x", "audio", "recording-audio.webm"), ("-rf", "audio", "recording-audio.webm"),
    ("", "audio", "recording-audio.webm"), ("a\u{1B}[2J", "audio", "recording-audio.webm"),
    (".ssh", "audio", "recording-audio.webm"), ("é", "audio", "recording-audio.webm"),
    ("r1", "../x", "r1.webm"), ("r1", "py\n", "r1.webm"),
    (String(repeating: "a", count: 101), "audio", "recording-audio.webm"),
  ])
  func `makes no name of words that it cannot hold`(
    _ id: String, _ kind: String, _ name: String
  ) throws {
    #expect(try Self.name(id: id, kind: kind, "https://h/a.webm") == name)
  }

  @Test func `whatever the service says, the name is harmless`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededBytes(seed: seed)
    let signs = Array(
      "abcXYZ019_-./\\ ~$;|`'\"\u{0}\u{7}\n\r\u{1B}\u{85}\u{202E}\u{200B}é\u{301}webmp4%:*?#")
    func word() -> String {
      String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          signs.randomElement(using: &random) ?? "a"
        })
    }
    for _ in 0..<2_000 {
      let (id, kind, url) = (word(), word(), "https://h/" + word())

      let name = try Self.name(id: id, kind: kind, url)

      #expect(
        name.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_-]*\.(webm|mp4|mp3|m3u8|mkv|ogg|m4a|ts)/)
          != nil,
        "\(name.debugDescription) with seed \(seed)")
    }
  }

  private static func name(id: String, kind: String, _ url: String) throws -> String {
    let file = try Sample.transfer([Self.b]).files[0]
    let transfer = Transfer(
      recording: RecordingID(id), kind: kind, files: [file], destination: nil)
    return FileName(transfer, suffix: FileName.suffix(of: url).map { [$0] } ?? [], number: nil).text
  }

  @Test(arguments: [
    (0, 999, "0 of 999 bytes"), (999, 1_000, "0.9 of 1.0 kB"),
    (1_299_999, 3_400_000, "1.2 of 3.4 MB"), (999_999_999, 1_000_000_000, "0.9 of 1.0 GB"),
  ])
  func `progress is told in the whole's unit`(_ done: Int, _ total: Int, _ text: String) {
    #expect(ByteText.part(done, of: total) == text)
  }
}
