#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An address of the internet: four bytes, or sixteen.
struct IPAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// Reads `192.0.2.1` or `2001:db8::1`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let isVersion6 = text.contains(":")
    var bytes = [UInt8](repeating: 0, count: isVersion6 ? 16 : 4)
    guard inet_pton(isVersion6 ? AF_INET6 : AF_INET, String(text), &bytes) == 1 else { return nil }
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
}
