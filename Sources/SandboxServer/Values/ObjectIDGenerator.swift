/// Makes ids in the form of the service's own: 24 hex digits that begin with the time in seconds.
///
/// The ten digits after the time are chosen once a process and the last six count, so ids are unique and
/// ordered by time; a deterministic generator has zeros for the former and counts from 1.
struct ObjectIDGenerator: Equatable, Sendable, Codable {
  let isDeterministic: Bool
  private let process: UInt64
  private var counter: UInt32

  init(isDeterministic: Bool) {
    self.isDeterministic = isDeterministic
    process = isDeterministic ? 0 : UInt64.random(in: 0..<(1 << 40))
    counter = isDeterministic ? 0 : UInt32.random(in: 0..<(1 << 24))
  }

  mutating func next(at time: Timestamp) -> String {
    counter = (counter &+ 1) & 0xFF_FFFF
    let seconds = UInt64(truncatingIfNeeded: time.milliseconds / 1000) & 0xFFFF_FFFF
    return String(unsafeUninitializedCapacity: 24) { digits in
      HexDigits.write(seconds, to: digits[0..<8])
      HexDigits.write(process, to: digits[8..<18])
      HexDigits.write(UInt64(counter), to: digits[18..<24])
      return 24
    }
  }

  /// A UUID of the version that is left to its maker, with the digits of an id.
  mutating func nextUUID(at time: Timestamp) -> String {
    let digits = next(at: time)
    let (process, counter) = (digits.dropFirst(8).prefix(10), digits.suffix(6))
    return "\(digits.prefix(8))-\(process.prefix(4))-8\(process.dropFirst(4).prefix(3))"
      + "-8\(process.suffix(3))-000000\(counter)"
  }
}

/// Numbers in hexadecimal, with zeros in front.
enum HexDigits {
  /// Fills a piece of a text with the last digits of a number.
  static func write(_ number: UInt64, to digits: Slice<UnsafeMutableBufferPointer<UInt8>>) {
    var rest = number
    for index in (digits.startIndex..<digits.endIndex).reversed() {
      let digit = UInt8(rest & 0xF)
      digits.base[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
      rest >>= 4
    }
  }

  /// The sixteen digits of a number.
  static func text(_ number: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { digits in
      write(number, to: digits[...])
      return 16
    }
  }
}
