/// The statuses of answers that somebody meets, for `explain 409`.
enum ExplainedStatus: Int, CaseIterable, Sendable {
  case done = 200
  case senseless = 400
  case unauthorized = 401
  case unpaid = 402
  case forbidden = 403
  case missing = 404
  case conflicting = 409
  case tooMany = 429
  case unavailable = 503

  init?(word: String) {
    guard let number = Int(word) else { return nil }
    self.init(rawValue: number)
  }

  /// What it is.
  var definition: String {
    switch self {
    case .done: "the answer to a request that was carried out"
    case .senseless: "refused: it makes no sense, such as a stop of what never began"
    case .unauthorized: "refused: the token is not valid, or has ended"
    case .unpaid: "refused: there is no such thing, or the account may not"
    case .forbidden: "refused: the token is valid, and does not allow this"
    case .missing: "refused: there is no such thing; check the ids"
    case .conflicting: "refused: it cannot be done now, such as a start of what runs"
    case .tooMany: "refused for now: too many requests; the shell waits, and sends again"
    case .unavailable: "refused for now: the service is busy; the shell sends again"
    }
  }

  /// What it is often taken for.
  var contrast: String {
    switch self {
    case .done: "a promise that it goes on: `recordings` tells how it stands"
    case .senseless: "a fault of the service: the request has to be another one"
    case .unauthorized: "about rights: those are 403"
    case .unpaid: "a bill: the service answers it in the place of 404 at times"
    case .forbidden: "about the time: a token that has ended is 401"
    case .missing: "a fault of the network: the service has answered"
    case .conflicting: "a failure: what runs goes on"
    case .tooMany: "a start that is lost: nothing was done yet"
    case .unavailable: "a start that is lost: nothing was done yet"
    }
  }

  /// The command that shows what to do about it, as it can be typed.
  var command: String {
    switch self {
    case .done, .senseless, .conflicting, .tooMany, .unavailable: "recordings"
    case .unauthorized, .forbidden: "token show"
    case .unpaid, .missing: "rooms"
    }
  }
}
