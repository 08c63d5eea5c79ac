/// A job that puts the sound of recordings into one file: those of one channel on the left, the others on the right.
struct Merge: Equatable, Identifiable, Sendable, Codable {
  /// A recording in a channel.
  struct Part: Equatable, Sendable, Codable {
    let participantID: String
    let recordingID: String
  }

  enum State: String, CaseIterable, Sendable, Codable {
    case running
    case completed
    case failed
  }

  let id: String
  let fileID: String
  let roomID: String
  let sessionID: String
  let channel1: [Part]
  let channel2: [Part]
  let webhookURL: String?
  /// The folder that was asked for; nil for the service's own.
  let bucketFolder: String?
  /// Whose storage the file goes to; nil in rows of older sandboxes.
  let storage: SandboxConfiguration.Storage?
  let start: Timestamp
  /// From the first moment of any part to the last.
  let milliseconds: Int64
  /// Whether a fault lets it fail.
  let isDoomed: Bool
  private(set) var end: Timestamp?
  private(set) var state = State.running

  init(
    id: String, fileID: String, order: MergeOrder, session: RoomSession, channels: [[Part]],
    milliseconds: Int64, storage: SandboxConfiguration.Storage, context: ChangeContext
  ) {
    self.id = id
    self.fileID = fileID
    roomID = session.roomID
    sessionID = session.id
    channel1 = channels[0]
    channel2 = channels[1]
    webhookURL = order.webhookURL
    bucketFolder = order.bucketFolder
    self.storage = storage
    start = context.now
    self.milliseconds = milliseconds
    isDoomed =
      context.recordingFails || storage == .unconfigured && order.bucketFolder != nil
  }

  /// When the job ends: after a second, which is little and still lets a client see that it runs.
  var due: Timestamp { Timestamp(milliseconds: start.milliseconds + 1000) }

  var participantIDs: [String] { (channel1 + channel2).map(\.participantID) }

  mutating func conclude(at time: Timestamp) {
    end = time
    state = isDoomed ? .failed : .completed
  }
}

extension Merge {
  /// The file of a job that is done.
  var media: MP3Silence? {
    state == .completed ? MP3Silence(milliseconds: Int(milliseconds)) : nil
  }

  /// Where the file lies, without a slash at the start.
  var path: String {
    let folder = bucketFolder ?? (storage == .own ? nil : "merged-recordings")
    return "\(folder.map { $0 + "/" } ?? "")\(sessionID)/\(id).mp3"
  }

  /// Where the file can be had; nil for one in the customer's own storage.
  func url(origin: String) -> String? {
    storage == .own ? nil : FilePath.url(of: path, origin: origin)
  }
}

/// A valid request to merge.
struct MergeOrder: Equatable, Sendable {
  /// What to take of a participant.
  struct Part: Equatable, Sendable {
    let participantID: String
    /// Nil for the newest one that will do.
    var recordingID: String?
    /// Nil for any.
    var family: Recording.Family?
  }

  let sessionID: String
  var room: String?
  let channel1: [Part]
  let channel2: [Part]
  var webhookURL: String?
  var bucketFolder: String?
}
