import CommandLanguage
import VideoSDKClient

/// JSON as it is written for programs and for people: one line, and nothing in it that is not seen.
///
/// What `VisibleText` masks is escaped, which any reader of JSON undoes. What is sent or signed is not written by it.
enum JSONText {
  /// The value as compact JSON without a line end.
  static func line(_ value: JSONValue) -> String {
    escaping(String(decoding: value.encoded(), as: UTF8.self))
  }

  /// The same JSON; what is outside ASCII in it stands between quotes.
  static func escaping(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: VisibleText.hides) else { return json }
    var escaped = ""
    for scalar in json.unicodeScalars {
      guard VisibleText.hides(scalar) else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return escaped
  }

  /// The same JSON over several lines, for people.
  static func laidOut(_ value: JSONValue, margin: String = "") -> String {
    let inner = margin + "  "
    let (signs, parts): (String, [String])
    switch value {
    case .array(let elements) where !elements.isEmpty:
      (signs, parts) = ("[]", elements.map { laidOut($0, margin: inner) })
    case .object(let members) where !members.isEmpty:
      (signs, parts) = (
        "{}", members.map { "\(line(.string($0.name))): \(laidOut($0.value, margin: inner))" }
      )
    default: return line(value)
    }
    let lines = parts.map { inner + $0 }.joined(separator: ",\n")
    return "\(signs.prefix(1))\n\(lines)\n\(margin)\(signs.suffix(1))"
  }
}

extension JSONValue {
  /// The members that have a value, in the order given.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> [Member] {
    members.compactMap { pair in pair.value.map { Member(name: pair.key, value: $0) } }
  }

  /// A text; null where there is none.
  static func orNull(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// Milliseconds with one decimal.
  static func milliseconds(_ duration: Duration) -> JSONValue {
    .number((DurationText.milliseconds(duration) * 10).rounded() / 10)
  }
}
