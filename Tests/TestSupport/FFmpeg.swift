import FoundationEssentials

/// Debian's FFmpeg as the judge of files that it did not make.
public enum FFmpeg {
  private static let program = "/usr/bin/ffmpeg"
  private static let inspector = "/usr/bin/ffprobe"

  /// Whether tests with it run: where it is there, and always in CI, where they fail without it.
  public static let isExpected =
    FileManager.default.isExecutableFile(atPath: program)
    || ProcessInfo.processInfo.environment["CI"] == "true"

  /// What a test that is skipped says.
  public static let absence = "FFmpeg is not installed: apt-get install ffmpeg"

  /// It did not do as it was told.
  public struct Failure: Error, CustomStringConvertible {
    /// What it said.
    public let description: String
  }

  /// What `ffprobe` tells of a file, asked with these arguments.
  public static func probe(_ path: String, _ arguments: [String]) async throws -> ProcessResult {
    try await ProcessRunner.run(inspector, arguments: ["-v", "warning"] + arguments + [path])
  }

  /// How many seconds a file lasts.
  public static func length(of path: String) async throws -> Double {
    let found = try await probe(path, ["-show_entries", "format=duration", "-of", "csv=p=0"])
    guard let seconds = Double(found.standardOutput.filter { !$0.isWhitespace }) else {
      throw Failure(description: found.standardError)
    }
    return seconds
  }

  /// The stretches of a file's sound, in seconds, in which nothing is heard for longer than a second.
  public static func silences(in path: String) async throws -> [ClosedRange<Double>] {
    let found = try await ProcessRunner.run(
      program,
      arguments: [
        "-nostdin", "-hide_banner", "-nostats", "-i", path, "-vn",
        "-af", "silencedetect=noise=-50dB:d=1", "-f", "null", "-",
      ], timeout: .seconds(300))
    guard found.status == 0 else { throw Failure(description: found.standardError) }
    let starts = found.standardError.matches(of: /silence_start: (-?[0-9.]+)/)
      .compactMap { Double($0.output.1) }
    let ends = found.standardError.matches(of: /silence_end: (-?[0-9.]+)/)
      .compactMap { Double($0.output.1) }
    guard ends.count == starts.count || ends.count == starts.count - 1 else {
      throw Failure(description: found.standardError)
    }
    return zip(starts, ends + [.infinity]).map { max(0, $0)...max(0, $0, $1) }
  }
}
