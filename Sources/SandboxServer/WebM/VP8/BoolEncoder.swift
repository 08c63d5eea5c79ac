/// The arithmetic coder of VP8: writes yes-or-no decisions, each in the bits that its odds deserve.
///
/// `low` is the lower end of the interval that the message has been narrowed to and `range` its width,
/// kept within 8 bits. `low` holds those 8 bits, below a growing tail of `pendingBits` that are shifted
/// out byte by byte; a carry beyond them goes into the bytes already written. See RFC 6386, section 7.
struct BoolEncoder {
  private var bytes: [UInt8] = []
  private var low: UInt32 = 0
  private var range: UInt32 = 255
  private var pendingBits = 0

  /// Writes one decision; `probability` is that of false, in 256ths.
  mutating func write(_ decision: Bool, probability: UInt8) {
    let split = 1 + ((range - 1) * UInt32(probability)) >> 8
    if decision {
      low += split
      range -= split
    } else {
      range = split
    }
    let shift = UInt8(truncatingIfNeeded: range).leadingZeroBitCount
    range <<= UInt32(shift)
    low <<= UInt32(shift)
    pendingBits += shift
    if pendingBits >= 8 {
      emitByte()
    }
  }

  /// Writes an even decision.
  mutating func write(flag: Bool) {
    write(flag, probability: 128)
  }

  /// Writes a number of a fixed width, most significant bit first.
  mutating func write(_ value: Int, bits: Int) {
    for bit in (0..<bits).reversed() {
      write(flag: value >> bit & 1 == 1)
    }
  }

  /// The whole message; the encoder itself may go on.
  func finished() -> [UInt8] {
    var copy = self
    copy.low <<= UInt32(8 - copy.pendingBits)
    copy.pendingBits = 8
    copy.emitByte()
    copy.low <<= 8
    copy.pendingBits = 8
    copy.emitByte()
    return copy.bytes
  }

  private mutating func emitByte() {
    pendingBits -= 8
    let kept = UInt32(8 + pendingBits)
    let byte = low >> kept
    if byte > 0xFF {
      carry()
    }
    bytes.append(UInt8(truncatingIfNeeded: byte))
    low &= (1 << kept) - 1
  }

  private mutating func carry() {
    var index = bytes.count - 1
    while index >= 0, bytes[index] == 0xFF {
      bytes[index] = 0
      index -= 1
    }
    if index >= 0 {
      bytes[index] += 1
    }
  }
}
