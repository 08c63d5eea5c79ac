public import CommandLanguage

/// Reads the text of a configuration file.
///
/// Pure: no file is opened, no secret is read. Lines are prepared as a script's are, so a mistake in them is told in
/// the same words and with the same carets.
public enum ConfigurationReader {
  /// The file, or everything that is wrong with it.
  public static func read(
    _ source: SourceText, as kind: ConfigurationFile.Kind, redactor: Redactor
  ) -> (file: ConfigurationFile?, problems: [Diagnostic]) {
    var lines: [ConfigurationFile.Line] = []
    var problems: [Diagnostic] = []
    func report(_ mistake: Failure, _ span: SourceSpan) {
      let place = Diagnostic.Location(source: source, span: span)
      problems.append(mistake.located(at: place).diagnostic)
    }
    for line in Parser(source, dialect: .file) {
      redactor.add(line.writtenSecrets)
      for error in line.errors { report(.parse(error, in: source), error.span) }
      for statement in line.statements {
        do throws(Mistakes) {
          lines.append(try self.line(statement, in: kind))
        } catch {
          for mistake in error.list { report(mistake, statement.span) }
        }
      }
    }
    guard problems.isEmpty else { return (nil, problems) }
    return (ConfigurationFile(kind: kind, source: source, lines: lines), [])
  }

  private static func line(
    _ statement: Statement, in kind: ConfigurationFile.Kind
  ) throws(Mistakes) -> ConfigurationFile.Line {
    let other = Mistakes([.onlySettings(file: kind.label, statement.span)])
    guard case .command(let syntax) = statement.body, syntax.modifier == nil,
      syntax.form == .plain, syntax.verb.text == SetCommand.grammar.verb
    else { throw other }
    let prepared = try StatementBinder.bind(syntax, span: statement.span, in: Scope())
    guard case .command(let command) = prepared, let set = command as? SetCommand,
      let change = set.change
    else { throw other }
    switch change {
    case .credential(let key, .place(let place)):
      return ConfigurationFile.Line(key: key, value: .place(place), span: statement.span)
    case .credential: throw other
    case .written(let key):
      throw Mistakes(.literalCredential(key, isInScript: false, set.span))
    case .value(.endpoint, let value):
      return ConfigurationFile.Line(
        key: .endpoint, value: .origin(try SetCommand.origin(value)), span: statement.span)
    case .value(let key, let value):
      return ConfigurationFile.Line(
        key: key, value: .text(value.text), span: statement.span)
    }
  }
}

extension ConfigurationReader {
  /// The same for the bytes of a file.
  public static func read(
    _ bytes: [UInt8], at path: String, as kind: ConfigurationFile.Kind, redactor: Redactor
  ) -> (file: ConfigurationFile?, problems: [Diagnostic]) {
    do throws(InvalidUTF8) {
      return read(try SourceText(name: path, bytes: bytes), as: kind, redactor: redactor)
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}

extension Failure {
  fileprivate static func onlySettings(file: String, _ span: SourceSpan) -> Failure {
    Failure(
      .usage, "only-settings", "\(file) holds `set KEY VALUE` lines only", span: span,
      hints: ["put commands into a script: `vsdk run FILE`"])
  }
}
