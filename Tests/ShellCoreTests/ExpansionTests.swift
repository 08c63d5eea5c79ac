import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ExpansionTests {
  private static let scope: Scope = {
    var scope = Scope()
    scope["room"] = .text("abcd")
    scope["two"] = .text("two words")
    scope["list"] = .json(.array([.number(1), .string("a")]))
    scope["name"] = .json(.string("Ada"))
    scope["later"] = .placeholder("<last.id of line 3>")
    scope["1"] = .text("first")
    return scope
  }()

  @Test(arguments: [
    Case("plain", "plain"), Case("${room}-x", "abcd-x"), Case("${two}", "two words"),
    Case("\"${room} ${name}\"", "abcd Ada", isQuoted: true),
    Case("'${room}'", "${room}", isQuoted: true), Case("${list}", "[1,\"a\"]"),
    Case("${1}", "first"), Case("${none:-other}", "other"), Case("${room:-other}", "abcd"),
    Case("${none:-}", ""), Case("a${later}", "a<last.id of line 3>", isPlaceholder: true),
  ])
  func `fills in what is defined`(_ one: Case) throws {
    let syntax = try Sample.command("echo \(one.word)").syntax

    let (arguments, missing) = Expansion.expand(syntax.arguments, in: Self.scope)

    #expect(missing == [])
    guard case .word(let word)? = arguments.first else {
      Issue.record("no word")
      return
    }
    #expect(word.text == one.text)
    #expect(word.isQuoted == one.isQuoted)
    #expect(word.isPlaceholder == one.isPlaceholder)
  }

  @Test func `names every missing variable, with what it may have been meant to be`() throws {
    let syntax = try Sample.command("start ${rom} who=${zzz}").syntax

    let missing = Expansion.expand(syntax.arguments, in: Self.scope).missing

    #expect(
      missing == [
        UndefinedVariable(name: "rom", span: SourceSpan(6, 12), suggestion: "room"),
        UndefinedVariable(name: "zzz", span: SourceSpan(17, 23), suggestion: nil),
      ])
  }

  @Test func `a value is never read as syntax again`() throws {
    var scope = Scope()
    scope["odd"] = .text("a;b \"${room}\"")
    let syntax = try Sample.command("echo ${odd}").syntax

    let expanded = Expansion.expand(syntax.arguments, in: scope).arguments

    #expect(
      expanded == [
        .word(ExpandedWord("a;b \"${room}\"", span: SourceSpan(5, 11), isComputed: true))
      ])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let word: String
    let text: String
    let isQuoted: Bool
    let isPlaceholder: Bool
    var testDescription: String { word }

    init(_ word: String, _ text: String, isQuoted: Bool = false, isPlaceholder: Bool = false) {
      self.word = word
      self.text = text
      self.isQuoted = isQuoted
      self.isPlaceholder = isPlaceholder
    }
  }
}
