import HTTPTypes

extension APIError {
  /// The documented status and text; where only a status is documented, the text is ours.
  func response(_ switches: SandboxConfiguration.Switches) -> RouteResponse {
    if case .malformedRoomID = self {
      return .plainText(text, status: 400)
    }
    let status = status(switches)
    var response = RouteResponse.json(
      ["statusCode": .integer(status), "error": .string(text)], status: status)
    switch self {
    case .methodNotAllowed(let allowed):
      response.headers.append(HTTPField(name: .allow, value: allowed.joined(separator: ", ")))
    case .rangeNotSatisfiable(let length):
      response.headers.append(HTTPField(name: .contentRange, value: "bytes */\(length)"))
    case .injected(_, let seconds?):
      response.headers.append(HTTPField(name: .retryAfter, value: String(seconds)))
    default:
      break
    }
    return response
  }

  private func status(_ switches: SandboxConfiguration.Switches) -> Int {
    switch self {
    case .severalHosts, .malformedJSON, .notAnObject, .missingField, .wrongField, .wrongParameter,
      .malformedRoomID, .notStarted(.track), .notStarted(.participant), .stillRunning(.room):
      400
    case .customRoomIDRefused: 402
    case .noToken, .invalidToken, .bearerPrefix, .foreignToken, .wrongClaim: 401
    case .foreignHost, .notLoopback, .foreignOrigin, .roleIsNotCrawler, .wrongTokenVersion,
      .tokenVersionIsText, .outOfScope, .mayNotJoin:
      403
    case .unknownPath, .noActiveParticipants, .fileNotFound: 404
    case .roomNotFound, .sessionNotFound, .participantNotFound, .recordingNotFound,
      .mergeNotFound, .notStarted(.room):
      switches.notFound.rawValue
    case .methodNotAllowed: 405
    case .alreadyRunning: switches.duplicateStart.rawValue
    case .stillRunning, .stillProcessed, .roomIsDisabled, .alreadyJoined: 409
    case .bodyTooLarge: 413
    case .wrongContentType: 415
    case .rangeNotSatisfiable: 416
    case .wrongObject: 422
    case .tooManyRooms: 429
    case .noKey, .notSaved: 500
    case .notServed: 501
    case .injected(let status, _): status
    }
  }

  private var text: String {
    switch self {
    case .foreignHost(let host): "The sandbox does not serve the host `\(host)`"
    case .severalHosts(let hosts): "A request must name one Host, not `\(hosts)`"
    case .notLoopback: "The control plane answers this machine only"
    case .foreignOrigin(let origin): "The control plane does not answer the page `\(origin)`"
    case .unknownPath: "Route not found"
    case .notServed(let family): "The sandbox does not serve \(family)"
    case .methodNotAllowed(let allowed):
      "Method not allowed, use \(allowed.joined(separator: " or "))"
    case .bodyTooLarge: "Request body is larger than 1 MiB"
    case .wrongContentType: "Content-Type must be application/json"
    case .malformedJSON: "Request body is not valid JSON"
    case .notAnObject: "Request body must be a JSON object"
    case .missingField(let field): "\(capitalised(field)) is required in request body"
    case .wrongField(let field, let expected), .wrongParameter(let field, let expected):
      "\(capitalised(field)) must be \(expected)"
    case .malformedRoomID: "RoomId is invalid"
    case .noToken, .invalidToken: "Token is invalid or expired"
    case .bearerPrefix: "Token is invalid or expired: send the token without `Bearer `"
    case .foreignToken:
      "Token is invalid or expired: it was not minted for the sandbox, whose apikey is `\(Sandbox.apiKey)`"
    case .roleIsNotCrawler: "Your role must be a CRAWLER in token payload to use V2 API"
    case .wrongTokenVersion: "Your version must be 2 in token payload to use V2 API"
    case .tokenVersionIsText(let text):
      "Your version must be 2 in token payload to use V2 API: a number, not the text \"\(text)\""
    case .wrongClaim(let claim, let expected):
      "Token is invalid or expired: its \(claim) must be \(expected)"
    case .outOfScope: "Unauthorized: token is not valid for this room"
    case .wrongObject(let path, let expected): "\(path) must be \(expected)"
    case .noKey: "Internal server error"
    case .notSaved: "The sandbox could not write its data file"
    case .fileNotFound: "File not found"
    case .rangeNotSatisfiable(let length): "The file has \(length) bytes"
    case .roomNotFound, .customRoomIDRefused: "Room not found"
    case .roomIsDisabled: "Room is disabled"
    case .tooManyRooms: "Too many rooms"
    case .mayNotJoin: "Participant is not allowed in this room"
    case .alreadyJoined: "Participant is already in the session"
    case .sessionNotFound: "Session not found"
    case .participantNotFound: "Participant not found"
    case .noActiveParticipants: "No active participants found"
    case .recordingNotFound(let family): "\(name(family)) Recording not found"
    case .mergeNotFound: "Merge recording not found"
    case .alreadyRunning(.room), .stillProcessed:
      "Previous recording session is being processed, please try again after few seconds!"
    case .alreadyRunning(let family): "\(name(family)) recording is already running"
    case .notStarted(.room): "Room Recording not found"
    case .notStarted(let family): "\(name(family)) recording is not started"
    case .stillRunning(let family): "\(name(family)) recording is still running"
    case .injected(let status, _): APIError.injectedText(status)
    }
  }

  private func name(_ family: Recording.Family) -> String {
    switch family {
    case .track: "Track"
    case .participant: "Participant"
    case .room: "Room"
    }
  }

  /// The service names fields with a capital at the start of its sentences.
  private func capitalised(_ field: String) -> String {
    field.prefix(1).uppercased() + field.dropFirst()
  }

  private static func injectedText(_ status: Int) -> String {
    switch status {
    case 400: "RoomId is invalid"
    case 401: "Token is invalid or expired"
    case 402, 404: "Room not found"
    case 403: "Your role must be a CRAWLER in token payload to use V2 API"
    case 406: "Failed to get session details"
    case 409: "Track recording is already running"
    case 429: "Too many requests"
    case 500: "Internal server error"
    default: phrase(ofStatus: status)
    }
  }

  /// The usual words for a status that proxies and overloaded servers send.
  static func phrase(ofStatus code: Int) -> String {
    let known: [HTTPResponse.Status] = [
      .ok, .badRequest, .unauthorized, .forbidden, .notFound, .requestTimeout, .conflict,
      .unprocessableContent, .tooManyRequests, .internalServerError, .badGateway,
      .serviceUnavailable, .gatewayTimeout,
    ]
    return known.first { $0.code == code }?.reasonPhrase ?? "Request failed"
  }
}
