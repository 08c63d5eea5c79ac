/// The operations of the API that are served, by the `operationId` of their description.
enum Operation: String, CaseIterable, Sendable {
  case listRooms
  case getRoom
  case validateRoom
  case listSessions
  case getSession
  case listParticipants
  case listActiveParticipants
  case startTrackRecording
  case stopTrackRecording
  case listTrackRecordings
  case getTrackRecording
  case deleteTrackRecording
}
