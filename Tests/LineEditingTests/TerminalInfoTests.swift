import Testing

@testable import LineEditing

@Suite struct TerminalInfoTests {
  private static func info(
    input: Bool = true, output: Bool = true, error: Bool = true,
    _ environment: [String: String] = ["TERM": "xterm"]
  ) -> TerminalInfo {
    TerminalInfo(
      inputIsTerminal: input, outputIsTerminal: output, errorIsTerminal: error,
      environment: environment)
  }

  struct Locale: Sendable, CustomTestStringConvertible {
    let environment: [String: String]
    let isUTF8: Bool
    var testDescription: String { "\(environment.sorted { $0.key < $1.key })" }
  }

  @Test(arguments: [
    Locale(environment: [:], isUTF8: false),
    Locale(environment: ["LANG": "C"], isUTF8: false),
    Locale(environment: ["LANG": "C.UTF-8"], isUTF8: true),
    Locale(environment: ["LANG": "de_DE.utf8"], isUTF8: true),
    Locale(environment: ["LANG": "C.UTF-8", "LC_CTYPE": "C"], isUTF8: false),
    Locale(environment: ["LC_ALL": "C", "LC_CTYPE": "C.UTF-8"], isUTF8: false),
    Locale(environment: ["LC_ALL": "", "LANG": "C.UTF-8"], isUTF8: true),
  ])
  func `the first locale variable that says something decides`(_ locale: Locale) {
    #expect(Self.info(locale.environment).isUTF8 == locale.isUTF8)
  }

  @Test(arguments: [("xterm", false), ("dumb", true), ("unknown", true), ("", true)])
  func `a terminal is dumb by its name`(_ term: String, _ isDumb: Bool) {
    #expect(Self.info(["TERM": term]).isDumb == isDumb)
  }

  @Test func `a terminal without a name is dumb`() {
    #expect(Self.info([:]).isDumb)
  }

  @Test func `a capable terminal gets colour`() {
    #expect(Self.info().wantsColor(on: .standardOutput))
  }

  @Test(arguments: [["TERM": "dumb"], ["TERM": "xterm", "NO_COLOR": "1"], [:]])
  func `no colour for a dumb terminal, or when it is not wanted`(_ environment: [String: String]) {
    #expect(!Self.info(environment).wantsColor(on: .standardOutput))
  }

  struct Wish: Sendable, CustomTestStringConvertible {
    let variables: [String: String]
    /// On a terminal, and into a file.
    let colors: [Bool]
    var testDescription: String { "\(variables.sorted { $0.key < $1.key })" }
  }

  @Test(arguments: [
    Wish(variables: ["CLICOLOR": "0"], colors: [false, false]),
    Wish(variables: ["CLICOLOR": "1"], colors: [true, false]),
    Wish(variables: ["CLICOLOR_FORCE": "1"], colors: [true, true]),
    Wish(variables: ["CLICOLOR_FORCE": "0"], colors: [true, false]),
    Wish(variables: ["CLICOLOR": "0", "CLICOLOR_FORCE": "1"], colors: [true, true]),
    Wish(variables: ["FORCE_COLOR": "1"], colors: [true, true]),
    Wish(variables: ["FORCE_COLOR": "3"], colors: [true, true]),
    Wish(variables: ["FORCE_COLOR": "0"], colors: [false, false]),
    Wish(variables: ["FORCE_COLOR": "false", "CLICOLOR_FORCE": "1"], colors: [false, false]),
    Wish(variables: ["FORCE_COLOR": ""], colors: [true, false]),
    Wish(variables: ["NO_COLOR": "1", "FORCE_COLOR": "1"], colors: [false, false]),
    Wish(variables: ["NO_COLOR": "0", "CLICOLOR_FORCE": "1"], colors: [false, false]),
  ])
  func `what the variables want of colour`(_ wish: Wish) {
    let environment = ["TERM": "xterm"].merging(wish.variables) { $1 }
    let isColored = [true, false].map { isTerminal in
      Self.info(output: isTerminal, environment).wantsColor(on: .standardOutput)
    }
    #expect(isColored == wish.colors)
  }

  @Test(arguments: [
    (["TERM": "xterm-kitty"], true), (["TERM": "screen"], false),
    (["TERM": "screen", "TMUX": "/tmp/x"], true), (["TERM": "linux"], false),
    (["TERM": "xterm", "XTERM_VERSION": "XTerm(379)"], false),
  ])
  func `which terminals break their rows anew`(_ environment: [String: String], _ reflows: Bool) {
    #expect(Self.info(environment).reflows == reflows)
  }

  @Test func `an empty NO_COLOR says nothing`() {
    #expect(Self.info(["TERM": "xterm", "NO_COLOR": ""]).wantsColor(on: .standardOutput))
  }

  @Test func `colour is decided for each stream`() {
    let info = Self.info(output: false)

    #expect(!info.wantsColor(on: .standardOutput))
    #expect(info.wantsColor(on: .standardError))
  }

  @Test func `the prompt goes to stderr, or to stdout when only that is a terminal`() {
    #expect(Self.info().promptStream == .standardError)
    #expect(Self.info(error: false).promptStream == .standardOutput)
    #expect(Self.info(output: false, error: false).promptStream == nil)
  }

  @Test func `lines are edited only by a person at a capable terminal`() {
    #expect(Self.info().canEdit)
    #expect(!Self.info(input: false).canEdit)
    #expect(!Self.info(output: false, error: false).canEdit)
    #expect(!Self.info(["TERM": "dumb"]).canEdit)
  }
}
