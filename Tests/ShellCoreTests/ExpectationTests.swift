import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ExpectationTests {
  @Test(arguments: Case.all)
  func `compares by type`(_ one: Case) throws {
    let condition = try Sample.condition("last " + one.text)
    let operand = try condition.operand.map { try Expected($0, in: Case.scope) }

    #expect(try Expectation.holds(condition, actual: one.actual, operand: operand) == one.holds)
  }

  @Test(arguments: Case.all.filter { !$0.actual.isMissing && $0.holds != nil })
  func `not turns every answer around`(_ one: Case) throws {
    let condition = try Sample.condition("not last " + one.text)
    let operand = try condition.operand.map { try Expected($0, in: Case.scope) }

    let holds = try Expectation.holds(condition, actual: one.actual, operand: operand)

    #expect(holds == one.holds.map { !$0 })
  }

  @Test(arguments: ["== 1", "!= 1", "contains a", "matches /a/"])
  func `what is missing holds nothing, negated or not`(_ predicate: String) throws {
    for text in ["last.x \(predicate)", "not last.x \(predicate)"] {
      let condition = try Sample.condition(text)
      let operand = try condition.operand.map { try Expected($0, in: Scope()) }

      let holds = try Expectation.holds(condition, actual: .missing("last.x"), operand: operand)

      #expect(holds == false)
    }
  }

  @Test func `not exists holds for what is missing`() throws {
    let condition = try Sample.condition("not last.x exists")

    #expect(try Expectation.holds(condition, actual: .missing("last.x"), operand: nil) == true)
    #expect(try Expectation.holds(condition, actual: .json(.null), operand: nil) == true)
  }

  @Test(arguments: OperandCase.all)
  func `reads the right side as it is written`(_ one: OperandCase) throws {
    let operand = try #require(try Sample.condition("last == \(one.text)").operand)

    #expect(try Expected(operand, in: Case.scope) == one.expected)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let actual: QueryValue
    let text: String
    let holds: Bool?
    var testDescription: String { "\(actual.drawn) \(text)" }

    init(_ actual: QueryValue, _ text: String, _ holds: Bool?) {
      self.actual = actual
      self.text = text
      self.holds = holds
    }

    static let scope: Scope = {
      var scope = Scope()
      scope["later"] = .placeholder("<later>")
      scope["number"] = .text("200")
      return scope
    }()

    private static let number = QueryValue.json(.number(200))
    private static let text = QueryValue.json(.string("audio"))
    private static let list = QueryValue.json(.array([.string("a"), .number(2)]))
    private static let object = QueryValue.json(.object([.init(name: "id", value: .null)]))
    private static let time = QueryValue.duration(.milliseconds(1500))

    /// A number as it may come.
    private static func wire(_ text: String) -> QueryValue {
      .json(JSONNumber(text).map { .number($0) } ?? .null)
    }

    static let all: [Case] = [
      Case(number, "== 200", true), Case(number, "== 200.0", true),
      Case(number, "== \"200\"", false), Case(number, "== 201", false),
      Case(number, "!= 201", true), Case(number, "!= \"200\"", true),
      Case(number, "== 2xx", true), Case(number, "== 4xx", false), Case(number, "== 6xx", false),
      Case(number, "< 201", true), Case(number, "< 200", false), Case(number, "<= 200", true),
      Case(number, "> 199", true), Case(number, ">= 201", false), Case(number, "< \"9\"", false),
      Case(number, "exists", true), Case(number, "matches /^2/", true),
      Case(number, "contains 2", false), Case(number, "== ${number}", true),
      Case(text, "== audio", true), Case(text, "== \"audio\"", true), Case(text, "== Audio", false),
      Case(text, "< video", true), Case(text, ">= audio", true), Case(text, "contains udi", true),
      Case(text, "contains \"\"", true), Case(text, "contains video", false),
      Case(text, "matches /^a.*o$/", true), Case(text, "matches /b/", false),
      Case(.json(.string("5")), "== 5", false), Case(.json(.string("a5")), "contains 5", true),
      Case(.json(.string("true")), "== true", false),
      Case(.json(.bool(true)), "== true", true), Case(.json(.bool(true)), "== false", false),
      Case(.json(.bool(true)), "== \"true\"", false),
      Case(.json(.null), "== null", true), Case(.json(.null), "== \"null\"", false),
      Case(.json(.null), "exists", false), Case(.json(.null), "== 0", false),
      Case(list, "contains a", true), Case(list, "contains 2", true),
      Case(list, "contains \"2\"", false), Case(list, "== a", false), Case(list, "exists", true),
      Case(object, "contains id", true), Case(object, "contains name", false),
      Case(time, "< 2s", true), Case(time, "== 1s500ms", true), Case(time, "> 2s", false),
      Case(time, "< 2", false), Case(time, "== \"1500ms\"", false), Case(time, "exists", true),
      Case(time, "matches /1/", false),
      Case(.missing("last.x"), "exists", false), Case(.unanswered, "exists", false),
      Case(.unanswered, "== 1", false),
      Case(wire("1e300"), "== 4xx", false), Case(wire("-1e300"), "== 4xx", false),
      Case(wire("1e999"), "== 5xx", false), Case(wire("404.0"), "== 4xx", true),
      Case(wire("404.5"), "== 4xx", false), Case(wire("1e300"), "> 1", true),
      Case(wire("9007199254740993"), "== 9007199254740993", true),
      Case(wire("9007199254740993"), "== 9007199254740992", false),
      Case(wire("9007199254740993"), "> 9007199254740992", true),
      Case(wire("9007199254740993"), "== 9007199254740993.0", true),
      Case(wire("9007199254740993"), "< 9007199254740993.5", true),
      Case(wire("9223372036854775807"), "!= 9223372036854775808", true),
      Case(wire("123456789012345678901234567890"), "== 123456789012345678901234567891", false),
      Case(wire("0.1"), "== 0.1", true), Case(wire("0.10"), "== 0.1", true),
      Case(wire("0.30000000000000004"), "== 0.3", false),
      Case(number, "== ${later}", nil), Case(.placeholder, "== 200", nil),
      Case(.placeholder, "exists", nil),
    ]
  }

  @Test(arguments: [
    ("conflict", true), ("E409", true), ("409", true), ("4xx", true), ("\"runs already\"", true),
    ("invalid", false), ("E40", false), ("408", false), ("5xx", false), ("/^it runs/", true),
    ("/^runs/", false),
  ])
  func `a refusal is named by its category, its code, its status or its words`(
    _ word: String, _ fits: Bool
  ) throws {
    let condition = try Sample.condition("last \(word.hasPrefix("/") ? "matches" : "==") \(word)")
    let expected = try Expected(try #require(condition.operand), in: Scope())
    let refusal = Refusal(
      status: 409, category: "conflict", code: "E409", message: "it runs already")

    #expect(try refusal.fits(expected) == fits)
  }

  @Test(arguments: [
    (8, "1, 2, 3, 4, 5, 6, 7, 8"), (9, "1, 2, 3, 4, …, 7, 8, 9"),
  ])
  func `the middle of a long history is left out`(_ count: Int, _ drawn: String) {
    var seen = PollHistory()
    for number in 1...count { seen.note(.json(.number(Double(number)))) }

    #expect(seen.drawn == drawn)
    #expect(seen.polls == count)
  }

  struct OperandCase: CustomTestStringConvertible, Sendable {
    let text: String
    let expected: Expected
    var testDescription: String { text }

    init(_ text: String, _ expected: Expected) {
      self.text = text
      self.expected = expected
    }

    static let all = [
      OperandCase("200", .literal(.number("200"))), OperandCase("-1.5", .literal(.number("-1.5"))),
      OperandCase("\"200\"", .literal(.text("200"))), OperandCase("'a b'", .literal(.text("a b"))),
      OperandCase("200ms", .literal(.duration(.milliseconds(200)))),
      OperandCase("true", .literal(.boolean(true))), OperandCase("null", .literal(.null)),
      OperandCase("\"null\"", .literal(.text("null"))), OperandCase("4xx", .statusClass(4)),
      OperandCase("9xx", .literal(.text("9xx"))), OperandCase("1.", .literal(.text("1."))),
      OperandCase("${number}", .literal(.number("200"))),
      OperandCase("\"${number}\"", .literal(.text("200"))), OperandCase("${later}", .placeholder),
      OperandCase("a${later}b", .placeholder),
    ]
  }
}

extension QueryValue {
  fileprivate var isMissing: Bool {
    switch self {
    case .missing, .unanswered: true
    case .json, .duration, .placeholder: false
    }
  }
}
