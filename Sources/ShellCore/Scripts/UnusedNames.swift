import CommandLanguage

/// The parameters and secrets of a text that nothing in it has made use of so far.
struct UnusedNames {
  /// In the order of the text.
  var names: [Name] { declared.filter { unread.contains($0.text) } }

  private let declared: [Name]
  private var unread: Set<String>

  init(_ header: ScriptHeader) {
    declared = header.parameters.map(\.name) + header.secrets.map(\.name)
    unread = Set(declared.map(\.text))
    for parameter in header.parameters {
      unread.subtract(parameter.defaultValue?.variableNames ?? [])
    }
  }

  /// Takes out every name that a unit reads.
  mutating func strike(_ unit: ScriptUnit) {
    // A script of a million lines reads its parameters early.
    guard !unread.isEmpty else { return }
    if let syntax = unit.command { unread.subtract(syntax.variableNames) }
    for case .expectation(let expectation) in unit.expectations.map(\.body) {
      unread.subtract(expectation.variableNames)
    }
  }
}
