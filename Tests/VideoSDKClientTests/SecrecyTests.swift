import TestSupport
import Testing

@testable import VideoSDKClient

/// A canary: no token and no secret may come out of anything that is printed.
@Suite(.timeLimit(.minutes(1)))
struct SecrecyTests {
  static let secret = "canarysecret"

  /// Everything that a careless program might write to a log.
  static func prints(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return String(describing: value) + String(reflecting: value) + text
  }

  @Test func `hides tokens and secrets in every description`() {
    let token = Setup.token()
    let values: [Any] = [
      token, Secret(Self.secret), Credentials.token(token),
      Credentials.keyPair(apiKey: "key", secret: Secret(Self.secret)),
      HTTPCall(
        method: .get, origin: .videoSDK, target: "/v2",
        headers: [("authorization", token.reveal())], timeout: .seconds(1)),
    ]

    for value in values {
      #expect(!Self.prints(value).contains("canary"))
    }
  }

  @Test func `prints a call without its credentials`() {
    let call = HTTPCall(
      method: .get, origin: .videoSDK, target: "/v2/rooms",
      headers: [("Authorization", "canary"), ("Accept", "application/json")],
      timeout: .seconds(1))

    #expect(
      call.description == """
        GET https://api.videosdk.live/v2/rooms
        Authorization: [redacted]
        Accept: application/json
        """)
  }

  @Test(arguments: [200, 301, 401, 500])
  func `hides a token that the server echoes in each place it can`(status: Int) async throws {
    let exchanges = Collected<Exchange>()
    let token = Setup.token().reveal()

    let error = try await HostileServer.run({ _, _ in
      .answer(
        status, #"{"error":"\#(token)"}"#, "Location: http://x/\(token)", "X-Request-Id: \(token)")
    }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(origin, transport, observe: { exchanges.add($0) })
        return await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.list)
        }
      }
    }

    let bodies = exchanges.values.map { String(decoding: $0.responseBody, as: UTF8.self) }
    #expect(error != nil)
    #expect(!exchanges.values.isEmpty)
    #expect(!Self.prints(error as Any).contains("canary"))
    #expect(!Self.prints(exchanges.values).contains("canary"))
    #expect(bodies.allSatisfy { $0 == #"{"error":"[redacted]"}"# })
  }
}
