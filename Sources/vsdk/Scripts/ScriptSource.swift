import CommandLanguage
import LineEditing
import ShellCore

/// The text of a script named on the command line.
enum ScriptSource {
  /// Why there is none; it has been told already.
  struct Refusal: Error {
    let category: ExitStatus.Category
    let message: String
    /// Set when a signal ended the reading.
    var interruption: ExitStatus?

    var status: ExitStatus { interruption ?? ExitStatus(category) }
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// - Parameter takesStreams: false for what only looks at a script: a pipe or a device is then not even opened.
  static func read(
    _ file: ScriptFile, _ console: Console, takesStreams: Bool = true
  ) -> Result<SourceText, Refusal> {
    if let problem = file.problem {
      return .failure(refuse(.usage, problem.message, hints: problem.hints, console))
    }
    let file = file.name
    return bytes(of: file, console, takesStreams: takesStreams).flatMap { bytes in
      decode(bytes, name: file == "-" ? "<stdin>" : file, console)
    }
  }

  /// Takes bytes as the text of a script with this name.
  static func decode(
    _ bytes: [UInt8], name: String, _ console: Console
  ) -> Result<SourceText, Refusal> {
    do throws(InvalidUTF8) {
      return .success(try SourceText(name: name, bytes: bytes))
    } catch {
      return .failure(
        refuse(.script, error.diagnostic.message, hints: error.diagnostic.hints, console))
    }
  }

  private static func bytes(
    of file: String, _ console: Console, takesStreams: Bool
  ) -> Result<[UInt8], Refusal> {
    guard file == "-" else {
      do throws(FileProblem) {
        return .success(try LocalFile.read(file, takesStreams: takesStreams))
      } catch {
        let hints = LocalFile.isStream(file) ? ["`-` reads standard input"] : []
        return .failure(
          refuse(.usage, "cannot read `\(file)`: \(error.reason)", hints: hints, console))
      }
    }
    do throws(PipedInputError) {
      return .success(try PipedInput().readAll())
    } catch {
      return .failure(refusal(error, console))
    }
  }

  private static func refusal(_ error: PipedInputError, _ console: Console) -> Refusal {
    switch error {
    case .interrupted:
      Refusal(category: .transport, message: "interrupted", interruption: .interrupted)
    case .tooLong(let limit):
      refuse(.usage, "standard input is longer than \(limit >> 20) MiB", console)
    case .failed(let code):
      refuse(.transport, "cannot read standard input (error \(code))", console)
    }
  }

  private static func refuse(
    _ category: ExitStatus.Category, _ message: String, hints: [String] = [], _ console: Console
  ) -> Refusal {
    _ = console.complain(ExitStatus(category), message, hints: hints)
    return Refusal(category: category, message: message)
  }
}
