/// Where a page in a browser comes from, as the browser says it in `Origin`: scheme, host and port.
public struct WebOrigin: Equatable, Sendable {
  /// Every page.
  public static let any = WebOrigin(known: "*")
  /// Pages without an origin of their own, such as files.
  static let none = WebOrigin(known: "null")

  /// The origin as a browser writes it.
  public let text: String

  private init(known text: String) {
    self.text = text
  }

  /// Reads an origin: `*` for all pages, `null` for those without one, or a URL without a path.
  ///
  /// It is brought into the form in which browsers send it: in lower case, without the usual port of its scheme.
  ///
  /// - Returns: nil for what no browser sends.
  public init?(_ text: String) {
    if let known = [WebOrigin.any, WebOrigin.none].first(where: { $0.text == text }) {
      self = known
      return
    }
    guard let mark = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<mark.lowerBound].lowercased()
    var port: Int?
    guard WebOrigin.isScheme(scheme),
      let host = HostName(authority: text[mark.upperBound...], port: &port)
    else { return nil }
    let usualPort = ["http": 80, "https": 443][scheme]
    let written = port.flatMap { $0 == usualPort ? nil : ":\($0)" } ?? ""
    self.text = "\(scheme)://\(host.authority)\(written)"
  }

  private static func isScheme(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let others = Set("0123456789+-.".utf8)
    return text.utf8.first.map(letters.contains) ?? false
      && text.utf8.allSatisfy { letters.contains($0) || others.contains($0) }
  }
}
