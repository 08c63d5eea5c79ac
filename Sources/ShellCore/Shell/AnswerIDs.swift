import VideoSDKClient

/// The ids in an answer.
enum AnswerIDs {
  private static let names: Set<String> = ["id", "roomId", "sessionId"]
  // More than a page holds; a longer list is not what a person copies an id from.
  private static let limit = 500

  /// Each id with the query that finds it in `last`; the first place wins.
  static func queries(_ json: JSONValue) -> [String: String] {
    var found: [String: String] = [:]
    collect(json, "last", into: &found)
    return found
  }

  private static func collect(
    _ value: JSONValue, _ path: String, into found: inout [String: String]
  ) {
    guard found.count < limit else { return }
    switch value {
    case .array(let elements):
      for (place, element) in elements.prefix(limit).enumerated() {
        collect(element, "\(path)[\(place)]", into: &found)
      }
    case .object(let members):
      for member in members where isPathName(member.name) {
        let inner = "\(path).\(member.name)"
        if case .string(let id) = member.value, names.contains(member.name), !id.isEmpty {
          if found[id] == nil { found[id] = inner }
        } else {
          collect(member.value, inner, into: &found)
        }
      }
    case .null, .bool, .number, .string: break
    }
  }

  private static func isPathName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || byte == 45 || byte == 95
      }
  }
}
