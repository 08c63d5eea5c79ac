/// The form of what comes next, as it is shown faintly behind the cursor.
public enum NextForm {
  /// The usage of what may follow a line that ends in a blank, such as `KIND… [room=ID]`; nil where nothing can be told.
  public static func text(behind line: String, table: GrammarTable) -> String? {
    guard line.utf8.last == Byte.space, line.utf8.contains(where: { !Byte.isBlank($0) }) else {
      return nil
    }
    let command = PartialCommand(line, cursor: line.utf8.count)
    guard !command.words.isEmpty else { return nil }
    let slots = CursorContext(command, table: table).slots
    var parts: [String] = []
    for slot in slots {
      switch slot {
      case .verb: parts.append("COMMAND")
      case .verbName(let parameter), .positional(let parameter, _):
        parts.append(usage(of: parameter))
      case .key(let option): parts.append("[\(option.usage)]")
      case .query: parts.append("QUERY")
      case .predicate: parts.append("PREDICATE")
      case .operand: parts.append("VALUE")
      case .word(let text, _): parts.append("[\(text)]")
      case .optionValue, .end: break
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func usage(of parameter: Parameter) -> String {
    switch parameter.type {
    case .choice(let choices) where choices.count <= 4:
      let words = choices.map(\.name).joined(separator: "|") + (parameter.repeats ? "…" : "")
      return parameter.isRequired ? words : "[\(words)]"
    default: return parameter.usage
    }
  }
}
