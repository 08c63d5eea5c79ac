import CommandLanguage
import Testing

@Suite struct DurationLiteralTests {
  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("1m30s", .seconds(90)),
    ("2h", .seconds(7200)), ("0s", .zero), ("1h1m1s1ms", .milliseconds(3_661_001)),
    ("90m", .seconds(5400)), ("876000h", .seconds(3_153_600_000)),
  ])
  func `reads a duration`(text: String, duration: Duration) {
    #expect(DurationLiteral.parse(text) == duration)
  }

  @Test(arguments: [
    "", "5", "s", "5x", "5 s", "-5s", "+5s", "1.5s", "30s1m", "1s1s", "5S", "1m30", "٥s",
    "876001h", "876000h1ms", "99999999999999999999s", "9223372036854775807h",
  ])
  func `refuses what is no duration`(text: String) {
    #expect(DurationLiteral.parse(text) == nil)
  }

  @Test(arguments: [
    ("876000h1ms", "is longer than 876000h, a hundred years"),
    ("99999999h", "is longer than 876000h, a hundred years"),
    ("99999999999999999999ms", "is longer than 876000h, a hundred years"),
    ("876000h60m", "is longer than 876000h, a hundred years"),
    ("99999999999999999999", "is not a duration"), ("99999999x", "is not a duration"),
    ("99999999h1h", "is not a duration"), ("soon", "is not a duration"), ("", "is not a duration"),
  ])
  func `says what is wrong with what is none`(text: String, fault: String) {
    #expect(DurationLiteral.parse(text) == nil)
    #expect(DurationLiteral.fault(of: text) == fault)
  }

  @Test(arguments: [
    (Duration.zero, "0s"), (.milliseconds(1500), "1s500ms"), (.seconds(90), "1m30s"),
    (.seconds(3600), "1h"), (.microseconds(400), "0s"), (.seconds(-5), "-5s"),
  ])
  func `writes a duration the shortest way`(duration: Duration, text: String) {
    #expect(DurationLiteral.print(duration) == text)
  }
}

@Suite struct LiteralTests {
  @Test(arguments: [
    ("200", Literal.number("200")), ("-1.5", .number("-1.5")),
    ("9007199254740993", .number("9007199254740993")), ("5s", .duration(.seconds(5))),
    ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ("4xx", .text("4xx")), ("1.", .text("1.")), (".5", .text(".5")), ("1e3", .text("1e3")),
    ("-", .text("-")), ("", .text("")), ("True", .text("True")), ("1.2.3", .text("1.2.3")),
  ])
  func `reads a bare word as a value`(text: String, literal: Literal) {
    #expect(Literal(bare: text) == literal)
  }
}
