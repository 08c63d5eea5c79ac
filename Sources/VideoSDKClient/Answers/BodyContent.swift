/// What a body turns out to be when nobody promises anything about it.
///
/// The content decides, not the `Content-Type`: the service's own clients disagree on that header.
enum BodyContent {
  case empty
  case object(JSONValue)
  case string(String)
  case otherJSON(JSONValue)
  case html(String)
  case text(String)
  case binary

  init(_ answer: HTTPAnswer) {
    guard let text = String(validating: answer.body, as: UTF8.self) else {
      self = .binary
      return
    }
    let trimmed = text.drop { $0.isWhitespace }
    guard let first = trimmed.first else {
      self = .empty
      return
    }
    if let value = try? JSONValue(parsing: answer.body) {
      switch value {
      case .object: self = .object(value)
      case .string(let string): self = .string(string)
      case .null, .bool, .number, .array: self = .otherJSON(value)
      }
    } else if first == "<" {
      self = .html(text)
    } else {
      self = .text(Self.trim(text))
    }
  }

  private static func trim(_ text: String) -> String {
    var slice = text[...]
    while let last = slice.last, last.isWhitespace { slice.removeLast() }
    return String(slice.drop { $0.isWhitespace })
  }

  var kind: APIProblem.ContentKind {
    switch self {
    case .empty: .empty
    case .object: .object
    case .string: .string
    case .html: .html
    case .text, .otherJSON, .binary: .text
    }
  }

  /// The words in which the service explains itself, when there are any.
  var message: String? {
    switch self {
    case .empty, .binary: nil
    case .string(let string): string
    case .text(let text): text
    case .html(let text): HTMLText.summary(of: text)
    case .object(let object): Self.message(in: object, depth: 0)
    case .otherJSON(let value): String(decoding: value.encoded(), as: UTF8.self)
    }
  }

  /// The machine-readable code, when there is one.
  var code: String? {
    guard case .object(let object) = self else { return nil }
    switch object["code"] ?? object["error"]?["code"] {
    case .string(let text)?: return text
    case .number(let number)?: return number.description
    default: return nil
    }
  }

  private static func message(in object: JSONValue, depth: Int) -> String? {
    for name in ["error", "message"] {
      switch object[name] {
      case .string(let text)? where text.contains { !$0.isWhitespace }: return text
      case .array(let values)?:
        let texts = values.compactMap { value -> String? in
          guard case .string(let text) = value else { return nil }
          return text
        }
        if !texts.isEmpty { return texts.joined(separator: "; ") }
      case .object? where depth == 0:
        if let inner = object[name].flatMap({ message(in: $0, depth: 1) }) { return inner }
      default: continue
      }
    }
    return nil
  }
}

/// Finds the words worth showing in an HTML page.
enum HTMLText {
  /// The title, or else the first text of the body.
  static func summary(of html: String) -> String? {
    if let title = element("title", in: html), !title.isEmpty { return decode(title) }
    let text = visibleText(of: html)
    return text.isEmpty ? nil : decode(text)
  }

  private static func element(_ name: String, in html: String) -> String? {
    let lower = html.lowercased()
    guard lower.utf8.count == html.utf8.count,
      let open = lower.firstRange(of: "<\(name)"),
      let start = lower[open.upperBound...].firstIndex(of: ">"),
      let close = lower[start...].firstRange(of: "</\(name)")
    else { return nil }
    let bytes = Array(html.utf8)
    let from = lower.utf8.distance(from: lower.startIndex, to: start) + 1
    let to = lower.utf8.distance(from: lower.startIndex, to: close.lowerBound)
    let text = String(decoding: bytes[from..<to], as: UTF8.self)
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  private static func visibleText(of html: String) -> String {
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      let before = rest[..<open]
      if before.contains(where: { !$0.isWhitespace }) { return String(before) }
      guard let close = rest[open...].firstIndex(of: ">") else { return "" }
      rest = rest[rest.index(after: close)...]
    }
    return rest.contains { !$0.isWhitespace } ? String(rest) : ""
  }

  private static func decode(_ text: String) -> String {
    let entities: KeyValuePairs = [
      "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&nbsp;": " ", "&amp;": "&",
    ]
    return entities.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }
}
