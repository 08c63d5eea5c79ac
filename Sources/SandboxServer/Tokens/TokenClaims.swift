/// The claims of a token that the service looks at.
///
/// They are read as leniently as the vendor's own samples write them: roles in any case, or one role as a text. What is
/// of a wrong type makes the token invalid, and the reason can be told.
struct TokenClaims: Decodable, Sendable {
  private enum Key: String, CodingKey {
    case apikey, version, roles, permissions, roomId, participantId, exp, nbf
  }

  var apikey: String?
  var version: Double?
  /// In lower case.
  var roles: [String]?
  var roomId: String?
  var participantId: String?
  var exp: Double?
  var nbf: Double?
  /// Why the token is refused although it is signed; nil where all claims are of the right types.
  private(set) var mistake: APIError?

  init(from decoder: any Decoder) throws {
    let claims = try decoder.container(keyedBy: Key.self)
    var mistakes: [APIError] = []
    func claim<Value: Decodable>(
      _ key: Key, as type: Value.Type, _ expected: String
    ) -> Value? {
      do {
        return try claims.decodeIfPresent(type, forKey: key)
      } catch {
        mistakes.append(.wrongClaim(key.rawValue, expected: expected))
        return nil
      }
    }
    func words(_ key: Key) -> [String]? {
      if let word = try? claims.decode(String.self, forKey: key) { return [word] }
      return claim(key, as: [String].self, "an array of strings")
    }
    apikey = claim(.apikey, as: String.self, "a string")
    if let text = try? claims.decode(String.self, forKey: .version) {
      mistakes.append(.tokenVersionIsText(text))
    } else {
      version = claim(.version, as: Double.self, "a number")
    }
    roles = words(.roles)?.map { $0.lowercased() }
    // Whoever has none is taken to have `allow_join` and `allow_mod`; the API asks for neither.
    _ = words(.permissions)
    roomId = claim(.roomId, as: String.self, "a string")
    participantId = claim(.participantId, as: String.self, "a string")
    exp = claim(.exp, as: Double.self, "a number")
    nbf = claim(.nbf, as: Double.self, "a number")
    mistake = mistakes.first
  }

  /// What the token may be used for.
  var scope: TokenScope {
    TokenScope(roomID: roomId, participantID: participantId)
  }
}
