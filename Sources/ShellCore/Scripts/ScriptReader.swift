import CommandLanguage

/// Reads the scripts that a `run` names: for the check, the prompt and `dry` alike.
struct ScriptReader {
  let files: Files
  /// What the script may do that names it; nil for a person.
  let permit: ScriptPermit?

  /// The text of a script, under the path that a script at `name` means by it.
  ///
  /// - Throws: `Failure` when it may not be read, cannot be read or is not UTF-8.
  func read(_ inclusion: Inclusion, from name: String) throws(Failure) -> SourceText {
    let path = ScriptPath.resolve(inclusion.path, from: name)
    if let refusal = permit?.refusal(ofRunning: path, files) {
      throw .mayNotRun(inclusion.path, refusal, inclusion.span)
    }
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try files.read(path) } catch {
      throw .unreadableFile(error, inclusion.span)
    }
    do throws(InvalidUTF8) { return try SourceText(name: path, bytes: bytes) } catch {
      throw .invalidUTF8(error, inclusion.span)
    }
  }
}
