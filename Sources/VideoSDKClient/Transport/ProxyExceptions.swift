/// Servers that are reached directly though a proxy is set, as `NO_PROXY` lists them.
///
/// Entries stand between commas or blanks. A name stands for itself and all below it, with or
/// without a dot or `*.` before it, in any case of letters; an address for itself; `10.0.0.0/8` and
/// `fd00::/8` for a network; `*` for all. Behind a name or an address may stand the one port that
/// it is for. What cannot be read names nothing.
public struct ProxyExceptions: Sendable, Hashable {
  private struct Entry: Sendable, Hashable {
    let text: String
    let place: Place
    let port: Int?
  }

  private enum Place: Sendable, Hashable {
    case all
    case domain(String)
    case network(IPAddress, prefix: Int)
  }

  private let entries: [Entry]

  /// Reads a list.
  public init(_ text: String) {
    entries = text.split { $0 == "," || $0.isWhitespace }.compactMap { Self.entry(String($0)) }
  }

  /// The entry that names a server, as it was written; nil when none does.
  func entry(for origin: Origin) -> String? {
    guard !entries.isEmpty else { return nil }
    var host = origin.host[...]
    if host.last == "." { host.removeLast() }
    let address = IPAddress(host)
    return entries.first { entry in
      guard entry.port.map({ $0 == origin.port }) ?? true else { return false }
      switch entry.place {
      case .all: return true
      // A name is no part of an address, although both have dots.
      case .domain(let domain):
        return address == nil && (host == domain || host.hasSuffix("." + domain))
      case .network(let network, let prefix):
        return address?.lies(in: network, prefix: prefix) ?? false
      }
    }?.text
  }

  private static func entry(_ text: String) -> Entry? {
    let lower = text.lowercased()
    if lower == "*" { return Entry(text: text, place: .all, port: nil) }
    if let slash = lower.firstIndex(of: "/") {
      guard let network = IPAddress(bare(lower[..<slash])),
        let prefix = Int(lower[lower.index(after: slash)...]),
        (0...network.bytes.count * 8).contains(prefix)
      else { return nil }
      return Entry(text: text, place: .network(network, prefix: prefix), port: nil)
    }
    if let place = address(lower[...]) { return Entry(text: text, place: place, port: nil) }
    guard let colon = lower.lastIndex(of: ":") else {
      return domain(lower[...]).map { Entry(text: text, place: $0, port: nil) }
    }
    guard let port = Int(lower[lower.index(after: colon)...]), (1...65_535).contains(port),
      let place = address(lower[..<colon]) ?? domain(lower[..<colon])
    else { return nil }
    return Entry(text: text, place: place, port: port)
  }

  private static func address(_ text: Substring) -> Place? {
    IPAddress(bare(text)).map { .network($0, prefix: $0.bytes.count * 8) }
  }

  private static func domain(_ text: Substring) -> Place? {
    var name = text
    if name.hasPrefix("*.") { name = name.dropFirst(2) }
    while name.first == "." { name.removeFirst() }
    while name.last == "." { name.removeLast() }
    let isName = !name.isEmpty && !name.contains { ":[]/".contains($0) }
    return isName ? .domain(String(name)) : nil
  }

  /// An IPv6 address without its brackets.
  private static func bare(_ text: Substring) -> Substring {
    text.first == "[" && text.last == "]" ? text.dropFirst().dropLast() : text
  }
}
