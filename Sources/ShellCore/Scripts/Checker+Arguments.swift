import CommandLanguage

/// What is given for a script from outside: a matter of usage, not of the script.
extension Checker {
  /// The variables at the start of the outermost script, and whether nothing is missing.
  mutating func outermostScope(
    _ header: ScriptHeader, _ source: SourceText, _ arguments: ScriptArguments
  ) -> (scope: Scope, isComplete: Bool) {
    reportUnknown(arguments, header, source)
    let before = problems.count
    let secrets = readSecrets(of: header, in: source.name) { checker, name, reason in
      checker.report(
        usage: "`\(source.name)` cannot read its secret `\(name.text)`: \(reason)",
        code: "missing-secret", hints: [])
    }
    let hasSecrets = problems.count == before
    let scope: Scope
    let missing: [String]
    do throws(UndefinedVariable) {
      (scope, missing) = try header.scope(
        arguments, environment: services.environment, secrets: secrets)
    } catch {
      report([.undefinedVariable(error)], at: Diagnostic.Location(source: source, span: error.span))
      return (Scope(), false)
    }
    for name in missing where rules.needsArguments {
      report(
        usage: "`\(source.name)` needs a value for `\(name)`", code: "missing-argument",
        hints: ["give `\(name)=…` behind the file, or set VSDK_VAR_\(name)"])
    }
    reportUnusedPositionals(source, arguments)
    return (scope, hasSecrets && (missing.isEmpty || !rules.needsArguments))
  }

  private mutating func reportUnknown(
    _ arguments: ScriptArguments, _ header: ScriptHeader, _ source: SourceText
  ) {
    let names = header.parameters.map(\.name.text)
    let known = Set(names)
    let secrets = Set(header.secrets.map(\.name.text))
    for given in arguments.named where !known.contains(given.key) {
      guard !secrets.contains(given.key) else {
        report(
          usage: "`\(given.key)` of `\(source.name)` is a secret and not given on the command line",
          code: "secret-argument",
          hints: ["others could read it from the process list; the script says where it is read"])
        continue
      }
      let suggestion = Suggestion.nearest(to: given.key, in: names)
      let list = names.map { "`\($0)`" }.joined(separator: ", ")
      report(
        usage: "`\(source.name)` has no parameter `\(given.key)`", code: "unknown-argument",
        hints: Failure.didYouMean(suggestion) ?? [names.isEmpty ? "it has none" : "it has \(list)"])
    }
  }

  private mutating func reportUnusedPositionals(
    _ source: SourceText, _ arguments: ScriptArguments
  ) {
    for (place, value) in arguments.positional.enumerated() {
      let references = ["}", ":"].map { Array("${\(place + 1)\($0)".utf8) }
      guard !references.contains(where: { source.utf8.contains($0) }) else { continue }
      report(
        usage: "`\(source.name)` makes no use of `\(value)`", code: "unused-argument",
        hints: ["a script reads it as ${\(place + 1)}; parameters are given as name=value"])
    }
  }

  /// Reads what a text declares as secret, once; where none are needed, nothing is read.
  mutating func readSecrets(
    of header: ScriptHeader, in name: String,
    whenUnreadable tell: (inout Checker, Name, _ reason: String) -> Void
  ) -> [String: String] {
    if let known = secrets[name] { return known }
    guard rules.needsSecrets, !header.secrets.isEmpty else { return [:] }
    var values: [String: String] = [:]
    for secret in header.secrets {
      do throws(SecretReader.Problem) {
        values[secret.name.text] = try SecretReader(services: services)
          .read(secret.source, for: secret.name.text)
      } catch {
        tell(&self, secret.name, error.reason)
      }
    }
    secrets[name] = values
    return values
  }
}

extension [UInt8] {
  /// Whether the bytes stand in here in a row.
  func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return indices.dropLast(needle.count - 1).contains { place in
      self[place] == first && self[place...].starts(with: needle)
    }
  }
}
