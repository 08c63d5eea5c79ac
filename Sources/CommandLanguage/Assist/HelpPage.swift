/// Help as lines of plain text.
public struct HelpPage: Sendable, Equatable {
  /// Columns of a page that nothing makes narrower; more is hard to read.
  public static let usualWidth = 80
  private static let narrowest = 30
  private static let narrow = 60

  private let topic: Topic

  private enum Topic: Sendable, Equatable {
    case all([Grammar])
    case command(Grammar)
    case sections([Section], narrow: [Section])
  }

  /// A part of a page, with a blank line before the next.
  public struct Section: Sendable, Equatable {
    let title: String?
    let text: [String]
    let rows: [Choice]

    /// Makes a section: a title, paragraphs, and rows of two columns below them.
    public init(title: String? = nil, text: [String] = [], rows: [Choice] = []) {
      self.title = title
      self.text = text
      self.rows = rows
    }
  }

  /// All commands with their summaries, in the order of the table.
  public init(_ table: GrammarTable) {
    topic = .all(table.grammars)
  }

  /// Everything about one command.
  public init(_ grammar: Grammar) {
    topic = .command(grammar)
  }

  /// Whatever its sections say.
  ///
  /// - Parameter narrow: what they say on a terminal of less than 60 columns; nil for the same.
  public init(_ sections: [Section], narrow: [Section]? = nil) {
    topic = .sections(sections, narrow: narrow ?? sections)
  }

  /// The lines, without line ends.
  ///
  /// - Parameter width: columns of the terminal; no line is wider, and none than 80 columns, but for a word that is.
  public func lines(width: Int = usualWidth) -> [String] {
    let width = max(Self.narrowest, min(width, Self.usualWidth))
    switch topic {
    case .sections(let wide, let narrow):
      let sections = width < Self.narrow ? narrow : wide
      return Array(sections.map { Self.lines($0, width) }.joined(separator: [""]))
    case .all(let grammars):
      return AlignedRows.render(grammars.map { ($0.verb, $0.summary) }, width: width)
        + [""]
        + TextWrap.lines("`help VERB` shows what a command takes, with examples", width: width)
    case .command(let grammar): return Self.lines(grammar, width)
    }
  }

  private static func lines(_ section: Section, _ width: Int) -> [String] {
    ([section.title].compactMap(\.self) + section.text).flatMap { TextWrap.lines($0, width: width) }
      + AlignedRows.render(section.rows.map { ($0.name, $0.summary) }, width: width)
  }

  private static func lines(_ grammar: Grammar, _ width: Int) -> [String] {
    let sections = [
      usageLines(grammar, width),
      TextWrap.lines(grammar.summary, width: width)
        + availabilityLines(grammar.availability, width),
      grammar.details.flatMap { TextWrap.lines($0, width: width) },
      section("words", grammar.parameters.flatMap(rows), width),
      section("options", grammar.options.flatMap(rows), width),
      section("also", grammar.alternatives.map { ($0.verb, $0.summary) }, width)
        + (grammar.alternatives.isEmpty
          ? []
          : TextWrap.lines(
            "`help \(grammar.alternatives[0].verb)` shows what it takes", width: width)),
      section("examples", grammar.examples.map { ($0, "") }, width),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private static func usageLines(_ grammar: Grammar, _ width: Int) -> [String] {
    let label = "usage: "
    let lines = TextWrap.lines(grammar.usage, width: width - label.count)
    let later = lines.dropFirst().map { AlignedRows.blanks(label.count) + $0 }
    return [label + lines[0]] + later
  }

  private static func availabilityLines(
    _ availability: Grammar.Availability, _ width: Int
  ) -> [String] {
    switch availability {
    case .anywhere: []
    case .promptOnly(let reason): TextWrap.lines("only at the prompt: \(reason)", width: width)
    case .aloneAtPrompt(let reason):
      TextWrap.lines("without a word behind it only at the prompt: \(reason)", width: width)
    case .sandboxOnly: ["only against a sandbox"]
    }
  }

  private static func section(
    _ title: String, _ rows: [(term: String, text: String)], _ width: Int
  ) -> [String] {
    rows.isEmpty ? [] : [title] + AlignedRows.render(rows, width: width)
  }

  private static func rows(_ parameter: Parameter) -> [(term: String, text: String)] {
    [(parameter.name, parameter.summary)] + rows(parameter.type)
  }

  private static func rows(_ option: CommandOption) -> [(term: String, text: String)] {
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

/// The Markdown table of all commands, as the reference shows it.
public enum ReferencePage {
  /// The lines of the table, in the order of the command table.
  public static func table(_ table: GrammarTable) -> [String] {
    ["| command | what it does | where |", "|---|---|---|"] + table.everyForm.map(row)
  }

  private static func row(_ grammar: Grammar) -> String {
    "| `\(escaped(grammar.usage))` | \(escaped(grammar.summary)) | \(places(grammar.availability)) |"
  }

  private static func places(_ availability: Grammar.Availability) -> String {
    switch availability {
    case .anywhere: "prompt, scripts"
    case .promptOnly: "prompt"
    case .aloneAtPrompt: "prompt, scripts; alone: prompt"
    case .sandboxOnly: "prompt, scripts; sandbox only"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
