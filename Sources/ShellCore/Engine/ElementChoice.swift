import CommandLanguage
import VideoSDKClient

/// `[kind=audio, participantId=efgh]`: the first element of a list whose members are all equal to what is asked for.
struct ElementChoice {
  private let criteria: [(name: String, value: Expected)]

  private static let shownElements = 4

  /// - Throws: the first variable that is not defined.
  init(_ criteria: [Query.Criterion], in scope: Scope) throws(UndefinedVariable) {
    self.criteria = try criteria.map { criterion throws(UndefinedVariable) in
      (criterion.name.text, try Expected(.word(criterion.value), in: scope))
    }
  }

  /// The first that fits; nil when none does, or there is no list.
  func first(in list: JSONValue) -> JSONValue? {
    guard case .array(let elements) = list else { return nil }
    return elements.first { element in
      criteria.allSatisfy { name, value in
        element.member(name).map { Expectation.equal(.json($0), value) } ?? false
      }
    }
  }

  /// What stands where none fits: the members that were asked for, each kind of element once.
  func instead(in value: JSONValue) -> String {
    guard case .array(let elements) = value else { return "\(Self.kind(of: value)), not a list" }
    guard !elements.isEmpty else { return "an empty list" }
    var seen: [String] = []
    for element in elements {
      let text = drawn(element)
      if !seen.contains(text) { seen.append(text) }
    }
    let more = seen.count - Self.shownElements
    return (seen.prefix(Self.shownElements) + (more > 0 ? ["\(more) more"] : []))
      .joined(separator: "; ")
  }

  private func drawn(_ element: JSONValue) -> String {
    guard case .object(let members) = element else { return Self.kind(of: element) }
    let known = criteria.compactMap { name, _ in
      element.member(name).map { "\(name)=\(QueryValue.json($0).drawn)" }
    }
    guard known.isEmpty else { return known.joined(separator: ", ") }
    return "one with \(members.map(\.name).joined(separator: ", "))"
  }

  private static func kind(of value: JSONValue) -> String {
    switch value {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}

extension JSONValue {
  fileprivate func member(_ name: String) -> JSONValue? {
    if case .object = self { self[name] } else { nil }
  }
}
