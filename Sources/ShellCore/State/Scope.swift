import CommandLanguage
import VideoSDKClient

/// The variables that one script file sees.
struct Scope: Sendable {
  private var values: [String: Variable] = [:]

  /// No variables.
  init() {}

  /// What a name stands for.
  enum Variable: Sendable, Equatable {
    /// A parameter.
    case text(String)
    /// What a `secret` holds; nil when the script is checked without it.
    case secret(String?)
    /// A value that `let` kept.
    case json(JSONValue)
    /// A value that only the run will know; drawn as the given text.
    case placeholder(String)
  }

  /// The names that are defined, sorted.
  public var names: [String] { values.keys.sorted() }

  /// The name that was most likely meant; nil when none is near, or there are too many to look at them.
  func nearest(to name: String) -> String? {
    values.count > 512 ? nil : Suggestion.nearest(to: name, in: names)
  }

  /// Looks a name up, or defines it.
  subscript(name: String) -> Variable? {
    get { values[name] }
    set { values[name] = newValue }
  }
}

/// A variable that nothing defines, or whose value does not fit where it is read.
struct UndefinedVariable: Error, Equatable {
  let name: String
  let span: SourceSpan
  var suggestion: String?
  /// How many bytes a word may have, where this value made it longer.
  var limit: Int?
}

/// Fills variables into words.
enum Expansion {
  /// The bytes that a word may have once its variables are filled in: by doubling, a few lines would fill all memory.
  static let longestWord = 1 << 20

  /// - Throws: the first variable that is not defined, or makes the word too long.
  static func expand(_ word: Word, in scope: Scope) throws(UndefinedVariable) -> ExpandedWord {
    var text = ""
    var isPlaceholder = false
    var secretName: String?
    var isComputed = false
    for piece in word.pieces {
      switch piece {
      case .text(let literal): text += literal
      case .variable(let reference):
        isComputed = true
        switch try value(of: reference, in: scope) {
        case .text(let value): text += value
        case .json(let value): text += value.plainText
        case .placeholder(let drawn):
          text += drawn
          isPlaceholder = true
        case .secret(let value):
          text += value ?? ""
          isPlaceholder = isPlaceholder || value == nil
          secretName = reference.name
        }
        guard text.utf8.count <= longestWord else {
          throw UndefinedVariable(name: reference.name, span: reference.span, limit: longestWord)
        }
      }
    }
    return ExpandedWord(
      text, span: word.span, isQuoted: word.quoting != .bare, isPlaceholder: isPlaceholder,
      secretName: secretName, isVerbatim: word.isVerbatim, isComputed: isComputed)
  }

  /// The value of one variable, its default included.
  static func value(
    of reference: VariableReference, in scope: Scope
  ) throws(UndefinedVariable) -> Scope.Variable {
    if let value = scope[reference.name] { return value }
    if let fallback = reference.fallback { return .text(fallback) }
    throw UndefinedVariable(
      name: reference.name, span: reference.span,
      suggestion: scope.nearest(to: reference.name))
  }

  /// All arguments of a command, or all variables that are missing.
  static func expand(
    _ arguments: [ArgumentSyntax], in scope: Scope
  ) -> (arguments: [ExpandedArgument], missing: [UndefinedVariable]) {
    var expanded: [ExpandedArgument] = []
    expanded.reserveCapacity(arguments.count)
    var missing: [UndefinedVariable] = []
    for argument in arguments {
      do throws(UndefinedVariable) {
        switch argument {
        case .word(let word): expanded.append(.word(try expand(word, in: scope)))
        case .option(let key, let value):
          expanded.append(.option(key: key, value: try expand(value, in: scope)))
        }
      } catch {
        missing.append(error)
      }
    }
    return (expanded, missing)
  }
}

extension JSONValue {
  /// As a word in a command: a text without quotes, anything else as JSON.
  var plainText: String {
    if case .string(let text) = self { return text }
    return String(decoding: encoded(), as: UTF8.self)
  }
}
