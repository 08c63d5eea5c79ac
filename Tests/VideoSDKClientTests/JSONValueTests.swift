import Testing

@testable import VideoSDKClient

@Suite
struct JSONValueTests {
  static func encode(_ value: JSONValue) -> String {
    String(decoding: value.encoded(), as: UTF8.self)
  }

  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (12.5, "12.5"),
    (250_000, "250000"), (1e20, "100000000000000000000"), (1e21, "1e+21"),
    (1.5e300, "1.5e+300"), (0.000001, "0.000001"), (1e-7, "1e-7"), (-1.25e-9, "-1.25e-9"),
    (9_007_199_254_740_992, "9007199254740992"),
    (12_345_678_901_234_567_168, "12345678901234567000"), (309_204.5227499773, "309204.5227499773"),
    (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"), (.nan, "null"),
  ])
  func `writes numbers as ECMAScript does`(value: Double, text: String) {
    #expect(Self.encode(.number(value)) == text)
  }

  @Test func `escapes what ECMAScript escapes and nothing else`() {
    let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é\u{2028}😀"

    #expect(
      Self.encode(.string(text))
        == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u{7F}é\u{2028}😀\"")
  }

  @Test func `keeps the order in which an object was built`() {
    let value = JSONValue.object([
      "b": .number(1), "left out": nil, "a": .array([.null, .bool(true)]),
    ])

    #expect(Self.encode(value) == #"{"b":1,"a":[null,true]}"#)
  }

  @Test func `keeps the order of the members that it parses`() throws {
    let value = try JSONValue(parsing: Array(#" { "b" : 1 , "a" : [ ] , "b" : 2 } "#.utf8))

    #expect(Self.encode(value) == #"{"b":2,"a":[]}"#)
    #expect(value["b"] == .number(2))
    #expect(value["c"] == nil)
  }

  @Test func `keeps each name of a large object once, in the order of their first`() throws {
    let members = (0..<100).map { "\"m\($0 % 40)\":\($0)" }.joined(separator: ",")
    let value = try JSONValue(parsing: Array("{\(members)}".utf8))

    guard case .object(let found) = value else { return #expect(Bool(false)) }
    #expect(found.map(\.name) == (0..<40).map { "m\($0)" })
    #expect(found.map(\.value) == (0..<40).map { .number($0 < 20 ? $0 + 80 : $0 + 40) })
  }

  @Test(arguments: [
    ("\"\\u00e9\\ud83d\\ude00\\/\"", "é😀/"), ("\"\\ud83d\"", "\u{FFFD}"),
    ("\"\\ud83d\\u0041\"", "\u{FFFD}A"), ("\"\\udc00x\"", "\u{FFFD}x"),
  ])
  func `reads escapes`(json: String, text: String) throws {
    #expect(try JSONValue(parsing: Array(json.utf8)) == .string(text))
  }

  @Test(arguments: [
    ("", "unexpected end at byte 0"), ("[1,]", "expected a value at byte 3"),
    ("{\"a\"}", "expected a colon at byte 4"), ("{a:1}", "expected a member name at byte 1"),
    ("01", "a number must not start with 0 at byte 2"), ("1.", "expected a digit at byte 2"),
    ("1e", "expected a digit at byte 2"), ("tru", "expected a value at byte 0"),
    ("1 2", "unexpected text after the value at byte 2"), ("\"\\x\"", "unknown escape at byte 2"),
    ("\"\n\"", "a control character must be escaped at byte 1"),
    ("[1", "expected a comma or a closing bracket at byte 2"),
    ("{\"a\":1", "expected a comma or a closing brace at byte 6"),
    ("-", "unexpected end at byte 1"), ("NaN", "expected a value at byte 0"),
  ])
  func `refuses what is not JSON`(json: String, message: String) {
    let error = #expect(throws: JSONParseError.self) { try JSONValue(parsing: Array(json.utf8)) }

    #expect(error?.description == message)
  }

  @Test func `reads 128 levels and no more`() throws {
    let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)

    _ = try JSONValue(parsing: Array(deepest.utf8))
    #expect(throws: JSONParseError.self) { try JSONValue(parsing: Array("[\(deepest)]".utf8)) }
  }

  @Test func `survives any bytes`() throws {
    var generator = SeededGenerator(state: 20_260_102)
    let alphabet = Array("{}[]\",:\\u0123456789eE+-.truefalsn \u{1}é".utf8) + [0xFF, 0xC3]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<24, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      #expect(try JSONValue(parsing: value.encoded()) == value)
    }
  }
}

/// A small generator whose sequence depends on its seed only (xorshift).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
