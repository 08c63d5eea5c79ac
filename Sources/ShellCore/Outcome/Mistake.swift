import CommandLanguage

/// Something wrong with a script or a line, found before anything is sent.
enum Mistake: Error, Sendable, Equatable {
  case parse(ParseError)
  case bind(BindError)
  case command(CommandError)
  case undefinedVariable(UndefinedVariable)
  case incompleteQuery(root: String, names: [String], Span)
  case unknownQueryName(Name, root: String, names: [String], suggestion: String?)
  case nothingListens(Span)
  case unreadableSecret(Name, file: String, reason: String, Span)
  case promptOnly(Name)
  case onlySettings(file: String, Span)
  case expectationWithoutCommand(Span)
  case deferAtPrompt(Span)
  case headerAtPrompt(Span)
  case duplicateParameter(Name)
  case quitNotLast(Name)
  case unreadableFile(FileProblem, Span)
  case invalidUTF8(InvalidUTF8, Span)
  case includeCycle([String], Span)
  case includeTooDeep(limit: Int, Span)
  case missingArgument(parameter: String, file: String, Span)
  case unknownArgument(Name, file: String, suggestion: String?)
}

/// All mistakes of one statement.
struct Mistakes: Error, Sendable, Equatable {
  let list: [Mistake]

  init(_ list: [Mistake]) { self.list = list }
}

extension CommandError {
  /// The same as mistakes of a line.
  var mistakes: [Mistake] {
    if case .binding(let errors) = self { return errors.map { .bind($0) } }
    return [.command(self)]
  }
}
