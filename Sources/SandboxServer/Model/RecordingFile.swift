/// A finished segment with the documented description of its file.
struct RecordingFile: Equatable, Sendable {
  let id: String
  /// Where the file lies, without a slash at the start.
  let path: String
  /// Whether it is in the customer's own storage, whose addresses the service does not tell.
  let isElsewhere: Bool
  let content: WebMContent
  let duration: Duration
  let size: Int
  /// When the file was complete.
  let end: Timestamp

  var durationSeconds: Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000
  }

  /// The bytes, which are made when they are asked for.
  var media: WebMFile { WebMFile(content: content, duration: duration) }

  /// Where the file can be had; nil for one in the customer's own storage.
  func url(origin: String) -> String? {
    isElsewhere ? nil : FilePath.url(of: path, origin: origin)
  }
}

extension Recording {
  /// The files that can be had at a time, in the order of their times.
  ///
  /// Those of a track can be had as soon as their segment is processed; the only one of a participant or a room ends
  /// with the recording.
  func files(at now: Timestamp) -> [RecordingFile] {
    segments.compactMap { segment in
      guard let end = segment.end, isOver || segment.ready ?? end <= now else { return nil }
      return file(of: segment, end: end)
    }
  }

  /// What the files hold: the format has one track, so where people are recorded with their sound the picture
  /// stands for both.
  var content: WebMContent {
    picture.map(WebMContent.video) ?? .audio
  }

  /// Whether something of it can be heard.
  var hasSound: Bool {
    switch target.subject {
    case .track(_, let kind): kind.picture == nil
    case .participant, .room: true
    }
  }

  /// Whether it was stopped and has sound; the service's own clients do not wait until its files are processed.
  var canBeMerged: Bool { [.stopping, .stopped].contains(state) && hasSound }

  /// When nothing more was recorded.
  var lastMoment: Timestamp? { ending?.stopped ?? end }

  /// What its files show; nil for sound.
  var picture: TestCard? {
    switch target.subject {
    case .track(_, let kind): kind.picture
    case .participant: TrackKind.video.picture
    case .room: .room
    }
  }

  /// The file at a path, if it is one of this recording's that can be had.
  func file(at path: FilePath, now: Timestamp) -> RecordingFile? {
    let isLikely = segments.contains { segment in
      segment.fileID == path.stamp || segment.start.milliseconds == path.time
    }
    return isLikely ? files(at: now).first { $0.path == path.text } : nil
  }

  private func file(of segment: Segment, end: Timestamp) -> RecordingFile {
    RecordingFile(
      id: segment.fileID, path: path(of: segment), isElsewhere: storage == .own,
      content: content, duration: segment.duration(until: end), size: segment.byteCount ?? 0,
      end: end)
  }

  private func path(of segment: Segment) -> String {
    let time = segment.start.milliseconds
    return switch target.subject {
    case .track(let participant, let kind):
      folder(or: "individual-recordings") + "\(sessionID)/\(participant)/\(kind.rawValue)/"
        + "track_recording_\(participant)_\(kind.rawValue)_\(time).webm"
    case .participant(let participant):
      folder(or: "individual-recordings")
        + "\(sessionID)/\(participant)/participant_recording_\(participant)_\(time).webm"
    case .room:
      folder(or: "uploads/videos") + "\(segment.fileID).webm"
    }
  }

  /// The folder that was asked for, or else the one of the service's storage; the customer's has none of its own.
  private func folder(or own: String) -> String {
    (bucketFolder ?? (storage == .own ? nil : own)).map { $0 + "/" } ?? ""
  }
}
