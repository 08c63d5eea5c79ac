/// Why a request is not granted.
///
/// What a client reads of it is in `Refusal+Answer.swift`.
enum Refusal: Error, Equatable, Sendable {
  // The request itself
  case foreignHost(String)
  case notLoopback
  case unknownRoute
  case methodNotAllowed(allowed: [String])
  case bodyTooLarge
  case wrongContentType
  case malformedJSON
  case notAnObject
  case missingField(String)
  case wrongField(String, expected: String)
  case wrongParameter(String, expected: String)
  case malformedRoomID

  // The token
  case noToken
  case invalidToken
  case bearerPrefix
  case foreignToken
  case roleIsNotCrawler
  case wrongTokenVersion
  case outOfScope

  // The state
  case roomNotFound
  case sessionNotFound
  case participantNotFound
  case noActiveParticipants
  case recordingNotFound
  case alreadyRunning
  case notStarted
  case stillRunning

  // A fault that was asked for
  case injected(status: Int, retryAfterSeconds: Int?)
}
