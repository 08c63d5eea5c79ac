extension Grammar {
  /// The command in one line: `start KIND… [room=ID]`.
  public var usage: String {
    var parts = [verb] + parameters.map(\.usage) + options.map { "[\($0.usage)]" }
    if optionPolicy == .open { parts.append("[KEY=VALUE…]") }
    return parts.joined(separator: " ")
  }
}

extension Parameter {
  var usage: String {
    switch arity {
    case .required: name
    case .optional: "[\(name)]"
    case .oneOrMore: name + "…"
    case .zeroOrMore: "[\(name)…]"
    }
  }
}

extension CommandOption {
  var usage: String { key + "=" + placeholder }
}
