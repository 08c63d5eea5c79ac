public import CommandLanguage
import VideoSDKClient

/// The language as a TextMate grammar, which Visual Studio Code and others read.
///
/// An item of a line is one rule from its verb to its end, so that a word means something only behind the verb that knows
/// it; see <https://macromates.com/manual/en/language_grammars>. Patterns keep to what Oniguruma and PCRE2 both know.
public enum TextMateGrammar {
  /// The grammar as JSON, with a line end.
  public static func text(_ table: GrammarTable) -> String {
    JSONText.laidOut(grammar(EditorWords(table))) + "\n"
  }

  /// Where a word begins and ends.
  private static let start = #"(?<![^\s;])"#
  private static let end = #"(?=[\s;]|$)"#
  /// Where an item ends: a line that ends in `\` goes on.
  private static let itemEnd = #"(?=;)|(?<!\\)$"#

  private static func grammar(_ words: EditorWords) -> JSONValue {
    .object([
      "name": .string("VideoSDK script"), "scopeName": .string("source.vsdk"),
      "fileTypes": .array([.string("vsdk")]),
      "patterns": .array(
        ["comment", "header", "prefix", "command", "unknown"].map(include)),
      "repository": .object([
        "comment": comments, "header": header, "prefix": prefixes(words),
        "command": .object(["patterns": .array(words.verbs.map(command))]),
        // What is no command still has words, strings and an end.
        "unknown": .object([
          "begin": .string(#"(?<![^\s;])[^\s;#]+"#), "end": .string(itemEnd),
          "patterns": .array([include("argument")]),
        ]),
        "argument": argument, "query": query, "string": string, "variable": variable,
      ]),
    ])
  }

  private static func command(_ verb: EditorWords.Verb) -> JSONValue {
    var inner: [JSONValue] = []
    if case .keys(let keys) = verb.options, !keys.isEmpty {
      inner.append(
        match(start + "(?:\(EditorPattern.anyOf(keys, "|")))(?==)", "variable.parameter"))
    }
    if verb.options == .any {
      inner.append(match(start + "[a-z][a-z0-9_-]*(?==)", "variable.parameter"))
    }
    if verb.takesQuery { inner.append(include("query")) }
    if !verb.words.isEmpty {
      inner.append(
        match(
          #"(?<![^\s;,=])(?:"# + EditorPattern.anyOf(verb.words, "|") + #")(?=[\s;,]|$)"#,
          "constant.language"))
    }
    return .object([
      "begin": .string(start + verb.name + end), "end": .string(itemEnd),
      "beginCaptures": .object(["0": name("support.function")]),
      "patterns": .array(inner + [include("argument")]),
    ])
  }

  private static func prefixes(_ words: EditorWords) -> JSONValue {
    .object([
      "patterns": .array(
        words.prefixes.map { prefix in
          guard !prefix.words.isEmpty else {
            return match(start + prefix.name + end, "keyword.control")
          }
          return .object([
            "match": .string(
              start + "(\(prefix.name))\\s+(\(EditorPattern.anyOf(prefix.words, "|")))" + end),
            "captures": .object([
              "1": name("keyword.control"), "2": name("constant.language"),
            ]),
          ])
        })
    ])
  }

  private static var header: JSONValue {
    .object([
      "begin": .string(
        start + "(?:\(EditorPattern.anyOf(EditorWords.headers, "|")))" + end),
      "end": .string(itemEnd), "beginCaptures": .object(["0": name("keyword.other")]),
      "patterns": .array([include("argument")]),
    ])
  }

  private static var comments: JSONValue {
    .object([
      "patterns": .array([
        match(start + "#:.*$", "comment.line.documentation"),
        match(start + "#.*$", "comment.line.number-sign"),
      ])
    ])
  }

  private static var query: JSONValue {
    .object([
      "patterns": .array([
        .object([
          "match": .string(start + #"(matches)\s+(/(?:\\.|[^/\\])*/)"#),
          "captures": .object(["1": name("keyword.operator"), "2": name("string.regexp")]),
        ]),
        match(
          start
            + "(?:\(EditorPattern.anyOf(EditorWords.predicates.words, "|"))"
            + "|\(EditorWords.predicates.signs.joined(separator: "|")))" + end, "keyword.operator"),
        match(
          start + "(?:\(EditorPattern.anyOf(EditorWords.connectives, "|")))" + end,
          "keyword.operator.word"),
        match(
          start + "(?:\(EditorPattern.anyOf(EditorWords.roots, "|")))" + #"(?=[\s;.\[]|$)"#,
          "variable.language"),
      ])
    ])
  }

  private static var argument: JSONValue {
    .object([
      "patterns": .array([
        include("comment"), include("string"), include("variable"),
        match(
          #"(?<![^\s;,=])(?:\d+(?:ms|[smhd])(?:\d+(?:ms|[smhd]))*|-?\d+(?:\.\d+)?)(?=[\s;,]|$)"#,
          "constant.numeric"),
        match(#"\\$"#, "punctuation.separator.continuation"),
      ])
    ])
  }

  private static var string: JSONValue {
    .object([
      "patterns": .array([
        .object([
          "begin": .string("'"), "end": .string("'"), "name": scope("string.quoted.single"),
        ]),
        .object([
          "begin": .string("\""), "end": .string("\""), "name": scope("string.quoted.double"),
          "patterns": .array([
            match(#"\\(?:u\{[0-9A-Fa-f]{1,6}\}|["\\$nt])"#, "constant.character.escape"),
            include("variable"),
          ]),
        ]),
      ])
    ])
  }

  private static var variable: JSONValue {
    match(#"\$\{[a-z0-9][a-z0-9_-]*(?::-[^}]*)?\}"#, "variable.other")
  }

  private static func match(_ pattern: String, _ scope: String) -> JSONValue {
    .object(["match": .string(pattern), "name": self.scope(scope)])
  }

  private static func name(_ scope: String) -> JSONValue {
    .object(["name": self.scope(scope)])
  }

  private static func scope(_ name: String) -> JSONValue { .string(name + ".vsdk") }

  private static func include(_ rule: String) -> JSONValue {
    .object(["include": .string("#\(rule)")])
  }
}
