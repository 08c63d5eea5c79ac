import FoundationEssentials
import VideoSDKClient

@testable import ShellCore

/// Records of the service at times that are written as on a clock.
enum TimelineSample {
  /// 12:00:00 on 2026-11-29, in UTC.
  static let noon = Date(timeIntervalSince1970: 1_795_953_600)

  static func at(_ minutes: Double) -> Date { noon.addingTimeInterval(minutes * 60) }

  static func clock(_ minutes: Double = 60, ahead seconds: Int = 0) -> Timeline.Clock {
    Timeline.Clock(now: at(minutes)) { _ in seconds }
  }

  /// A record as the service lists it; times are minutes behind noon, or a text as it is.
  static func record(
    _ kind: String = "audio", of participant: String = "abcd", from start: String? = "0",
    to end: String? = nil, files: String? = nil, id: String = "66ab",
    room: String = "abcd-efgh-ijkl",
    session: String = "s1", name: String? = nil, more: String = ""
  ) throws -> TrackRecording {
    func time(_ text: String?) -> String? {
      guard let text else { return nil }
      return Double(text).map { at($0).formatted(.iso8601) } ?? text
    }
    let members = [
      ("id", id), ("roomId", room), ("sessionId", session), ("participantId", participant),
      ("kind", kind), ("start", time(start)), ("end", time(end)), ("participantName", name),
    ]
    let texts = members.compactMap { name, value in
      value.map {
        JSONText.line(.object([.init(name: name, value: .string($0))])).dropFirst().dropLast()
      }
    }
    let parts = texts.map(String.init) + [files.map { "\"files\":\($0)" }].compactMap(\.self)
    let json = "{\(parts.joined(separator: ","))\(more)}"
    return try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
  }

  /// A file that holds from a minute on so many minutes.
  static func file(_ start: Double, _ length: Double) -> String {
    let stamp = Int64((at(start).timeIntervalSince1970 * 1_000).rounded())
    return
      #"{"filePath":"individual-recordings/s/p/audio/track_recording_abcd_audio_\#(stamp).webm","meta":{"duration":\#(length * 60)}}"#
  }

  static func timeline(
    _ records: [TrackRecording], refusals: [TrackCall] = [], webhooks: [ReceivedWebhook] = [],
    scope: TimelineScope = TimelineScope(), lead: Double = 0, clock: Timeline.Clock = clock()
  ) -> Timeline {
    var service = ServiceClock()
    // An answer tells whole seconds.
    service.note(clock.now.addingTimeInterval(lead - 0.5), sent: clock.now)
    return Timeline(
      records, refusals: refusals, webhooks: webhooks, scope: scope, service: service, clock: clock)
  }

  static func refusal(
    _ status: Int, at minutes: Double, of participant: String = "abcd", isStart: Bool = true
  ) -> TrackCall {
    TrackCall(
      recorded: .track(Sample.track(.audio, of: participant)), isStart: isStart, sent: at(minutes),
      end: .refused(status: status))
  }

  static func webhook(
    _ event: String, at minutes: Double, of participant: String = "abcd", number: Int = 1,
    _ signature: ReceivedWebhook.Signature = .verified
  ) -> ReceivedWebhook {
    let body =
      #"{"webhookType":"participant-track-recording-\#(event)","data":{"meetingId":"abcd-efgh-ijkl","participantId":"\#(participant)","kind":"audio"}}"#
    return ReceivedWebhook(
      number: number, time: at(minutes), body: Array(body.utf8), signature: signature,
      delivery: .accepted, reason: nil)
  }
}

extension Timeline {
  /// As on a screen of so many columns.
  func drawn(_ width: Int) -> String {
    TimelineLines(self, width: width).lines.map(\.plain).joined(separator: "\n")
  }
}
