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
}
