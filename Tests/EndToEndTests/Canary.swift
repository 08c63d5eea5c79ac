import FoundationEssentials
import VideoSDKClient

/// A secret made for one test, and everything that must not be seen of it.
struct Canary: Sendable {
  let text: String
  /// The secret, its base64, and the parts of a token that nobody else has.
  let forms: [String]

  private init(_ text: String, parts: [String] = []) {
    self.text = text
    forms =
      [text] + parts
      + ([text] + parts).map { Data($0.utf8).base64EncodedString().trimmingPadding }
  }

  /// A project's secret.
  static func secret() -> Canary { Canary("canary-\(random())-\(random())") }

  /// A token in the right shape, that no service takes.
  static func token() async throws -> Canary {
    let token = try await AccessToken.mint(
      apiKey: "key-\(random())", secret: Secret("canary-\(random())")
    ).reveal()
    // The first part says the algorithm, and is the same in every token.
    return Canary(token, parts: token.split(separator: ".").dropFirst().map { String($0) })
  }

  private static func random() -> String {
    String(UInt64.random(in: 1 << 60 ... .max), radix: 36)
  }

  /// Which of the canary's forms stand in the bytes.
  func found(in data: Data) -> [String] {
    forms.filter { data.firstRange(of: Data($0.utf8)) != nil }
  }
}

extension String {
  /// Base64 without `=` and the letters that depend on what follows.
  fileprivate var trimmingPadding: String {
    let letters = prefix { $0 != "=" }
    return String(letters.dropLast(letters.count == count ? 0 : 1))
  }
}
