import CommandLanguage

/// Lists that go to a file.
extension Interpreter {
  /// What a command came to once its list is written, where that was asked for.
  func writtenToFile(_ answered: CommandOutcome, in session: inout Session) -> CommandOutcome {
    var outcome = answered
    guard case .write(let destination) = outcome.next else { return outcome }
    outcome.next = .proceed
    guard outcome.failures.isEmpty, let list = outcome.reports.popLast() else { return outcome }
    do throws(Failure) {
      outcome.reports.append(try write(list, to: destination, in: &session))
    } catch {
      outcome.failures.append(error)
    }
    return outcome
  }

  private func write(
    _ list: Report, to destination: ArgumentValue, in session: inout Session
  ) throws(Failure) -> Report {
    let path = destination.text
    guard let format = ListFormat(path: path) else { throw .noListFile(destination) }
    let text = format.text(of: list, redact: services.redactor.redact)
    let file = PersonsFile(destination, services.files)
    try file.expectFree(in: session)
    try file.write(text)
    session.noteWritten(path)
    return ListFileReport.written(list.rowCount, text.utf8.count, to: path)
  }
}

extension ListFormat {
  /// A list as the file holds it, with secrets struck out.
  fileprivate func text(of list: Report, redact: (String) -> String) -> String {
    let tables = list.tables.map { TableFile($0, redact: redact) }
    return switch self {
    case .csv: redact(tables.map(\.csv).joined())
    case .md: redact(tables.map(\.markdown).joined(separator: "\n"))
    case .json: redact(JSONText.laidOut(list.json) + "\n")
    }
  }
}
