import FoundationEssentials
import TestSupport
import Testing

@testable import SandboxServer

/// Files in the eyes of a program that shares no code with what made them, and that decodes every frame.
@Suite(.enabled(if: FFprobe.isInstalled, "ffprobe is not installed"), .timeLimit(.minutes(1)))
struct FFprobeTests {
  @Test(arguments: [
    (WebMContent.audio, "opus|103"), (.video(.camera), "vp8|640|360|50"),
    (.video(.screen), "vp8|1280|720|50"), (.video(.room), "vp8|1920|1080|50"),
  ])
  func `every frame of a recording decodes without a word`(
    _ content: WebMContent, _ stream: String
  ) async throws {
    let file = WebMFile(content: content, duration: .milliseconds(12_345))

    let found = try await FFprobe.look(at: file, named: "recording.webm")

    #expect(found.standardError == "")
    #expect(found.standardOutput == "\(stream)\nmatroska,webm|12.345000\n")
  }

  @Test func `every frame of a merge decodes without a word`() async throws {
    let file = MP3Silence(milliseconds: 12_345)

    let found = try await FFprobe.look(at: file, named: "merge.mp3")

    #expect(found.standardError == "")
    #expect(found.standardOutput == "mp3|515\nmp3|12.360000\n")
  }
}

private enum FFprobe {
  private static let program = "/usr/bin/ffprobe"

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// Codec, size and number of frames of the only stream; then format and seconds.
  static func look(at file: some MediaFile, named name: String) async throws -> ProcessResult {
    let folder = try DataFolder()
    let path = "\(folder.path)/\(name)"
    try Data(file.bytes(in: 0..<file.byteCount)).write(to: URL(filePath: path))
    return try await ProcessRunner.run(
      program,
      arguments: [
        "-v", "warning", "-count_frames", "-of", "compact=print_section=0:nokey=1",
        "-show_entries",
        "stream=codec_name,width,height,nb_read_frames:format=format_name,duration", path,
      ])
  }
}
