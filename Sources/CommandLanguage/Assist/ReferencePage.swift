/// The Markdown table of all commands, as the README shows it.
public enum ReferencePage {
  /// The lines of the table, in the order of the command table.
  public static func table(_ table: GrammarTable) -> [String] {
    ["| command | what it does | where |", "|---|---|---|"] + table.grammars.map(row)
  }

  private static func row(_ grammar: Grammar) -> String {
    "| `\(escaped(grammar.usage))` | \(escaped(grammar.summary)) | \(scope(grammar.scope)) |"
  }

  private static func scope(_ scope: Grammar.Scope) -> String {
    switch scope {
    case .anywhere: "prompt, scripts"
    case .promptOnly: "prompt"
    case .sandboxOnly: "prompt, scripts; sandbox only"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
