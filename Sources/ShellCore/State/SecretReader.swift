import CommandLanguage
import VideoSDKClient

/// Reads secrets from where they are kept, and has them struck out of all that is written from then on.
struct SecretReader {
  let environment: [String: String]
  let redactor: Redactor
  let files: Files
  let askSecret: (_ name: String) throws(QuestionProblem) -> String
  /// Why what a person answered is not taken, and not struck out either; nil where it may be a secret.
  let refusal: (_ answer: String, _ name: String) -> String?

  /// Why a secret could not be read.
  struct Problem: Error, Equatable {
    /// Lower case, such as `TOKEN is not set`; holds no part of the secret.
    let reason: String
  }

  /// The secret as it is kept, but for the line break that ends a text file.
  ///
  /// What else stands at its ends is taken off, and told, where it becomes a credential.
  ///
  /// - Parameter name: what a person is asked for.
  func read(_ source: SecretSource, for name: String) throws(Problem) -> String {
    let text = try text(of: source, for: name)
    let trimmed = CredentialText.trim(text)
    guard !trimmed.isEmpty else { throw Problem(reason: "\(source.drawn) is empty") }
    let token = AccessToken(pasted: text).reveal()
    guard Self.isLongEnough(trimmed), Self.isLongEnough(token) else {
      throw Problem(reason: "\(source.drawn) holds \(Self.tooShort)")
    }
    redactor.add([trimmed, token])
    return text
  }

  /// What is said of a secret that could not be struck out of what is written; it is used nowhere.
  static let tooShort =
    "fewer than \(Redactor.shortest) bytes, too short for a secret: it could not be struck out of what is written"

  /// Bytes of a file that may be a secret.
  private static let longest = 1 << 16

  /// Whether a secret can be struck out without striking out ordinary words.
  static func isLongEnough(_ secret: String) -> Bool { secret.utf8.count >= Redactor.shortest }

  private func text(of source: SecretSource, for name: String) throws(Problem) -> String {
    switch source {
    case .environment(let variable):
      guard let value = environment[variable] else {
        throw Problem(reason: "\(variable) is not set")
      }
      return value
    case .file(let path):
      let place = path.withHome(environment)
      let facts = files.facts(place)
      // One that nobody writes to would be waited for without end.
      guard facts?.isPlain != false || place.isOpenDescriptor else {
        throw Problem(reason: "\(path): it is not a plain file")
      }
      if facts?.isPlain == true, case .file(let bytes) = files.status(place),
        bytes > Self.longest
      {
        throw Problem(reason: "\(path): it is longer than \(Self.longest >> 10) KiB")
      }
      if let (reason, remedy) = facts?.distrust(of: place) {
        throw Problem(reason: "\(path): \(reason); \(remedy)")
      }
      do throws(FileProblem) {
        return Self.line(String(decoding: try files.read(place), as: UTF8.self))
      } catch {
        throw Problem(reason: "\(path): \(error.reason)")
      }
    case .prompt:
      let answer: String
      do throws(QuestionProblem) {
        answer = try askSecret(name)
      } catch {
        switch error {
        case .noTerminal:
          throw Problem(reason: "there is no terminal to ask on; use env:NAME or file:PATH")
        case .interrupted: throw Problem(reason: "it was not given")
        }
      }
      // Nothing of it is struck out later: the shell's own words would be.
      if let reason = refusal(answer, name) { throw Problem(reason: reason) }
      return answer
    }
  }

  /// A text without the line break that every editor ends a file with.
  private static func line(_ text: String) -> String {
    var scalars = text.unicodeScalars
    if scalars.last == "\n" { scalars.removeLast() }
    if scalars.count < text.unicodeScalars.count, scalars.last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}

extension String {
  /// Whether a path stands for a descriptor that whoever started the program has opened.
  package var isOpenDescriptor: Bool {
    ["/dev/stdin", "/dev/fd/", "/proc/self/fd/"].contains { hasPrefix($0) }
  }

  /// A path whose `~/` is written out.
  func withHome(_ environment: [String: String]) -> String {
    guard hasPrefix("~/"), let home = environment["HOME"], !home.isEmpty else { return self }
    return home + dropFirst()
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
