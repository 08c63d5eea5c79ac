import FoundationEssentials
import TestSupport
import Testing

@testable import SandboxServer

/// Files in the eyes of a program that shares no code with what made them, and that decodes every frame.
@Suite(.enabled(if: FFmpeg.isExpected, "\(FFmpeg.absence)"), .timeLimit(.minutes(1)))
struct FFprobeTests {
  @Test(arguments: [
    (WebMContent.audio, "opus|103"), (.video(.camera), "vp8|640|360|50"),
    (.video(.screen), "vp8|1280|720|50"), (.video(.room), "vp8|1920|1080|50"),
  ])
  func `every frame of a recording decodes without a word`(
    _ content: WebMContent, _ stream: String
  ) async throws {
    let file = WebMFile(content: content, duration: .milliseconds(12_345))

    let found = try await look(at: file, named: "recording.webm")

    #expect(found.standardError == "")
    #expect(found.standardOutput == "\(stream)\nmatroska,webm|12.345000\n")
  }

  @Test func `every frame of a merge decodes without a word`() async throws {
    let file = MP3Silence(milliseconds: 12_345)

    let found = try await look(at: file, named: "merge.mp3")

    #expect(found.standardError == "")
    #expect(found.standardOutput == "mp3|515\nmp3|12.360000\n")
  }

  @Test(arguments: [5_000, 12_345])
  func `a recording is heard from its start to its last packet`(_ milliseconds: Int) async throws {
    let folder = try DataFolder()
    let file = WebMFile(content: .audio, duration: .milliseconds(milliseconds))
    let path = try write(file, named: "recording.webm", in: folder)

    #expect(try await FFmpeg.silences(in: path) == [])
  }

  /// Codec, size and number of frames of the only stream; then format and seconds.
  private func look(at file: some MediaFile, named name: String) async throws -> ProcessResult {
    let folder = try DataFolder()
    return try await FFmpeg.probe(
      try write(file, named: name, in: folder),
      [
        "-count_frames", "-of", "compact=print_section=0:nokey=1", "-show_entries",
        "stream=codec_name,width,height,nb_read_frames:format=format_name,duration",
      ])
  }

  private func write(
    _ file: some MediaFile, named name: String, in folder: DataFolder
  ) throws -> String {
    let path = "\(folder.path)/\(name)"
    try Data(file.bytes(in: 0..<file.byteCount)).write(to: URL(filePath: path))
    return path
  }
}
