import VideoSDKClient

/// What a timeline says in words, on a terminal and in a picture alike.
extension Timeline.Recording {
  /// What stands behind its bar: `6:10`, `running, about $0.05`, or `$0.05` where there is little room.
  func word(isLong: Bool) -> String {
    switch state {
    case .recording, .starting:
      guard let cost else { return isLong ? "running" : "" }
      return isLong ? "running, \(cost.phrase)" : cost.cell
    case .ended, .idle: return length + (isLong && segments?.isEmpty == true ? ", no file" : "")
    case .failed: return "failed"
    case .stopping: return "stopping"
    case .unknown: return "unknown"
    }
  }

  var role: StyledText.Role {
    switch state {
    case .recording, .starting: .good
    case .failed: .bad
    case .unknown: .code
    case .ended, .idle, .stopping: .plain
    }
  }

  /// `1.2 s`, `6:10`, `1:02:03`.
  var length: String {
    let duration = Duration(boundedSeconds: span.seconds)
    return duration < .seconds(10) ? DurationText.short(duration) : DurationText.clock(duration)
  }

  /// The places between two files, where the track was muted.
  var mutedSpans: [Timeline.Span] {
    guard let segments, !segments.isEmpty else { return [] }
    let edges = [span.start] + segments.flatMap { [$0.start, $0.end] } + (isOpen ? [] : [span.end])
    return stride(from: 0, to: edges.count - 1, by: 2).map {
      Timeline.Span(edges[$0], edges[$0 + 1])
    }
    .filter {
      let isLast = !isOpen && $0.end == span.end
      return $0.seconds >= (isLast ? Self.longestStop : Self.shortestMute)
    }
  }

  /// What is behind the last file of a recording without an end: nobody tells whether it is muted.
  var untoldSpan: Timeline.Span? {
    guard isOpen, let last = segments?.last else { return nil }
    return Timeline.Span(last.end, span.end)
  }

  /// Seconds; less between two files is no mute, for clocks differ by that much.
  private static let shortestMute = 1.0
  /// Seconds; less behind the last file is no mute: a record ends when its file is processed.
  private static let longestStop = 10.0
}

extension Timeline {
  /// What the signs mean that it has, each once; the signs are a terminal's.
  var legend: [(sign: String, meaning: String)] {
    let recordings = rows.flatMap(\.recordings)
    let signs = rows.flatMap(\.marks).map(\.sign)
    let all: [(String, String, Bool)] = [
      ("├━┤", "recorded", recordings.contains { !$0.isOpen && $0.state != .failed }),
      ("┄", "muted", recordings.contains { !$0.mutedSpans.isEmpty }),
      ("─", "muted or not, nobody tells yet", recordings.contains { $0.untoldSpan != nil }),
      ("●", "has no end yet", recordings.contains(where: \.isOpen)),
      ("▲", "webhook", signs.contains { if case .webhook = $0 { true } else { false } }),
      ("✗", "refused", signs.contains { if case .refusal = $0 { true } else { false } }),
    ]
    return all.filter { $0.2 }.map { ($0.0, $0.1) }
  }

  /// `2 running, about $0.31 so far (estimate)`; nil where nothing runs.
  var total: String? {
    let (count, cost) = running
    return count == 0 ? nil : "\(count) running, \(cost.phrase) so far (estimate)"
  }

  /// How many tracks and what of them, in a sentence.
  var summary: String {
    let tracks = rows.count == 1 ? "1 track" : "\(rows.count) tracks"
    let recordings = rows.reduce(0) { $0 + $1.recordings.count }
    let told = "\(tracks), \(recordings == 1 ? "1 recording" : "\(recordings) recordings")"
    return [told, total].compactMap(\.self).joined(separator: ", ")
  }
}

extension [Timeline.Mark] {
  /// Those that stand so near to each other that they are drawn as one: `▲▲ ✗ 409`, or in short `▲×12 ✗×3`.
  func parts(isShort: Bool) -> [StyledText.Part] {
    var hooks = 0
    var refusals: [(status: Int, count: Int)] = []
    for mark in self {
      switch mark.sign {
      case .webhook: hooks += 1
      case .refusal(_, let status):
        if let place = refusals.firstIndex(where: { $0.status == status }) {
          refusals[place].count += 1
        } else {
          refusals.append((status, 1))
        }
      }
    }
    var parts: [StyledText.Part] = []
    if hooks > 0 {
      let isCounted = hooks > 4 || isShort && hooks > 1
      let signs = isCounted ? "▲×\(hooks)" : String(repeating: "▲", count: hooks)
      parts.append(.init(signs, .code))
    }
    let texts =
      isShort
      ? refusals.isEmpty ? [] : ["✗×\(refusals.reduce(0) { $0 + $1.count })"]
      : refusals.map { "✗ \($0.status)" + ($0.count > 1 ? "×\($0.count)" : "") }
    for text in texts { parts += (parts.isEmpty ? [] : [.init(" ")]) + [.init(text, .bad)] }
    return parts
  }
}
