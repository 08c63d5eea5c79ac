import CommandLanguage

/// What fills a script's parameters from outside.
public struct ScriptArguments: Sendable, Hashable {
  /// `key=value` in the order given.
  var named: [Named]
  /// The words without a key, which a script reads as `${1}`, `${2}` and so on.
  var positional: [String]

  /// Nothing given.
  public init(named: [Named] = [], positional: [String] = []) {
    self.named = named
    self.positional = positional
  }

  /// Reads the words behind the files of `vsdk run`.
  public init(words: [String]) {
    named = []
    positional = []
    for word in words {
      guard let equals = word.firstIndex(of: "="), Self.isName(word[..<equals]) else {
        positional.append(word)
        continue
      }
      named.append(
        Named(key: String(word[..<equals]), value: String(word[word.index(after: equals)...])))
    }
  }

  /// A `key=value`.
  public struct Named: Sendable, Hashable {
    /// Its name.
    let key: String
    /// Its value.
    let value: String

  }

  /// Whether a word is what may stand before `=`.
  static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 95
    }
  }
}

/// The `param` and `secret` lines of a script.
struct ScriptHeader {
  private(set) var parameters: [Parameter] = []
  private(set) var secrets: [Secret] = []
  private(set) var mistakes: [Failure] = []
  /// The names of both.
  private var names: Set<String> = []
  private var places: Set<SecretSource> = []

  struct Parameter {
    let name: Name
    let defaultValue: Word?
    let span: SourceSpan
  }

  struct Secret {
    let name: Name
    let source: SecretSource
  }

  init(_ source: SourceText) {
    for unit in ScriptUnits(source) {
      guard let statement = unit.statement, isHeader(statement) else { break }
    }
  }

  private mutating func isHeader(_ statement: Statement) -> Bool {
    switch statement.body {
    case .version: return true
    case .parameter(let name, let defaultValue):
      if isNew(name) {
        parameters.append(
          Parameter(name: name, defaultValue: defaultValue, span: statement.span))
      }
      return true
    case .secret(let name, let source):
      guard isNew(name) else { return true }
      secrets.append(Secret(name: name, source: source))
      places.insert(source)
      return true
    case .command, .expectation: return false
    }
  }

  private mutating func isNew(_ name: Name) -> Bool {
    guard !names.insert(name.text).inserted else { return true }
    mistakes.append(.duplicateParameter(name))
    return false
  }

  /// Whether a `secret` line names this place.
  func declares(_ place: SecretSource) -> Bool { places.contains(place) }

  /// The variables of the script: given value, `VSDK_VAR_name`, default, in this order.
  ///
  /// - Parameter secrets: what was read for them; the check does without those that are not in it.
  /// - Returns: the scope, and the names of parameters that nothing fills.
  func scope(
    _ arguments: ScriptArguments, environment: [String: String], secrets values: [String: String]
  ) throws(UndefinedVariable) -> (scope: Scope, missing: [String]) {
    var scope = Scope()
    for (place, value) in arguments.positional.enumerated() {
      scope[String(place + 1)] = .text(value)
    }
    var missing: [String] = []
    let given = Dictionary(arguments.named.map { ($0.key, $0.value) }) { $1 }
    for parameter in parameters {
      let name = parameter.name.text
      if let value = given[name] {
        scope[name] = .text(value)
      } else if let inherited = environment["VSDK_VAR_\(name)"] {
        scope[name] = .text(inherited)
      } else if let word = parameter.defaultValue {
        scope[name] = .text(try Expansion.expand(word, in: scope).text)
      } else {
        missing.append(name)
      }
    }
    // Last, so that no default can read one and become a plain text.
    for secret in secrets { scope[secret.name.text] = .secret(values[secret.name.text]) }
    return (scope, missing)
  }
}
