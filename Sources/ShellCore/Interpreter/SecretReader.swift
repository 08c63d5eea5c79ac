import CommandLanguage

/// Reads secrets from where they are kept, and has them struck out of all that is written from then on.
struct SecretReader {
  let services: Services

  /// Why a secret could not be read.
  struct Problem: Error, Equatable {
    /// Lower case, such as `TOKEN is not set`; holds no part of the secret.
    let reason: String
  }

  /// The secret, without white space at its ends.
  ///
  /// - Parameter name: what a person is asked for.
  func read(_ source: SecretSource, for name: String) throws(Problem) -> String {
    let text = try text(of: source, for: name).trimmingSpace
    guard !text.isEmpty else { throw Problem(reason: "\(source.drawn) is empty") }
    services.redactor.add([text])
    return text
  }

  private func text(of source: SecretSource, for name: String) throws(Problem) -> String {
    switch source {
    case .environment(let variable):
      guard let value = services.environment[variable] else {
        throw Problem(reason: "\(variable) is not set")
      }
      return value
    case .file(let path):
      do throws(FileProblem) {
        return String(decoding: try services.readFile(path), as: UTF8.self)
      } catch {
        throw Problem(reason: "\(path): \(error.reason)")
      }
    case .prompt:
      do throws(QuestionProblem) {
        return try services.askSecret(name)
      } catch {
        switch error {
        case .noTerminal:
          throw Problem(reason: "there is no terminal to ask on; use env:NAME or file:PATH")
        case .interrupted: throw Problem(reason: "it was not given")
        }
      }
    }
  }
}

extension SecretSource {
  /// As it is written in a script.
  var drawn: String {
    switch self {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .prompt: "prompt"
    }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpace: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
