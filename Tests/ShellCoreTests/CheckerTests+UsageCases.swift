import Testing

@testable import ShellCore

extension CheckerTests {
  /// A script that is given the wrong things.
  struct UsageCase: CustomTestStringConvertible, Sendable {
    let text: String
    let arguments: ScriptArguments
    let drawn: String
    var testDescription: String { drawn.split(separator: "\n").first.map { String($0) } ?? text }

    init(_ text: String, _ words: [String], _ drawn: String) {
      self.text = text
      arguments = ScriptArguments(words: words)
      self.drawn = drawn
    }

    static let all = [
      UsageCase(
        "param who\n", [],
        """
        error: `main.vsdk` needs a value for `who`
          hint: give `who=…` behind the file, or set VSDK_VAR_who
        """),
      UsageCase(
        "secret key = env:KEY\n", [],
        """
        error: `main.vsdk` cannot read its secret `key`: KEY is not set
        """),
      UsageCase(
        "secret key = file:missing.txt\n", [],
        """
        error: `main.vsdk` cannot read its secret `key`: missing.txt: no such file
        """),
      UsageCase(
        "secret key = prompt\n", [],
        """
        error: `main.vsdk` cannot read its secret `key`: there is no terminal to ask on; use env:NAME or file:PATH
        """),
      UsageCase(
        "param who = a\n", ["woh=b"],
        """
        error: `main.vsdk` has no parameter `woh`
          hint: did you mean `who`?
        """),
      UsageCase(
        "param who = a\nparam room = b\n", ["colour=b"],
        """
        error: `main.vsdk` has no parameter `colour`
          hint: it has `who`, `room`
        """),
      UsageCase(
        "echo a\n", ["who=b"],
        """
        error: `main.vsdk` has no parameter `who`
          hint: it has none
        """),
      UsageCase(
        "echo ${1} ${2:-x}\n", ["a", "b", "c"],
        """
        error: `main.vsdk` makes no use of `c`
          hint: a script reads it as ${3}; parameters are given as name=value
        """),
    ]
  }
}
