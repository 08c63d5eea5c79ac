/// Why a request is not granted.
///
/// What a client reads of it is in `APIError+Response.swift`.
enum APIError: Error, Equatable, Sendable {
  // The request itself
  case foreignHost(String)
  case severalHosts(String)
  case notLoopback
  /// A page in a browser asks for what is for programs only.
  case foreignOrigin(String)
  case unknownPath
  /// A part of the vendor's API that exists and that the sandbox does not have.
  case notServed(String)
  case methodNotAllowed(allowed: [String])
  case bodyTooLarge
  case wrongContentType
  case malformedJSON
  case notAnObject
  case missingField(String)
  case wrongField(String, expected: String)
  case wrongParameter(String, expected: String)
  case malformedRoomID
  /// A part of a configuration that has a value of its own status.
  case wrongObject(String, expected: String)
  case noKey
  /// The data file could not be written; what was asked for may be forgotten.
  case notSaved
  case fileNotFound
  case rangeNotSatisfiable(length: Int)

  // The token
  case noToken
  case invalidToken
  case bearerPrefix
  case foreignToken
  case roleIsNotCrawler
  case wrongTokenVersion
  /// The claim is a text, as it stands there.
  case tokenVersionIsText(String)
  case wrongClaim(String, expected: String)
  case outOfScope

  // The state
  case roomNotFound
  case sessionNotFound
  case participantNotFound
  case noActiveParticipants
  /// The room exists, but this operation does not take it by the id that the customer chose.
  case customRoomIDRefused
  case roomIsDisabled
  case tooManyRooms
  case alreadyJoined
  /// The room names those who may join, and not this one.
  case mayNotJoin
  case recordingNotFound(Recording.Family)
  case alreadyRunning(Recording.Family)
  /// The files of what was recorded before are still processed.
  case stillProcessed
  case notStarted(Recording.Family)
  case stillRunning(Recording.Family)
  case mergeNotFound

  // A fault that was asked for
  case injected(status: Int, retryAfterSeconds: Int?)
}
