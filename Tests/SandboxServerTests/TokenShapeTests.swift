import Crypto
import FoundationEssentials
import SandboxServer
import Testing

/// Tokens as the samples in the vendor's own languages sign them.
@Suite(.timeLimit(.minutes(1))) struct TokenShapeTests {
  private func token(_ claims: String) -> String {
    let signed = [#"{"alg":"HS256","typ":"JWT"}"#, claims].map { base64URL(Data($0.utf8)) }
      .joined(separator: ".")
    let signature = HMAC<SHA256>.authenticationCode(
      for: Data(signed.utf8), using: SymmetricKey(data: Data(Sandbox.secret.utf8)))
    return "\(signed).\(base64URL(Data(signature)))"
  }

  private func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  private func answer(_ claims: String) async throws -> SandboxHarness.Reply {
    let token = token(#"{"apikey":"sandbox"\#(claims)}"#)
    return try await valueFromSandbox { (client) async throws in
      try await client.send("GET", "/v2/sessions/000000000000000000000000", token: .some(token))
    }
  }

  @Test(arguments: [
    #","version":2,"roles":["CRAWLER","RTC"]"#, #","version":2.0,"roles":["Crawler"]"#,
    #","roles":["CRAWLER"]"#, #","roles":"crawler""#, #","version":2"#, "",
    #","permissions":["allow_join"],"version":2"#, #","permissions":["ask_join"]"#,
    #","permissions":"allow_join""#, #","permissions":null,"roles":null,"version":null"#,
    #","exp":4102444800.5,"iat":"whenever","jti":7"#,
  ])
  func `is good enough`(_ claims: String) async throws {
    #expect(try await answer(claims) == .error(404, "Session not found"))
  }

  private static let version = "Your version must be 2 in token payload to use V2 API"
  private static let role = "Your role must be a CRAWLER in token payload to use V2 API"
  private static let invalid = "Token is invalid or expired: its"

  @Test(arguments: [
    (#","version":"2""#, 403, #"\#(version): a number, not the text \"2\""#),
    (#","version":"v2","roles":["crawler"]"#, 403, #"\#(version): a number, not the text \"v2\""#),
    (#","version":1"#, 403, version), (#","version":2.5"#, 403, version),
    (#","version":true"#, 401, "\(invalid) version must be a number"),
    (#","roles":["RTC"]"#, 403, role), (#","roles":"rtc""#, 403, role),
    (#","roles":[]"#, 403, role),
    (#","roles":{"a":1}"#, 401, "\(invalid) roles must be an array of strings"),
    (#","roles":[7]"#, 401, "\(invalid) roles must be an array of strings"),
    (#","permissions":7"#, 401, "\(invalid) permissions must be an array of strings"),
    (#","exp":"tomorrow""#, 401, "\(invalid) exp must be a number"),
    (#","roomId":7"#, 401, "\(invalid) roomId must be a string"),
  ])
  func `is refused with the reason`(
    _ claims: String, _ status: Int, _ text: String
  ) async throws {
    #expect(try await answer(claims) == .error(status, text))
  }
}
