/// All commands in the order help lists them.
public struct GrammarTable: Sendable {
  /// The grammars as they were given.
  public let grammars: [Grammar]
  private let byVerb: [String: Grammar]

  /// Makes a table; of two grammars with the same verb the first counts.
  public init(_ grammars: [Grammar]) {
    self.grammars = grammars
    byVerb = Dictionary(grammars.map { ($0.verb, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// All of them, each with its alternatives behind it.
  public var everyForm: [Grammar] { grammars.flatMap { [$0] + $0.alternatives } }

  /// The grammar of exactly this verb.
  public func grammar(for verb: String) -> Grammar? { byVerb[verb] }

  /// The verb that an unknown one was probably meant to be.
  public func suggestion(for verb: String) -> String? {
    let word = verb.lowercased()
    return grammars.first { $0.otherNames.contains(word) }?.verb
      ?? Suggestion.nearest(to: verb, in: grammars.map(\.verb))
  }
}
