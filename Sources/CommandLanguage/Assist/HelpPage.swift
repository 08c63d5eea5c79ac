/// Help as lines of plain text, at most 80 columns wide.
public enum HelpPage {
  /// All commands with their summaries, in the order of the table.
  public static func overview(_ table: GrammarTable) -> [String] {
    AlignedRows.render(table.grammars.map { ($0.verb, $0.summary) })
      + ["", "`help VERB` shows what a command takes, with examples"]
  }

  /// Everything about one command.
  public static func page(for grammar: Grammar) -> [String] {
    let sections = [
      usageLines(grammar), [grammar.summary] + scopeLines(grammar.scope),
      grammar.details.flatMap { TextWrap.lines($0, width: AlignedRows.pageWidth) },
      section("words", grammar.parameters.flatMap(rows)),
      section("options", grammar.options.flatMap(rows)),
      section("examples", grammar.examples.map { ($0, "") }),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private static func usageLines(_ grammar: Grammar) -> [String] {
    let label = "usage: "
    let width = AlignedRows.pageWidth - label.count
    let lines = TextWrap.lines(grammar.usage, width: width)
    let later = lines.dropFirst().map { AlignedRows.blanks(label.count) + $0 }
    return [label + lines[0]] + later
  }

  private static func scopeLines(_ scope: Grammar.Scope) -> [String] {
    switch scope {
    case .anywhere: []
    case .promptOnly: ["only at the prompt, not in a script"]
    case .sandboxOnly: ["only against a sandbox"]
    }
  }

  private static func section(
    _ title: String, _ rows: [(term: String, text: String)]
  ) -> [String] {
    rows.isEmpty ? [] : [title] + AlignedRows.render(rows)
  }

  private static func rows(_ parameter: Parameter) -> [(term: String, text: String)] {
    [(parameter.name, parameter.summary)] + rows(parameter.type)
  }

  private static func rows(_ option: Option) -> [(term: String, text: String)] {
    [(option.usage, option.summary)] + rows(option.type)
  }

  private static func rows(_ type: ArgumentType) -> [(term: String, text: String)] {
    switch type {
    case .choice(let choices), .choices(let choices):
      choices.map { ("  " + $0.name, $0.summary) }
    case .text, .identifier, .integer, .duration, .url, .file: []
    }
  }
}
