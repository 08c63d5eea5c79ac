import NIOCore

/// The name or the address of a machine, as it stands in a URL.
public struct HostName: Hashable, Sendable {
  /// In lower case, and without the brackets of an IPv6 address.
  public let text: String

  /// Reads a name or an address.
  ///
  /// - Returns: nil for everything else: a URL, a port behind it, a pattern, nothing.
  public init?(_ text: String) {
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    let inner = isBracketed ? String(text.dropFirst().dropLast()) : text
    if let address = try? SocketAddress(ipAddress: inner, port: 0).ipAddress {
      guard address.contains(":") || !isBracketed else { return nil }
      self.text = address
      return
    }
    guard !isBracketed, inner.utf8.count <= 253 else { return nil }
    let labels = inner.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.allSatisfy(HostName.isLabel) else { return nil }
    self.text = inner.lowercased()
  }

  /// Takes the part of a URL to pieces that says where it leads; the port is nil where none is written.
  init?(authority: some StringProtocol, port: inout Int?) {
    let isBracketed = authority.hasPrefix("[")
    let end =
      isBracketed
      ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
    let host = authority[..<(end ?? authority.endIndex)]
    let rest = authority[host.endIndex...]
    if rest.isEmpty {
      port = nil
    } else {
      guard rest.hasPrefix(":"), let number = Int(rest.dropFirst()), (1...65_535).contains(number),
        rest.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      port = number
    }
    guard let name = HostName(String(host)), name.isAddressOfVersion6 == isBracketed else {
      return nil
    }
    self = name
  }

  /// How it stands in a URL.
  var authority: String { isAddressOfVersion6 ? "[\(text)]" : text }

  private var isAddressOfVersion6: Bool { text.utf8.contains(UInt8(ascii: ":")) }

  /// Letters, digits, hyphens, and the underscores that containers have in their names.
  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
      && label.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
