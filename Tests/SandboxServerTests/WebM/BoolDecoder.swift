/// Reads what VP8's arithmetic coder wrote, bit by bit; beyond the end there are zeros.
struct BoolDecoder {
  private let bytes: [UInt8]
  private var position = 16
  private var value: Int
  private var range = 255

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    value = bytes.prefix(2).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The next decision; `probability` is that of false.
  mutating func read(probability: UInt8) -> Bool {
    let split = 1 + ((range - 1) * Int(probability)) >> 8
    let isTrue = value >= split << 8
    if isTrue {
      value -= split << 8
      range -= split
    } else {
      range = split
    }
    while range < 128 {
      range <<= 1
      value = value << 1 | nextBit()
    }
    return isTrue
  }

  /// A number of a fixed width in even decisions.
  mutating func read(bits: Int) -> Int {
    (0..<bits).reduce(0) { number, _ in number << 1 | (read(probability: 128) ? 1 : 0) }
  }

  /// Several numbers, each of its own width.
  mutating func read(bitCounts: [Int]) -> [Int] {
    var numbers: [Int] = []
    for bits in bitCounts { numbers.append(read(bits: bits)) }
    return numbers
  }

  /// One decision for each of the given probabilities.
  mutating func read(_ probabilities: [UInt8]) -> [Bool] {
    var decisions: [Bool] = []
    for probability in probabilities { decisions.append(read(probability: probability)) }
    return decisions
  }

  private mutating func nextBit() -> Int {
    defer { position += 1 }
    let index = position / 8
    return index < bytes.count ? Int(bytes[index] >> (7 - position % 8)) & 1 : 0
  }
}
