/// The operations of the API that are served, by the `operationId` of their description.
enum Operation: String, CaseIterable, Sendable, Codable {
  case createRoom
  case listRooms
  case getRoom
  case validateRoom
  case deactivateRoom
  case listSessions
  case getSession
  case listParticipants
  case listActiveParticipants
  case endSession
  case removeParticipant
  case getSessionStats
  case getParticipantStats
  case startTrackRecording
  case stopTrackRecording
  case listTrackRecordings
  case getTrackRecording
  case deleteTrackRecording
  case startParticipantRecording
  case stopParticipantRecording
  case listParticipantRecordings
  case getParticipantRecording
  case deleteParticipantRecording
  case startMerge
  case listMerges
  case getMerge
  case startRecording
  case stopRecording
  case listRecordings
  case getRecording
  case deleteRecording
  case getWebhookPublicKey

  /// Those that begin or end a recording or a merge.
  static let startsAndStops: [Operation] = [
    .startTrackRecording, .stopTrackRecording, .startParticipantRecording,
    .stopParticipantRecording, .startMerge, .startRecording, .stopRecording,
  ]

  /// Those that begin a recording of one participant.
  static let startsOfParticipants: [Operation] = [.startTrackRecording, .startParticipantRecording]

  /// Whether it is for the owner of the account only.
  var needsToken: Bool { self != .getWebhookPublicKey }
}
