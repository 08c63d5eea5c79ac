import Testing

@testable import SandboxServer

/// A file to make: what it holds and how long it lasts.
struct WebMCase: CustomTestStringConvertible, Sendable {
  let content: WebMContent
  let milliseconds: Int

  static let audio = durations.map { WebMCase(content: .audio, milliseconds: $0) }

  static let video = durations.map {
    WebMCase(content: .video(.camera), milliseconds: $0)
  }

  static let all = audio + video

  private static let durations = [0, 1, 999, 5000, 61_000, 3_600_000]

  var testDescription: String {
    "\(content == .audio ? "audio" : "video") of \(milliseconds) ms"
  }

  var file: WebMFile { WebMFile(content: content, duration: .milliseconds(milliseconds)) }

  /// The format has no duration of zero.
  var expectedMilliseconds: Int { max(1, milliseconds) }
}
