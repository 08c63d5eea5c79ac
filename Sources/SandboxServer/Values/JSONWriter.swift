import NIOCore

/// Writes compact JSON exactly as `JSON.stringify` does, so that re-serialising it gives the same bytes.
struct JSONWriter {
  private(set) var buffer = ByteBuffer()

  static func buffer(_ value: JSONValue) -> ByteBuffer {
    var writer = JSONWriter()
    writer.write(value)
    return writer.buffer
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: buffer.writeStaticString("null")
    case .bool(let bool): buffer.writeString(bool ? "true" : "false")
    case .integer(let integer): buffer.writeString(String(integer))
    case .double(let double): write(double)
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let members): write(members)
    }
  }

  private mutating func write(_ double: Double) {
    if let integer = Int64(exactly: double) {
      buffer.writeString(String(integer))
    } else {
      buffer.writeString(double.isFinite ? String(double) : "null")
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    buffer.writeStaticString("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { buffer.writeStaticString(",") }
      write(element)
    }
    buffer.writeStaticString("]")
  }

  private mutating func write(_ members: [JSONValue.Member]) {
    buffer.writeStaticString("{")
    for (index, member) in members.enumerated() {
      if index > 0 { buffer.writeStaticString(",") }
      write(member.name)
      buffer.writeStaticString(":")
      write(member.value)
    }
    buffer.writeStaticString("}")
  }

  private mutating func write(_ string: String) {
    buffer.writeStaticString("\"")
    if string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
      for byte in string.utf8 { writeEscaped(byte) }
    } else {
      buffer.writeString(string)
    }
    buffer.writeStaticString("\"")
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22: buffer.writeStaticString("\\\"")
    case 0x5C: buffer.writeStaticString("\\\\")
    case 0x08: buffer.writeStaticString("\\b")
    case 0x09: buffer.writeStaticString("\\t")
    case 0x0A: buffer.writeStaticString("\\n")
    case 0x0C: buffer.writeStaticString("\\f")
    case 0x0D: buffer.writeStaticString("\\r")
    case 0..<0x20:
      buffer.writeString("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    default: buffer.writeInteger(byte)
    }
  }
}
