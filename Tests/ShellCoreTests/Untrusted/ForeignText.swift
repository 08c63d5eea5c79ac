import CommandLanguage
import VideoSDKClient

@testable import ShellCore

/// A text that others may choose, with all that a terminal obeys, and what must not be found of it.
enum ForeignText {
  static let text =
    "Zoe\u{1B}]52;c;aGk=\u{7}\r\nFORGED\n\u{2028}FORGED \u{202E}\u{9B}31m\u{200B}\u{2066}\u{7F}\u{85}\u{E0041}"

  /// What a sentence of the service may hold and still be one.
  static let sentence = "done\r\nFORGED \u{202E}\u{200B}\u{2066}\u{2028}\u{85}"

  /// It as a word of the language.
  static let word = Printer.print(Word.literal(text))

  /// It as a part of an address.
  static let percentEncoded = text.utf8.map { byte in
    let isPlain =
      byte < 0x80
      && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
    return isPlain
      ? String(Character(Unicode.Scalar(byte)))
      : (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
  }.joined()

  /// What a terminal would act on, by a table of its own; empty for harmless output.
  static func findings(in output: String, colored: Bool) -> [String] {
    var rest = output
    if colored {
      rest = rest.replacing(/\u{1B}\[(0|1|2|31|32|33|36)m/, with: "")
        .replacing(/\u{1B}\[[HKJ]/, with: "")
    }
    let obeyed = rest.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xE0000...0xE007F:
        true
      default: false
      }
    }
    let forged = rest.unicodeScalars.split(separator: "\n").filter {
      String($0).hasPrefix("FORGED")
    }
    return obeyed.map { "U+" + String($0.value, radix: 16) } + forged.map { "line: \($0)" }
  }

  /// The lines that a verb is tried with: its examples, then hostile words in every place.
  static func lines(of grammar: Grammar) -> [String] {
    let verb = grammar.verb
    // A number of its own would be a port that another test may have.
    let examples = (grammar.examples + grammar.forms.flatMap(\.examples)).filter {
      !$0.contains("port=")
    }
    let all = ([grammar] + grammar.forms).flatMap { form -> [String] in
      let words = form.parameters.map { _ in word }.joined(separator: " ")
      let options = form.options.map { "\(form.verb) \(firstExample(form)) \($0.key)=\(word)" }
      return ["\(form.verb) \(words)", "\(form.verb) \(word) \(word)"] + options
    }
    let before = ["set", "expect"].contains(verb) ? ["rooms"] : []
    return before + examples + all + ["\(verb) unknown=\(word)"]
  }

  private static func firstExample(_ form: Grammar) -> String {
    guard let example = form.examples.first, example.hasPrefix(form.verb) else { return "" }
    return String(example.dropFirst(form.verb.count))
  }
}

/// The service, with a hostile tail on every text of its answers; what comes back of it is taken off again.
struct ForeignTransport: Transport {
  let inner: any Transport

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    let answer = try await inner.send(Self.cleaned(call))
    guard let value = try? answer.json() else { return answer }
    let body: JSONValue =
      if case .string(let text) = value {
        .string(text + ForeignText.sentence)
      } else {
        Self.changing(value) { Self.isKept($0) ? $0 : $0 + ForeignText.text }
      }
    let headers = answer.headers.filter { $0.name.lowercased() != "content-length" }
    return HTTPAnswer(status: answer.status, headers: headers, body: body.encoded())
  }

  private static func cleaned(_ call: HTTPCall) -> HTTPCall {
    var body = call.body
    if let bytes = body, let value = try? JSONValue(parsing: bytes) {
      body = changing(value) { $0.replacing(ForeignText.text, with: "") }.encoded()
    }
    return HTTPCall(
      method: call.method, origin: call.origin,
      target: call.target.replacing(ForeignText.percentEncoded, with: ""), headers: call.headers,
      body: body, timeout: call.timeout)
  }

  private static func changing(_ value: JSONValue, _ change: (String) -> String) -> JSONValue {
    switch value {
    case .string(let text): .string(change(text))
    case .array(let values): .array(values.map { changing($0, change) })
    case .object(let members):
      .object(members.map { .init(name: $0.name, value: changing($0.value, change)) })
    default: value
    }
  }

  /// Dates, states and addresses are read, and would be refused.
  private static func isKept(_ text: String) -> Bool {
    text.hasPrefix("20") || text.hasPrefix("http")
      || ["audio", "video", "ongoing", "ended", "recording", "completed"].contains(text)
  }
}
