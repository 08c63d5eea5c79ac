import CommandLanguage

/// A file that a command was asked to write, by its name.
struct PersonsFile {
  let path: String
  let span: SourceSpan?
  private let files: Files

  init(path: String, span: SourceSpan?, _ files: Files) {
    self.path = path
    self.span = span
    self.files = files
  }

  /// - Parameter mayReplace: whether somebody was asked and agreed.
  /// - Throws: `Failure` where a script may not write there, where something else than a plain file is, and where a file is
  ///   that nobody said may be replaced; a script replaces none.
  func expectFree(in session: Session, mayReplace: Bool = false) throws(Failure) {
    if let refusal = session.permit?.refusal(ofWriting: path, files) {
      throw .mayNotWrite(path, refusal)
    }
    let status = files.status(path)
    if status == .folder {
      throw .unwritable(FileProblem(path: path, reason: "it is a folder"), span)
    }
    guard files.facts(path)?.isPlain != false else {
      throw .unwritable(FileProblem(path: path, reason: "it is not a plain file"), span)
    }
    guard status != .absent else { return }
    guard session.permit == nil else {
      throw .unwritable(FileProblem(path: path, reason: "a script writes over no file"), span)
    }
    if session.settings.isOn(.confirm), !mayReplace { throw .fileExists(path, span) }
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
