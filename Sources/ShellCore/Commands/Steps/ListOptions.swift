import CommandLanguage
import Ledger
import VideoSDKClient

/// What every list can be asked: how it is drawn, and whether it goes to a file.
struct ListOptions: Sendable, Equatable {
  static let grammar = [
    CommandOption(
      "layout", "FORM", "a form whatever the room; default: a table, or blocks where it is narrow",
      .choice([
        Choice(Table.Form.table.rawValue, "a line for each, with every column"),
        Choice(Table.Form.blocks.rawValue, "a line for each value"),
      ])),
    CommandOption("to", "FILE", "write it as FILE.csv, FILE.md or FILE.json instead", .file),
  ]

  /// What `help` says of them.
  static let details = [
    "On a terminal times are this machine's, with a date where it is not today; elsewhere they are the service's.",
    "A file has the columns of the table, .json every field. One that is there is replaced after a question, or with "
      + "--yes or `set confirm off` without one; by a script only below a folder of --allow-write.",
  ]

  /// Nil for what there is room for.
  let form: Table.Form?
  /// The file that it goes to; nil for the screen.
  let destination: ArgumentValue?

  /// - Throws: a mistake for a file of no known kind.
  init(_ arguments: Arguments) throws(Mistakes) {
    form = arguments.option("layout").flatMap { Table.Form(rawValue: $0.text) }
    destination = arguments.option("to")
    if let destination, !destination.isPlaceholder, ListFormat(path: destination.text) == nil {
      throw Mistakes(.noListFile(destination))
    }
  }

  /// What a list comes to as it was asked for.
  func outcome(_ report: Report, ledger: [LedgerNote] = []) -> CommandOutcome {
    let drawn = report.mapTables { table in
      var table = table
      table.form = form
      table.hasForms = true
      return table
    }
    return CommandOutcome(
      reports: [drawn], ledger: ledger, next: destination.map { .write($0) } ?? .proceed)
  }
}

/// A command whose answer is a list.
protocol ListCommand: Command {
  /// What was asked of the list as such.
  var list: ListOptions { get }
}

extension ListCommand {
  var writing: FileWriting? {
    list.destination.map { FileWriting(destination: $0, mayReplace: true) }
  }
  var onlyReads: Bool { list.destination == nil }
}

/// The kinds of files that a list can be written to.
enum ListFormat: String, CaseIterable {
  case csv, md, json

  /// The one that a name asks for by its end.
  init?(path: String) {
    let name = path.lowercased()
    guard let found = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self = found
  }
}

/// The answer of a list that went to a file.
enum ListFileReport {
  static let schema = ResultSchema.defined(
    "listFile", .closed(["path": .string, "rows": .count, "bytes": .count]))

  static func written(_ rows: Int, _ bytes: Int, to path: String) -> Report {
    Report(
      json: .object([
        "path": .string(path), "rows": .number(rows), "bytes": .number(bytes),
      ]),
      body: [
        .line(
          StyledText([
            .init(path, .code), .init("  \(rows == 1 ? "1 row" : "\(rows) rows"), \(bytes) bytes"),
          ]))
      ])
  }
}

extension ResultSchema {
  /// A list of these, or what is said of the file that it went to.
  static func answer(of items: ResultSchema) -> ResultSchema {
    anyOf(list(of: items), ListFileReport.schema)
  }
}

extension Failure {
  static func noListFile(_ destination: ArgumentValue) -> Failure {
    Failure(
      .script, "not-a-list-file",
      "`\(destination.text)` does not say what kind of file it is to be",
      span: destination.span,
      hints: ["a list is written as `to=FILE.csv`, `to=FILE.md` or `to=FILE.json`"])
  }
}
