import Testing
import VideoSDKClient

@testable import ShellCore

extension FailureTests {
  /// One error of the client, and all that is said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let error: ClientError
    let category: ExitStatus.Category
    let code: String
    let text: String
    var testDescription: String { text.split(separator: "\n").first.map { String($0) } ?? code }

    init(
      _ error: ClientError, as category: ExitStatus.Category = .transport, _ code: String,
      _ message: String, _ remarks: String...
    ) {
      self.error = error
      self.category = category
      self.code = code
      text = (["error: \(message)", "about: audio · abcd · room"] + remarks)
        .joined(separator: "\n  ")
    }

    static let all = connection + answers + credentials

    private static let other = RoomID("abcd-efgh-ijkl")
    private static let wasSent =
      "hint: the request was sent: `recordings` tells whether it was carried out"

    private static func origin(_ text: String) -> Origin {
      (try? Origin(text)) ?? .videoSDK
    }

    private static let connection: [Case] = [
      Case(
        .refused(origin("http://127.0.0.1:9")), "refused", "nobody listens at http://127.0.0.1:9",
        "hint: is the address right, and does the server run? `vsdk sandbox` in the system's shell starts one"
      ),
      Case(
        .unreachable(.videoSDK, reason: "no route to host"), "unreachable",
        "cannot reach https://api.videosdk.live: no route to host",
        "hint: try again; `--verbose` shows each attempt"),
      Case(
        .unresolved(host: "nowhere.example"), "unresolved",
        "no address for the host `nowhere.example`", "hint: check its spelling and the network"),
      Case(
        .tls(.videoSDK, reason: "certificate expired"), "tls",
        "no secure connection to https://api.videosdk.live: certificate expired",
        "hint: certificates are always verified; nothing was sent"),
      Case(
        .timedOut(after: .seconds(30), requestWasSent: true), "timed-out",
        "no answer within 30.0 s", wasSent),
      Case(
        .timedOut(after: .milliseconds(50), requestWasSent: false), "timed-out",
        "no answer within 50 ms", "hint: nothing was sent; `set timeout` allows more time"),
      Case(
        .connectionLost(.videoSDK, requestWasSent: true), "connection-lost",
        "the connection to https://api.videosdk.live ended before an answer", wasSent),
      Case(
        .connectionLost(.videoSDK, requestWasSent: false), "connection-lost",
        "the connection to https://api.videosdk.live ended before an answer",
        "hint: try again; `--verbose` shows each attempt"),
      Case(
        .cancelled(requestWasSent: true), "interrupted", "interrupted after the request was sent",
        "hint: the service may have acted on it: `recordings` tells"),
      Case(.cancelled(requestWasSent: false), "interrupted", "interrupted"),
    ]

    private static let answers: [Case] = [
      Case(
        .http(
          status: 409,
          APIProblem(
            category: .conflict, message: "Track recording is already running", contentKind: .object
          )),
        as: .api, "conflict", "the API refused with 409: Track recording is already running",
        "hint: it runs already, or is being processed; `recordings` shows what the server has"),
      Case(
        .malformed(path: "data[0].id", reason: "a text is missing"), "malformed",
        "the answer is not what is documented at `data[0].id`: a text is missing",
        "hint: is http://127.0.0.1:4000 a VideoSDK server? `--verbose` shows each answer"),
      Case(
        .malformed(path: "", reason: "not JSON"), "malformed",
        "the answer is not what is documented: not JSON",
        "hint: is http://127.0.0.1:4000 a VideoSDK server? `--verbose` shows each answer"),
      Case(
        .redirected(from: .videoSDK, to: "https://elsewhere.example"), "redirected",
        "https://api.videosdk.live points to another server, https://elsewhere.example",
        "hint: nothing was sent there; if you trust it, name it with `--endpoint`"),
      Case(
        .outcomeUnknown(.videoSDK, cause: .timedOut(after: .seconds(1), requestWasSent: true)),
        "outcome-unknown", "no answer within 1.0 s",
        "unknown: the request may have been carried out; it is not sent again",
        "hint: look whether it was before you send it again"),
      Case(
        .outcomeUnknown(
          .videoSDK,
          cause: .http(
            status: 500,
            APIProblem(
              category: .unavailable(retryAfter: nil), message: "down", contentKind: .object))),
        "outcome-unknown", "the API answered with 500: down",
        "unknown: the request may have been carried out; it is not sent again",
        "hint: look whether it was before you send it again"),
    ]

    private static let credentials: [Case] = [
      problem(
        .missing, "no-credentials", "no credentials for http://127.0.0.1:4000",
        "set VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY with VIDEOSDK_SECRET, or use --sandbox"),
      problem(
        .malformedToken, "malformed-token", "the token is not a JSON Web Token",
        "it has three parts with dots between them; was the API key given instead?"),
      problem(
        .expired(ago: .seconds(125)), "expired-token", "the token expired 2 min 5 s ago",
        "mint a new one: `vsdk token mint`, or set VIDEOSDK_API_KEY with VIDEOSDK_SECRET to have it renewed"
      ),
      problem(
        .insecureOrigin(origin("http://example.com")), "insecure-origin",
        "a token is not sent to http://example.com without encryption", "use https"),
      problem(
        .rtcOnly(roles: ["rtc", "guest"]), "doubtful-token",
        "the token cannot be used: its roles lack `crawler` (`rtc`, `guest`)",
        "`vsdk token mint` makes one that fits"),
      Case(
        .proxy(
          .unsupportedScheme("socks5", variable: "ALL_PROXY", found: "socks5://proxy.example")),
        "proxy",
        "ALL_PROXY names `socks5://proxy.example`, and requests cannot be sent through a proxy of the scheme `socks5`",
        "nothing was sent",
        "hint: write `http://[user:password@]host[:port]`, or name the host in NO_PROXY to reach it directly"
      ),
      Case(
        .proxy(.unreadable(variable: "https_proxy", found: "proxy…")), "proxy",
        "https_proxy holds `proxy…`, which is no proxy", "nothing was sent",
        "hint: write `http://[user:password@]host[:port]`, or name the host in NO_PROXY to reach it directly"
      ),
    ]

    private static func problem(
      _ problem: CredentialProblem, _ code: String, _ message: String, _ hint: String
    ) -> Case {
      Case(.credentials(problem), as: .api, code, message, "nothing was sent", "hint: \(hint)")
    }
  }
}
