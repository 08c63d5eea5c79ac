import CommandLanguage
import VideoSDKClient

/// The byte sequences by which secrets can stand in a text, and where they do.
struct SecretForms: Sendable {
  private var forms: Set<[UInt8]> = []
  // By their first byte: a text is gone through once, whatever the number of secrets.
  private var byFirst = [[[UInt8]]](repeating: [], count: 256)
  // A token is known by its shape.
  private var isFirst = (0...UInt8.max).map { $0 == UInt8(ascii: "e") }
  /// The bytes of the longest.
  private(set) var longest = 0
  // Where the sentences of `CommandLanguage` cut what they quote.
  private static let quoteLength = 59

  /// Knows these too.
  mutating func add(_ secrets: [String]) {
    for secret in secrets.flatMap(Self.forms) {
      let bytes = Array(secret.utf8)
      guard let first = bytes.first, forms.insert(bytes).inserted else { continue }
      byFirst[Int(first)].append(bytes)
      longest = max(longest, bytes.count)
      isFirst[Int(first)] = true
    }
  }

  /// Where secrets stand, in order; those that overlap are one.
  func ranges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var endOfToken = 0
    for place in bytes.indices {
      let first = bytes[place]
      guard isFirst[Int(first)] else { continue }
      var end = place
      if place >= endOfToken, first == UInt8(ascii: "e"),
        let token = Self.token(at: place, in: bytes)
      {
        endOfToken = token.end
        if token.isWhole { end = token.end }
      }
      for form in byFirst[Int(first)] where Self.stands(form, at: place, in: bytes) {
        end = max(end, place + form.count)
      }
      guard end > place else { continue }
      if let last = found.last, place < last.upperBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        found.append(place..<end)
      }
    }
    return found
  }

  /// A secret as it is, line by line, as JSON, an address and a quoted word write it, as it is shown where it holds what is
  /// not seen, and as a message quotes it that is cut.
  private static func forms(_ secret: String) -> [String] {
    let json = JSONValue.string(secret)
    let quoted = Printer.print(Word([.text(secret)], quoting: .double, span: SourceSpan(0, 0)))
    let lines = secret.split(whereSeparator: \.isNewline).map(String.init)
    let cut = String(secret.prefix(quoteLength))
    let written = [
      String(decoding: json.encoded(), as: UTF8.self).inner, JSONText.line(json).inner,
      quoted.inner, PercentEncoding.encode(secret), VisibleText.masked(secret),
      VisibleText.masked(cut),
    ]
    return ([secret, cut] + lines + written).filter { $0.utf8.count >= Redactor.shortest }
  }

  private static func stands(
    _ form: [UInt8], at place: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard bytes.count - place >= form.count else { return false }
    for offset in form.indices where bytes[place + offset] != form[offset] { return false }
    return true
  }

  /// What looks like a JSON Web Token (RFC 7519): it begins with `{"` in base64url and has parts.
  ///
  /// Two parts are enough, for a message may quote a token that is cut.
  private static func token(
    at place: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (end: Int, isWhole: Bool)? {
    guard bytes.count - place > 3, bytes[place + 1] == UInt8(ascii: "y"),
      bytes[place + 2] == UInt8(ascii: "J")
    else { return nil }
    var end = place
    var hasParts = false
    while end < bytes.count, isOfToken(bytes[end]) {
      hasParts = hasParts || bytes[end] == UInt8(ascii: ".")
      end += 1
    }
    return (end, hasParts && end - place > 20)
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}

extension String {
  /// Without the first and the last sign, its quotes.
  fileprivate var inner: String { String(dropFirst().dropLast()) }
}
