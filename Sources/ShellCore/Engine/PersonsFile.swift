import CommandLanguage

/// A file that a command was asked to write, by its name: the one door of `save` and of every `to=`.
struct PersonsFile {
  let path: String
  let span: SourceSpan?
  private let files: Files

  init(path: String, span: SourceSpan?, _ files: Files) {
    self.path = path
    self.span = span
    self.files = files
  }

  init(_ destination: ArgumentValue, _ files: Files) {
    self.init(path: destination.text, span: destination.span, files)
  }

  /// What a person is asked before it is written; nil where nothing is to be asked, or was agreed to.
  func question(in session: Session) -> Question? {
    guard session.permit == nil, !mayReplace(in: session), case .file = files.status(path),
      files.facts(path)?.isPlain != false
    else { return nil }
    return .replace(path: path, span)
  }

  /// - Throws: `Failure` where a script may not write there, where something else than a plain file is, and where a file is
  ///   that nobody said may be replaced.
  func expectFree(in session: Session) throws(Failure) {
    if let refusal = session.permit?.refusal(ofWriting: path, files) {
      throw .mayNotWrite(path, refusal, span)
    }
    let status = files.status(path)
    if status == .folder {
      throw .unwritable(FileProblem(path: path, reason: "it is a folder"), span)
    }
    guard files.facts(path)?.isPlain != false else {
      throw .unwritable(FileProblem(path: path, reason: "it is not a plain file"), span)
    }
    guard status != .absent else { return }
    if let permit = session.permit {
      guard let refusal = permit.refusal(ofReplacing: path, files) else { return }
      throw .mayNotWrite(path, refusal, span)
    }
    guard mayReplace(in: session) else { throw .fileExists(path, span) }
  }

  private func mayReplace(in session: Session) -> Bool {
    session.isConfirmed || !session.settings.isOn(.confirm)
  }

  /// Makes the file, or replaces what is in it.
  func write(_ text: String) throws(Failure) {
    do throws(FileProblem) {
      if files.status(path) == .absent {
        try files.create(path, text)
      } else {
        try files.replace(path, text)
      }
    } catch {
      throw .unwritable(error, span)
    }
  }
}
