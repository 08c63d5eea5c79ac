/// An id as it stands in a command, with what it is to name.
public struct TypedIdentifier: Sendable, Equatable {
  /// What it is to name.
  public let kind: IdentifierKind
  /// The id alone, where it stands in a comma list.
  public let text: String
  /// Where it is written.
  public let span: SourceSpan
}

extension Grammar {
  /// The ids among the arguments of a command, in the order of the text; what only the run will know is none.
  ///
  /// - Parameter arguments: the words behind the verb, which is all words of a form's verb.
  public func identifiers(in arguments: [ExpandedArgument]) -> [TypedIdentifier] {
    var place = 0
    var found: [TypedIdentifier] = []
    for argument in arguments {
      switch argument {
      case .word(let word):
        let last = parameters.last.flatMap { $0.repeats ? $0 : nil }
        let parameter = parameters.indices.contains(place) ? parameters[place] : last
        place += 1
        guard let parameter, !parameter.words.contains(where: { $0.name == word.text }) else {
          continue
        }
        found += Self.parts(of: word, parameter.type)
      case .option(let key, let value):
        guard let option = options.first(where: { $0.key == key.text }) else { continue }
        found += Self.parts(of: value, option.type)
      }
    }
    return found
  }

  private static func parts(of word: ExpandedWord, _ type: ArgumentType) -> [TypedIdentifier] {
    guard case .identifier(let kind) = type, !word.isPlaceholder, word.secretName == nil else {
      return []
    }
    return word.text.split(separator: ",").map {
      TypedIdentifier(kind: kind, text: String($0), span: word.span(of: $0))
    }
  }
}
