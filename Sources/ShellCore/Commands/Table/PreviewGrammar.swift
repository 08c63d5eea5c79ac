import CommandLanguage

/// `dry COMMAND` and `as LANGUAGE COMMAND`: what a command would send, and nothing is sent.
enum PreviewGrammar {
  static let command = Parameter("COMMAND", "a whole command", .text, arity: .oneOrMore)

  /// What shows or repeats another command.
  private static let nesting = Grammar.Nesting.except(["dry", "as", "watch", "expect"])

  static let dry = Grammar(
    verb: "dry",
    summary: "show the requests that a command would make; send nothing",
    parameters: [command],
    optionPolicy: .text,
    nesting: nesting,
    examples: ["dry start audio video", "dry stop all", "dry recordings state=recording"],
    details: [
      "Each request is a line for curl, with $VIDEOSDK_TOKEN for the token.",
      "What only an answer can tell stands in angle brackets. Nothing is sent or changed.",
    ])

  static let requests = ResultSchema.list(
    of: .defined(
      "request",
      .closed(
        [
          "method": .words("GET", "POST", "DELETE"), "url": .string,
          "headers": .closed(
            [:], optional: ["Authorization": .string, "Content-Type": .string]),
        ], optional: ["body": ResultSchema("true")])))

  static let snippet = ResultSchema.anyOf(
    .defined(
      "snippet",
      .closed([
        "language": .words(SnippetLanguage.allCases.map(\.rawValue)), "text": .string,
      ])), ResultSchema("{\"type\": \"array\", \"maxItems\": 0}"))

  static let translate = Grammar(
    verb: "as",
    summary: "write a command's requests in another language; send nothing",
    parameters: [
      Parameter(
        "LANGUAGE", "what to write",
        .choice(SnippetLanguage.allCases.map { Choice($0.rawValue, $0.summary) })),
      command,
    ],
    optionPolicy: .text,
    nesting: nesting,
    examples: ["as curl start audio", "as python recordings state=recording"],
    details: [
      "It runs as pasted: the token is the variable VIDEOSDK_TOKEN of the environment.",
      "Several requests make one snippet. Where a later request depends on an answer, the "
        + "snippet holds those before it.",
    ])

  /// What an `as` asks for; nil for `dry`.
  static func language(in arguments: Arguments) -> SnippetLanguage? {
    arguments.value("LANGUAGE").flatMap { SnippetLanguage(rawValue: $0.text) }
  }
}

/// A command whose requests are to be shown.
struct PreviewOrder: Sendable {
  /// Nil shows all requests as lines for curl.
  let language: SnippetLanguage?
  /// The command as text.
  let text: String
  let command: BoundStatement
}
