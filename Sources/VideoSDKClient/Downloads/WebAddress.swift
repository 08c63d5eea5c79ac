/// An absolute address, apart: the server and what to ask it for.
struct WebAddress: Equatable {
  let origin: Origin
  let target: String

  init(origin: Origin, target: String) {
    self.origin = origin
    self.target = target
  }

  /// Reads an address; nil for anything but `http(s)` without user information.
  ///
  /// A participant's id can put any character into a path, so what may not stand in one is encoded.
  init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else { return nil }
    let authority = text[separator.upperBound...].prefix { !"/?#".contains($0) }
    guard let origin = try? Origin(String(text[..<separator.upperBound]) + authority) else {
      return nil
    }
    self.init(origin: origin, target: Self.encoded(text[authority.endIndex...]))
  }

  /// Where a `Location` header field points to from here; nil when that cannot be told.
  func following(_ location: String) -> WebAddress? {
    if location.hasPrefix("/"), !location.hasPrefix("//") {
      return WebAddress(origin: origin, target: Self.encoded(location[...]))
    }
    return WebAddress(location)
  }

  /// Whether nobody on the way can read or change the file.
  var isSafe: Bool { origin.isSecure || origin.isLoopback }

  private static func encoded(_ rest: Substring) -> String {
    var result = rest.hasPrefix("/") ? "" : "/"
    for byte in rest.utf8.prefix(while: { $0 != UInt8(ascii: "#") }) {
      let isPlain = byte > 0x20 && byte < 0x7F && !#""<>\^`{|}"#.utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += PercentEncoding.encoded(byte)
      }
    }
    return result
  }
}
