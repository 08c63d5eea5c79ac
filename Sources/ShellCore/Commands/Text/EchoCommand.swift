import CommandLanguage
import VideoSDKClient

/// `echo TEXT…`.
struct EchoCommand: Command {
  static let grammar = Grammar(
    verb: "echo",
    summary: "print its words with a space between them",
    parameters: [Parameter("TEXT", "what to print", .text, arity: .zeroOrMore)],
    optionPolicy: .text,
    examples: ["echo recording starts", "echo \"two  spaces\""])

  static let result = ResultSchema.string

  private let text: String

  init(_ arguments: Arguments) throws(Mistakes) {
    text = arguments.values("TEXT").map(\.text).joined(separator: " ")
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .done(Report(json: .string(text), body: lines.map { .verbatim($0) }))
  }

  /// A line feed begins a line with a margin, which cannot pass for one of ours; a tab is drawn as blanks.
  private var lines: [StyledText] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated().map { place, line in
        let drawn = line.split(separator: 0x09, omittingEmptySubsequences: false)
          .map { String(Substring($0)) }.joined(separator: "    ")
        return StyledText([.init(place == 0 ? "" : "  "), .init(drawn)])
      }
  }
}
