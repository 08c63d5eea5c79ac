/// Builds EBML elements, the nested binary boxes that Matroska and WebM files are made of.
///
/// Master elements and `fixed` integers always take 8 bytes of size or value, so that the length of
/// an element depends on its structure only and never on the numbers inside it.
/// See RFC 8794.
struct EBMLWriter {
  private(set) var bytes: [UInt8] = []

  /// Appends bytes that are already encoded.
  mutating func append(_ encoded: [UInt8]) {
    bytes += encoded
  }

  /// Appends an element with opaque content.
  mutating func binary(_ element: EBMLElement, _ content: [UInt8]) {
    open(element, byteCount: content.count)
    bytes += content
  }

  /// Appends a text element.
  mutating func string(_ element: EBMLElement, _ text: String) {
    binary(element, Array(text.utf8))
  }

  /// Appends an unsigned integer in as few bytes as it needs.
  mutating func unsigned(_ element: EBMLElement, _ value: Int) {
    let width = max(1, (Int.bitWidth - value.leadingZeroBitCount + 7) / 8)
    binary(element, Self.bigEndian(value, width: width))
  }

  /// Appends an integer, signed or not, that takes 8 bytes whatever it is.
  mutating func fixed(_ element: EBMLElement, _ value: Int) {
    binary(element, Self.bigEndian(value, width: 8))
  }

  /// Appends a floating-point number of 8 bytes.
  mutating func float(_ element: EBMLElement, _ value: Double) {
    binary(element, Self.bigEndian(Int(bitPattern: UInt(value.bitPattern)), width: 8))
  }

  /// Appends a master element around what `content` writes.
  mutating func master(_ element: EBMLElement, _ content: (inout EBMLWriter) -> Void) {
    var inner = EBMLWriter()
    content(&inner)
    openMaster(element, byteCount: inner.bytes.count)
    bytes += inner.bytes
  }

  /// Appends only the start of a master element whose content follows later.
  mutating func openMaster(_ element: EBMLElement, byteCount: Int) {
    append(element.encodedID)
    bytes.append(0x01)
    bytes += Self.bigEndian(byteCount, width: 7)
  }

  private mutating func open(_ element: EBMLElement, byteCount: Int) {
    append(element.encodedID)
    // The largest value of each width is reserved for "unknown size".
    var width = 1
    while byteCount >= (1 << (7 * width)) - 1 { width += 1 }
    bytes += Self.bigEndian(byteCount | (1 << (7 * width)), width: width)
  }

  /// The lowest `width` bytes of a number, most significant first.
  static func bigEndian(_ value: Int, width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
