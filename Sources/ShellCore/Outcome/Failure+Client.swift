import CommandLanguage
import Ledger
import VideoSDKClient

extension Failure {
  /// The sentence for a request that failed.
  static func request(_ failure: RequestFailure, at origin: Origin) -> Failure {
    var described = client(failure.error, at: origin)
    if failure.isOfControlPlane, case .http(let status, let problem) = failure.error {
      described.message = "the sandbox refused with \(status): \(problem.message)"
      // The control plane numbers no requests.
      described.notes = []
    }
    if failure.onlyRead { described = withoutDoubt(described, failure.error) }
    if case .outcomeUnknown = failure.error { described = unknown(described, failure) }
    described.notes = ["about: \(failure.subject)"] + described.notes + failure.notes
    return described
  }

  /// A request that only reads leaves nothing to find out, whatever became of it.
  private static func withoutDoubt(_ failure: Failure, _ error: ClientError) -> Failure {
    var failure = failure
    switch error {
    case .cancelled(requestWasSent: true):
      failure.message = interrupted.message
      failure.hints = ["it only reads: nothing was changed"]
    case .timedOut(_, requestWasSent: true): failure.hints = ["`set timeout` allows more time"]
    case .connectionLost(_, requestWasSent: true): failure.hints = [tryAgain]
    default: break
    }
    return failure
  }

  /// Nobody knows whether the request was carried out; what helps depends on what it was.
  private static func unknown(_ failure: Failure, _ request: RequestFailure) -> Failure {
    var failure = failure
    failure.category = .transport
    failure.code = "outcome-unknown"
    failure.refusal = nil
    let unknown = "unknown: the request may have been carried out"
    let list = (request.recording?.subject.sort ?? .track).listing
    failure.notes.insert(
      request.isRepeatable ? unknown : "\(unknown); it is not sent again", at: 0)
    failure.hints =
      switch request.recording?.deed {
      case .some where request.recording?.subject.sort == .meeting:
        ["`stop meeting` ends it, and says so where nothing runs"]
      case .start: ["`\(list)` tells whether it runs; `stop` ends it"]
      case .stop: ["`\(list)` tells whether it runs; to stop it once more does no harm"]
      case nil where request.isRepeatable: ["to send it once more does no harm"]
      case nil: ["look whether it was before you send it again"]
      }
    return failure
  }

  private static func client(_ error: ClientError, at origin: Origin) -> Failure {
    switch error {
    case .http(let status, let problem): return refused(status, problem)
    case .credentials(let problem): return credentials(problem, at: origin)
    case .refused(let origin):
      return transport(
        "refused", "nobody listens at \(origin)",
        hint:
          "is the address right, and does the server run? `vsdk sandbox` in the system's shell starts one"
      )
    case .unreachable(let origin, let reason):
      return transport("unreachable", "cannot reach \(origin): \(reason)", hint: tryAgain)
    case .unresolved(let host):
      return transport(
        "unresolved", "no address for the host `\(host)`",
        hint: "check its spelling and the network")
    case .proxy(let problem):
      var failure = transport("proxy", problem.wording, hint: problem.advice)
      failure.notes = ["nothing was sent"]
      return failure
    case .tls(let origin, let reason):
      return transport(
        "tls", "no secure connection to \(origin): \(reason)",
        hint: "certificates are always verified; nothing was sent")
    case .timedOut(let limit, let wasSent):
      return transport(
        "timed-out", "no answer within \(DurationText.short(limit))",
        hint: wasSent
          ? "the request was sent: `recordings` tells whether it was carried out"
          : "nothing was sent; `set timeout` allows more time")
    case .connectionLost(let origin, let wasSent):
      return transport(
        "connection-lost", "the connection to \(origin) ended before an answer",
        hint: wasSent
          ? "the request was sent: `recordings` tells whether it was carried out" : tryAgain)
    case .cancelled(let wasSent):
      var failure = interrupted
      if wasSent {
        failure.message = "interrupted after the request was sent"
        failure.hints = ["the service may have acted on it: `recordings` tells"]
      }
      return failure
    case .malformed(let path, let reason):
      let place = path.isEmpty ? "" : " at `\(path)`"
      return transport(
        "malformed", "the answer is not what is documented\(place): \(reason)",
        hint: "is \(origin) a VideoSDK server? `--verbose` shows each answer")
    case .redirected(let from, let to):
      return transport(
        "redirected", "\(from) points to another server, \(to)",
        hint: "nothing was sent there; if you trust it, name it with `--endpoint`")
    case .outcomeUnknown(let origin, let cause):
      var failure = client(cause, at: origin)
      if case .http(let status, let problem) = cause {
        failure.message = "the API answered with \(status): \(problem.message)"
      }
      return failure
    }
  }

  private static let tryAgain = "try again; `--verbose` shows each attempt"

  private static func transport(_ code: String, _ message: String, hint: String) -> Failure {
    Failure(.transport, code, message, hints: [hint])
  }

  private static func refused(_ status: Int, _ problem: APIProblem) -> Failure {
    let category = problem.category.word
    var notes: [String] = []
    if let id = problem.requestID { notes.append("request id: \(id)") }
    switch problem.contentKind {
    case .html: notes.append("the answer was an HTML page")
    case .empty: notes.append("the answer had no body")
    case .object, .string, .text: break
    }
    return Failure(
      .api, problem.code ?? category, "the API refused with \(status): \(problem.message)",
      notes: notes, hints: refusalHints(problem),
      refusal: Refusal(
        status: status, category: category, code: problem.code ?? category,
        message: problem.message))
  }

  private static func refusalHints(_ problem: APIProblem) -> [String] {
    switch problem.category {
    case .invalid where problem.message.lowercased().contains("not started"):
      [
        problem.message.lowercased().contains("participant recording")
          ? "nothing of it runs; `\(list(for: problem))` shows what the server has"
          : "nothing of this track runs; `\(list(for: problem))` shows what the server has"
      ]
    case .invalid: ["the service did not understand a field; check ids, kind and options"]
    case .unauthorized: doubts(problem) + [unauthorizedHint(problem.message.lowercased())]
    case .forbidden where !problem.doubts.isEmpty: doubts(problem)
    case .forbidden:
      ["the token does not allow this: it needs version 2, the role `crawler`, and this room"]
    case .notFound where problem.message.lowercased().contains("recording not found"):
      ["`\(list(for: problem))` shows what the server has"]
    case .notFound:
      ["check the ids, and that the room has a live session with this participant"]
    case .conflict:
      ["it runs already, or is being processed; `recordings` shows what the server has"]
    case .rateLimited(let after), .unavailable(let after):
      [
        after.map { $0 > .zero ? "try again in \(DurationText.short($0))" : "try again" }
          ?? "try again in a while"
      ]
    case .other: []
    }
  }

  /// The command that lists the sort of recordings that a message is about.
  private static func list(for problem: APIProblem) -> String {
    let message = problem.message.lowercased()
    let sort: RecordingSort =
      message.contains("participant recording")
      ? .participant : message.contains("room recording") ? .meeting : .track
    return sort.listing
  }

  /// What the token lacks, all in one line.
  private static func doubts(_ problem: APIProblem) -> [String] {
    guard let first = problem.doubts.first else { return [] }
    let wordings = problem.doubts.map(\.wording).joined(separator: "; ")
    return ["the token may be why: \(wordings); \(first.advice)"]
  }

  private static func unauthorizedHint(_ message: String) -> String {
    if message.contains("bearer") {
      return "send the bare token, without `Bearer ` before it"
    }
    if message.contains("expired") && !message.contains("invalid") {
      return unauthorizedAdvice
    }
    return
      "the token was not accepted: was it signed with this project's secret, for this API key, and is it still valid?"
  }

  static let unauthorizedAdvice = "mint a new token: `vsdk token mint`"
  static let expiredAdvice =
    "mint a new one: `vsdk token mint`, or set VIDEOSDK_API_KEY with VIDEOSDK_SECRET to have it renewed"

  private static func credentials(_ problem: CredentialProblem, at origin: Origin) -> Failure {
    let (code, message, hint): (String, String, String)
    switch problem {
    case .missing:
      (code, message, hint) = (
        "no-credentials", "no credentials for \(origin)",
        "set VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY with VIDEOSDK_SECRET, or use --sandbox"
      )
    case .malformedToken:
      (code, message, hint) = (
        "malformed-token", "the token is not a JSON Web Token",
        "it has three parts with dots between them; was the API key given instead?"
      )
    case .expired(let ago):
      (code, message, hint) = (
        "expired-token", "the token expired \(DurationText.short(ago)) ago",
        expiredAdvice
      )
    case .insecureOrigin(let origin):
      (code, message, hint) = (
        "insecure-origin", "a token is not sent to \(origin) without encryption", "use https"
      )
    // What is only believed to be refused is sent.
    case .notYetValid, .rtcOnly, .wrongVersion, .textVersion, .missingClaim, .unreadableClaim,
      .otherAlgorithm, .scopedToOtherRoom, .scopedToOtherParticipant, .unusualRoles:
      (code, message, hint) = (
        "doubtful-token", "the token cannot be used: \(problem.wording)", problem.advice
      )
    }
    // The service was not asked: nothing that it may be allowed to refuse.
    return Failure(.api, code, message, notes: ["nothing was sent"], hints: [hint])
  }

  /// What a ledger that cannot be used means for the command.
  enum LedgerHarm: String {
    case nothingSent = "nothing was sent"
    case startUnnoted = "the start is not noted on disk"
    case outcomeUnnoted = "what became of it is not noted: the ledger may take it as still running"
    case unread = "what still runs from earlier is not known"
  }

  /// The sentence for a ledger that cannot be used.
  static func ledger(_ error: LedgerError, _ harm: LedgerHarm) -> Failure {
    let message: String
    var way = "make it writable"
    switch error {
    case .cannotOpen(let path, let reason): message = "cannot open the ledger \(path): \(reason)"
    case .cannotWrite(let path, let reason):
      message = "cannot write to the ledger \(path): \(reason)"
    case .unreadable(let path, let reason):
      message = "cannot read the ledger \(path): \(reason)"
      way = "move it away (a new one is made)"
    case .newerSchema(let path, let found, let known):
      message = "the ledger \(path) has version \(found), this vsdk knows \(known)"
      way = "use a newer vsdk"
    }
    return Failure(
      .transport, "ledger", message,
      notes: [harm.rawValue],
      hints: ["\(way), choose another folder with VSDK_HOME, or `set ledger off`"])
  }

}

extension APIProblem.Category {
  /// The word that `error.category` and JSON show.
  var word: String {
    switch self {
    case .invalid: "invalid"
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .notFound: "not-found"
    case .conflict: "conflict"
    case .rateLimited: "rate-limited"
    case .unavailable: "unavailable"
    case .other: "other"
    }
  }
}

extension OriginError {
  /// What is wrong, for a sentence.
  var wording: String {
    switch self {
    case .notAnOrigin(let text): "`\(text)` has no scheme and host"
    case .unsupportedScheme(let scheme): "the scheme `\(scheme)` is neither http nor https"
    case .hasUserInformation: "a user name or password has no place in it"
    case .hasPath(let path): "it has the path `\(path)`"
    case .badPort(let port): "`\(port)` is not a port from 1 to 65535"
    }
  }
}
