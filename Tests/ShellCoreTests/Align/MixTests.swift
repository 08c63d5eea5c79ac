import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A meeting that was followed, mixed by FFmpeg: what is heard is what was said, and when.
@Suite(
  .enabled(if: FFmpeg.isExpected, "\(FFmpeg.absence)"), .serialized,
  .timeLimit(.minutes(5)))
struct MixTests {
  /// Follows a plan and mixes what came of it.
  ///
  /// - Returns: the alignment, the meeting, and the path of the mix.
  private func mix(
    _ line: String, _ plan: MeetingPlan, in folder: TemporaryFolder
  ) async throws -> (json: JSONValue, meeting: Meeting, path: String) {
    let place = folder.path + "/mix"
    let meeting = try await Meeting.play(line, plan) { harness, session in
      var session = session
      session.permit = nil
      let outcome = await Interpreter(services: harness.services)
        .type("align to=\(place)", in: &session)
      #expect(outcome.failures == [])
    }
    let result = try await ProcessRunner.run(
      "/bin/sh", arguments: [place + "/mix.sh"], environment: ["PATH": "/usr/bin:/bin"],
      directory: "/", timeout: .seconds(300))
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError == "")
    let data = FileManager.default.contents(atPath: place + "/session.json") ?? Data()
    return (try JSONValue(parsing: Array(data)), meeting, place + "/mix.webm")
  }

  /// Stretches in which nothing of some spans is, up to an end; those of more than a second.
  private func gaps(in spans: [(Double, Double)], upTo end: Double) -> [ClosedRange<Double>] {
    var gaps: [ClosedRange<Double>] = []
    var position = 0.0
    for (start, stop) in spans.sorted(by: { $0.0 < $1.0 }) {
      if start - position > 1.2 { gaps.append(position...start) }
      position = max(position, stop)
    }
    if end - position > 1.2 { gaps.append(position...end) }
    return gaps
  }

  private func expectSame(
    _ heard: [ClosedRange<Double>], _ told: [ClosedRange<Double>], within tolerance: Double
  ) {
    #expect(heard.count == told.count, "heard \(heard)\ntold \(told)")
    for (heard, told) in zip(heard, told) {
      #expect(abs(heard.lowerBound - told.lowerBound) < tolerance, "\(heard) \(told)")
      #expect(abs(heard.upperBound - told.upperBound) < tolerance, "\(heard) \(told)")
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `a mix lasts as long as its meeting, and is silent where nobody could be heard`(
    _ seed: UInt64
  ) async throws {
    let folder = try TemporaryFolder()
    var plan = MeetingPlan(seed: seed, people: 3, seconds: 1_200)
    for (number, person) in ["abcd", "efgh", "ijkl"].enumerated() {
      plan.leave(person, at: 20 + 40 * Double(number))
    }

    let (json, meeting, path) = try await mix("follow audio for=20m every=1s", plan, in: folder)

    let segments = json["segments"].elements
    let spans = segments.compactMap { segment -> (Double, Double)? in
      guard let offset = segment["offset"]?.number, let length = segment["seconds"]?.number
      else { return nil }
      return (offset, offset + length)
    }
    #expect(spans.count == segments.count && spans.count > 8)
    let end = spans.map(\.1).max() ?? 0
    let length = try await FFmpeg.length(of: path)
    #expect(abs(length - end) < 0.3, "\(length) of \(end)")
    let heard = try await FFmpeg.silences(in: path).map {
      $0.lowerBound...min($0.upperBound, length)
    }
    // The last of a file's packets is silent: 120 ms.
    expectSame(heard, gaps(in: spans, upTo: end), within: 0.3)
    // And by what was really so: whose microphone was on, and when.
    for silence in meeting.silences where silence.upperBound < end {
      #expect(
        heard.contains {
          $0.lowerBound < silence.lowerBound + 0.5 && $0.upperBound > silence.upperBound - 0.5
        },
        "nobody could be heard in \(silence), and \(heard) are silent")
    }
  }

  @Test func `one who speaks in the middle of many parts is heard there`() async throws {
    let folder = try TemporaryFolder()
    var plan = MeetingPlan(seed: 1, people: 0, seconds: 600)
    for person in ["efgh", "ijkl"] { plan.turn(person, "audio", on: false, at: 0) }
    // More segments than one call of FFmpeg mixes.
    for number in 0..<60 {
      plan.turn("abcd", "audio", on: false, at: 10 + 8 * Double(number))
      plan.turn("abcd", "audio", on: true, at: 14 + 8 * Double(number))
    }

    let (json, _, path) = try await mix("follow audio for=10m every=1s", plan, in: folder)

    let segments = json["segments"].elements
    #expect(segments.count > 55)
    let offsets = segments.compactMap { $0["offset"]?.number }
    let silences = try await FFmpeg.silences(in: path)
    for offset in offsets {
      #expect(
        silences.allSatisfy { !$0.contains(offset + 1) }, "nothing is heard at \(offset + 1)")
      #expect(
        offset < 2 || silences.contains { $0.contains(offset - 1) },
        "something is heard at \(offset - 1)")
    }
  }
}

extension JSONValue {
  fileprivate var number: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }
}
