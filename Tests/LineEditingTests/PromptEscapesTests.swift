import Testing

@testable import LineEditing

@Suite struct PromptEscapesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let styled: String
    let marked: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "plain", styled: "vsdk> ", marked: "vsdk> "),
    Case(
      name: "colour inside", styled: "a \u{1b}[31mLIVE\u{1b}[0m > ",
      marked: "a \u{1}\u{1b}[31m\u{1}LIVE\u{1}\u{1b}[0m\u{1} > "),
    Case(
      name: "neighbours become one run", styled: "\u{1b}[1m\u{1b}[31mx> ",
      marked: "\u{1}\u{1b}[1m\u{1b}[31m\u{1}x> "),
    Case(
      name: "a run at the end moves before the blank", styled: "\u{1b}[31m> \u{1b}[0m",
      marked: "\u{1}\u{1b}[31m\u{1}>\u{1}\u{1b}[0m\u{1} "),
    Case(
      name: "a run at the end without a blank gets one", styled: "\u{1b}[31m>\u{1b}[0m",
      marked: "\u{1}\u{1b}[31m\u{1}>\u{1}\u{1b}[0m\u{1} "),
    Case(
      name: "nothing but a blank in colour", styled: "\u{1b}[31m \u{1b}[0m",
      marked: "\u{1}\u{1b}[31m\u{1b}[0m\u{1} "),
  ])
  func `sequences stand between marks and before a character`(_ example: Case) {
    #expect(PromptEscapes.marked(example.styled) == example.marked)
  }
}
