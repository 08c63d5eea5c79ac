import VideoSDKClient

/// `set token` and `set api-secret`: the value comes from the environment or a file, never from the line.
extension Interpreter {
  func readCredential(
    _ key: SettingKey, _ source: CredentialSource, in session: inout Session
  ) -> Performance {
    let text: String
    switch source {
    case .environment(let name):
      guard let value = services.environment[name], !value.isEmpty else {
        return Performance(failures: [.readCredential(key, "\(name) is not set")])
      }
      text = value
    case .file(let path):
      do throws(FileProblem) {
        let bytes = try services.readFile(path)
        text = String(decoding: bytes, as: UTF8.self).trimmingSpace
      } catch {
        return Performance(failures: [.readCredential(key, "\(path): \(error.reason)")])
      }
    }
    services.redactor.add([text])
    let origin = session.target.origin
    guard key == .token else {
      session.credentials.setSecret(text, for: origin, from: session.provenance)
      return Performance()
    }
    let hadPrefix = session.credentials.setToken(text, for: origin, from: session.provenance)
    return Performance(notes: hadPrefix ? [CredentialSettings.bearerNote("the token")] : [])
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
