import CommandLanguage
import LineEditing
import ShellCore

/// The text of a script named on the command line.
enum ScriptSource {
  /// Why there is none; it has been told already.
  struct Refusal: Error {
    let status: ExitStatus
  }

  /// Reads a file, or standard input for `-`.
  static func read(_ file: String, _ process: Process) -> Result<SourceText, Refusal> {
    bytes(of: file, process).flatMap { bytes in
      decode(bytes, name: file == "-" ? "<stdin>" : file, process)
    }
  }

  /// Takes bytes as the text of a script with this name.
  static func decode(
    _ bytes: [UInt8], name: String, _ process: Process
  ) -> Result<SourceText, Refusal> {
    do throws(InvalidUTF8) {
      return .success(try SourceText(name: name, bytes: bytes))
    } catch {
      let status = process.complain(
        ExitStatus(.script),
        "\(error.name):\(error.line):\(error.column): not UTF-8 (byte \(error.byteOffset + 1))",
        hints: ["save the file as UTF-8"])
      return .failure(Refusal(status: status))
    }
  }

  private static func bytes(of file: String, _ process: Process) -> Result<[UInt8], Refusal> {
    guard file == "-" else {
      do throws(FileProblem) {
        return .success(try LocalFile.read(file))
      } catch {
        return .failure(
          Refusal(status: process.complain("cannot read `\(file)`: \(error.reason)")))
      }
    }
    do throws(PipedInputError) {
      return .success(try PipedInput().readAll())
    } catch {
      return .failure(Refusal(status: status(of: error, process)))
    }
  }

  private static func status(of error: PipedInputError, _ process: Process) -> ExitStatus {
    switch error {
    case .interrupted: return .interrupted
    case .tooLong(let limit):
      return process.complain("standard input is longer than \(limit >> 20) MiB")
    case .failed(let code):
      return process.complain(
        ExitStatus(.transport), "cannot read standard input (error \(code))")
    }
  }
}
