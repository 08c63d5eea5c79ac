import Testing

@testable import VideoSDKClient

@Suite struct JSONNumberTests {
  private static func parse(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  @Test(arguments: [
    "0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "18446744073709551616", "123456789012345678901234567890", "1e300",
    "-1E+5",
    "0.10", "1.0", "1e999", "1e99999999999999999999", "0.1234567890123456789",
  ])
  func `a number is written as it came`(_ text: String) throws {
    #expect(String(decoding: try Self.parse("[\(text)]").encoded(), as: UTF8.self) == "[\(text)]")
  }

  @Test(arguments: [
    ("9007199254740993", 9_007_199_254_740_993), ("9223372036854775807", .max),
    ("-9223372036854775808", .min), ("9223372036854775808", nil), ("-9223372036854775809", nil),
    ("1e300", nil), ("1.5", nil), ("1.0", 1), ("1.50e1", 15), ("12e-1", nil), ("120e-1", 12),
    ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("-0", 0), ("0e99999999999999999999", 0),
    ("0.000", 0), ("1e-99999999999999999999", nil), ("1e99999999999999999999", nil),
    ("922337203685477580.7e1", .max), ("922337203685477580.8e1", nil),
  ])
  func `an integer is exact or none`(_ text: String, _ integer: Int?) {
    #expect(JSONNumber(text)?.integer == integer)
  }

  @Test(arguments: [
    ("9007199254740992", "9007199254740993"), ("9007199254740992.5", "9007199254740993"),
    ("9223372036854775807", "9223372036854775808"), ("1e300", "1.0000000000000000000001e300"),
    ("-1e300", "-1e299"), ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("1e400", "1e401"),
    ("99", "1e2"),
    ("0.1", "0.10000000000000000001"), ("-0.2", "0.1"), ("9", "10"), ("123", "1234"),
  ])
  func `less is less, whatever a double makes of it`(_ text: String, _ more: String) throws {
    let (less, more) = (try #require(JSONNumber(text)), try #require(JSONNumber(more)))

    #expect(less < more)
    #expect(!(more < less))
    #expect(less != more)
  }

  @Test(arguments: [
    ("1", "1.0"), ("1", "1e0"), ("100", "1e2"), ("0.1", "1e-1"), ("-0", "0"), ("0", "0e5"),
    ("007", "7"),
    ("-00.50", "-0.5"), ("1e300", "10e299"), ("9223372036854775808", "9223372036854775808.0"),
  ])
  func `the same number is the same however it is written`(_ one: String, _ other: String) throws {
    #expect(try #require(JSONNumber(one)) == #require(JSONNumber(other)))
  }

  @Test(arguments: [
    "", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "nan", "inf", "1 ", "1_000", "١",
  ])
  func `what is no number is none`(_ text: String) { #expect(JSONNumber(text) == nil) }

  @Test func `integers drawn at random are exact and in order`() throws {
    let seed = UInt64.random(in: 1...(.max))
    var generator = SeededGenerator(state: seed)
    for _ in 0..<5_000 {
      let (one, other) = (
        Int.random(in: .min ... .max, using: &generator),
        Int.random(in: .min ... .max, using: &generator)
      )
      let left = try #require(JSONNumber("\(one).0"), "seed \(seed)")
      let right = try #require(JSONNumber("\(other)"), "seed \(seed)")

      #expect(left.integer == one, "seed \(seed)")
      #expect((left < right) == (one < other), "seed \(seed)")
      #expect((left == right) == (one == other), "seed \(seed)")
    }
  }

  @Test func `what a double cannot hold has none`() {
    #expect(JSONNumber("1e999")?.double == nil)
    #expect(JSONNumber(Double.infinity) == nil)
    #expect(JSONNumber(Double.nan) == nil)
    #expect(JSONValue.number(Double.nan) == .null)
    #expect(JSONNumber("1e300")?.double == 1e300)
  }
}
