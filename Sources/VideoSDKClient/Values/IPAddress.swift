/// An address of the internet: four bytes, or sixteen.
struct IPAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// Reads `192.0.2.1` or `2001:db8::1`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let text = Substring(text)
    guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else {
      return nil
    }
    self.bytes = bytes
  }

  /// Whether the first bits are those of a network.
  func lies(in network: IPAddress, prefix: Int) -> Bool {
    guard bytes.count == network.bytes.count else { return false }
    return zip(bytes, network.bytes).enumerated().allSatisfy { place, pair in
      let left = min(max(prefix - place * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - left))
      return pair.0 & mask == pair.1 & mask
    }
  }

  private static func version4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt8(part) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func version6(_ text: Substring) -> [UInt8]? {
    guard let gap = text.firstRange(of: "::") else {
      let groups = groups(text)
      return groups?.count == 16 ? groups : nil
    }
    guard let left = groups(text[..<gap.lowerBound]), let right = groups(text[gap.upperBound...]),
      left.count + right.count <= 14
    else { return nil }
    return left + Array(repeating: 0, count: 16 - left.count - right.count) + right
  }

  /// The bytes of groups between colons, the last of which may be written as a version 4 address.
  private static func groups(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (place, part) in parts.enumerated() {
      if place == parts.count - 1, part.contains(".") {
        guard let last = version4(part) else { return nil }
        bytes += last
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
          let group = UInt16(part, radix: 16)
        else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      }
    }
    return bytes
  }
}
