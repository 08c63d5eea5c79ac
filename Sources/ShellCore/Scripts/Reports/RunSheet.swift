import FoundationEssentials
import VideoSDKClient

/// What a script did to tracks, from its own starts and stops and the webhooks that came to it; nothing is asked for it.
struct RunSheet: Sendable {
  private var calls: [TrackCall] = []
  private var webhooks: [ReceivedWebhook] = []
  /// More would be no picture any more.
  private static let most = 10_000

  /// Takes what a command did.
  mutating func take(_ outcome: CommandOutcome) {
    calls += outcome.calls.prefix(max(0, Self.most - calls.count))
    webhooks += outcome.webhooks.prefix(max(0, Self.most - webhooks.count))
  }

  /// All of it in the order of time; nil where no track was spoken of.
  func timeline(_ clock: Timeline.Clock) -> Timeline? {
    guard !calls.isEmpty else { return nil }
    var sheet = TimelineSheet(now: clock.now, since: nil)
    var open: [RecordedSubject: Timeline.Recording] = [:]
    var foreign: [String] = []
    // A stop that was answered is told by a webhook too, which may come when the next recording runs.
    var awaited: [RecordedSubject: Int] = [:]
    func close(_ track: RecordedSubject, at end: Date, as state: RecordingState) -> Bool {
      guard var recording = open.removeValue(forKey: track) else { return false }
      recording.state = state
      recording.span = Timeline.Span(recording.span.start, end)
      sheet.add(recording, to: Timeline.Track(track))
      return true
    }
    for moment in moments {
      switch moment {
      case .end(let track, let time, let state):
        if let count = awaited[track], count > 0 {
          awaited[track] = count - 1
        } else {
          _ = close(track, at: time, as: state)
        }
      case .call(let call):
        switch call.end {
        case .nothing: break
        case .refused(let status):
          let sign = Timeline.Mark.Sign.refusal(
            of: call.isStart ? "start" : "stop", status: status)
          sheet.lay(
            Timeline.Mark(time: call.sent, sign: sign), on: Timeline.Track(call.recorded),
            mayAdd: true
          )
        case .done where call.isStart, .open where call.isStart:
          guard open[call.recorded] == nil else { break }
          open[call.recorded] = Timeline.Recording(
            state: call.end == .done ? .recording : .unknown,
            span: Timeline.Span(call.sent, clock.now))
        case .done:
          awaited[call.recorded, default: 0] += 1
          if !close(call.recorded, at: call.sent, as: .ended) {
            foreign.append(Timeline.Track(call.recorded).label)
          }
        case .open: open[call.recorded]?.state = .unknown
        }
      }
    }
    for (track, recording) in open {
      var recording = recording
      recording.cost = CostEstimate(track, seconds: recording.span.seconds)
      sheet.add(recording, to: Timeline.Track(track))
    }
    for webhook in webhooks { sheet.lay(webhook, ServiceClock(), mayAdd: true) { _ in true } }
    let remarks =
      foreign.isEmpty
      ? [] : ["stopped by it and started before it: \(foreign.joined(separator: ", "))"]
    return Timeline(sheet.rows, remarks: remarks + sheet.remarks, clock: clock)
  }

  private enum Moment {
    case call(TrackCall)
    /// A webhook told of the end.
    case end(RecordedSubject, Date, RecordingState)
  }

  private var moments: [Moment] {
    let ends = webhooks.compactMap { webhook -> (time: Date, moment: Moment)? in
      let claims = webhook.claims
      guard webhook.signature == .verified, let event = claims.event, let track = claims.recorded
      else { return nil }
      if event.hasSuffix("-recording-stopped") {
        return (webhook.time, .end(track, webhook.time, .ended))
      }
      return event.hasSuffix("-recording-failed")
        ? (webhook.time, .end(track, webhook.time, .failed)) : nil
    }
    return (calls.map { (time: $0.sent, moment: Moment.call($0)) } + ends)
      .sorted { $0.time < $1.time }.map(\.moment)
  }
}
