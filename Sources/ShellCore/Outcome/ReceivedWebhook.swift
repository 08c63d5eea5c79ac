import FoundationEssentials
import VideoSDKClient

/// A request that came to the port for webhooks, and what was made of it; anybody may have sent it.
struct ReceivedWebhook: Sendable, Equatable {
  /// So many bytes of a body are kept.
  static let longestBody = 16 << 10

  /// Counted from 1 in the order in which they came.
  let number: Int
  let time: Date
  /// The first of its bytes.
  let body: [UInt8]
  /// How many bytes it had.
  let size: Int
  let signature: Signature
  let delivery: Delivery
  /// Why it is not what a webhook should be, lower case; nil where it is.
  let reason: String?
  /// What it says of itself.
  let claims: Claims

  /// What its signature is worth.
  enum Signature: String, Sendable, CaseIterable {
    case verified, forged, unsigned
    /// There was no key to judge it with.
    case unjudged
  }

  /// What its sender was answered.
  enum Delivery: String, Sendable, CaseIterable {
    case accepted
    /// It had been accepted before, and was again.
    case repeated
    case refused
    /// It may be sent again.
    case postponed
  }

  /// The names in a body.
  struct Claims: Sendable, Equatable {
    var event: String?
    var room: String?
    var participant: String?
    var kind: String?

    /// Reads what can be read.
    init(_ body: [UInt8]) {
      guard let json = try? JSONValue(parsing: body) else { return }
      event = json["webhookType"].text
      let data = json["data"]
      room = data?["meetingId"].text ?? data?["roomId"].text
      participant = data?["participantId"].text
      kind = data?["kind"].text
    }

    /// The recording that it is about; nil where it is about none.
    var recorded: RecordedSubject? {
      guard let event, let room = room.map({ RoomID($0) }) else { return nil }
      let person = participant.map { ParticipantID($0) }
      switch event {
      case _ where event.hasPrefix("participant-track-recording-"):
        guard let person, let kind else { return nil }
        return .track(TrackKey(room: room, participant: person, kind: TrackKind(kind)))
      case _ where event.hasPrefix("participant-recording-"):
        return person.map { .participant($0, room: room) }
      case _ where event.hasPrefix("recording-"): return .meeting(room)
      default: return nil
      }
    }

    /// `audio · abcd`; `-` where it names neither.
    var subject: String {
      let parts = [kind ?? recorded?.word, participant].compactMap(\.self)
      return parts.isEmpty ? "-" : parts.joined(separator: " · ")
    }
  }

  init(
    number: Int, time: Date, body: [UInt8], signature: Signature, delivery: Delivery,
    reason: String?
  ) {
    self.number = number
    self.time = time
    self.body = Array(body.prefix(Self.longestBody))
    size = body.count
    self.signature = signature
    self.delivery = delivery
    self.reason = reason
    claims = Claims(body)
  }

  /// What it holds; nil where that is no JSON, or longer than what is kept.
  var payload: JSONValue? {
    size > body.count ? nil : try? JSONValue(parsing: body)
  }

  /// In one line: `participant-track-recording-started: audio · abcd · abcd-efgh-ijkl`.
  var sentence: String {
    let subject = [claims.kind ?? claims.recorded?.word, claims.participant, claims.room]
      .compactMap(\.self)
    let end = subject.isEmpty ? "" : ": " + subject.joined(separator: " · ")
    return "\(claims.event ?? "no event")\(end)".onOneLine
  }
}

/// A moment as a person's clock shows it.
enum ClockText {
  /// `12:42:05`, with the date before it where that is not today.
  static func short(_ date: Date, now: Date, secondsFromUTC: (Date) -> Int) -> String {
    let text = local(date, ahead: secondsFromUTC(date))
    let isToday = text.prefix(10) == local(now, ahead: secondsFromUTC(now)).prefix(10)
    return isToday ? String(text.suffix(8)) : text
  }

  /// `2026-11-28 12:42:05`, so many seconds ahead of UTC.
  static func local(_ date: Date, ahead seconds: Int) -> String {
    let moved = date.addingTimeInterval(Double(seconds))
    return String(moved.formatted(.iso8601).replacing("T", with: " ").prefix(19))
  }
}
