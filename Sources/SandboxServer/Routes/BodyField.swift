/// Checks that several bodies share.
enum BodyField {
  static func required<Value>(_ value: Value?, _ field: String) throws(APIError) -> Value {
    guard let value else { throw .missingField(field) }
    return value
  }

  static func text(_ value: String?, _ field: String) throws(APIError) -> String {
    guard let value, !value.isEmpty else { throw .missingField(field) }
    return value
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String?, _ field: String
  ) throws(APIError) -> Choice {
    guard let choice = Choice(rawValue: try self.text(text, field)) else {
      throw .wrongField(field, expected: oneOf(Choice.allCases.map(\.rawValue)))
    }
    return choice
  }

  private static let urlCharacters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%".utf8)

  /// A URL whose host is named and whose characters may all stand in one, as RFC 3986 has it.
  static func url(_ text: String?, _ field: String, limit: Int = 2048) throws(APIError) -> String? {
    guard let text else { return nil }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let host = scheme.map { text.dropFirst($0.count).prefix { !"/?#".contains($0) } } ?? ""
    guard !host.isEmpty, text.utf8.count <= limit,
      text.utf8.allSatisfy(urlCharacters.contains)
    else { throw .wrongField(field, expected: "an http or https URL") }
    return text
  }

  /// A folder without slashes around it; nil if nothing is left.
  static func folder(_ text: String?, _ field: String) throws(APIError) -> String? {
    guard let text else { return nil }
    guard text.utf8.count <= 1024 else { throw .wrongField(field, expected: "1024 bytes or less") }
    let folder = text.trimming("/")
    return folder.isEmpty ? nil : folder
  }

  /// The only format that the API's pages name for the recordings of participants, and that the sandbox makes.
  ///
  /// - Parameter others: what the vendor's SDKs and prose pages name besides.
  static func webm(_ text: String?, _ field: String, others: [String]) throws(APIError) {
    guard let text, text != "webm" else { return }
    guard !others.contains(text) else { throw .notServed("\(field) \(text), only webm") }
    throw .wrongField(field, expected: oneOf(["webm"] + others))
  }
}

/// The words of a closed choice, as an error lists them.
func oneOf(_ words: [String]) -> String {
  "one of " + words.joined(separator: ", ")
}
