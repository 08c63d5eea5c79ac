/// What Jenkins' schemas ask of the elements that our reports use.
///
/// The stricter of two for each point: the children's order of the JUnit plugin's schema, and the
/// time's pattern and required attributes of the xUnit plugin's junit-10.xsd.
enum JenkinsJUnitRules {
  private struct Rule {
    var required: Set<String> = []
    var optional: Set<String> = []
    /// In the order they must have; an element may be repeated unless it is single.
    var children: [String] = []
    var single: Set<String> = []
    var hasText = false
  }

  private static let rules: [String: Rule] = [
    "testsuites": Rule(
      optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"]),
    "testsuite": Rule(
      required: ["name", "tests", "failures", "errors"],
      optional: ["time", "skipped", "timestamp", "hostname", "id", "package"],
      children: ["properties", "testcase", "system-out", "system-err"],
      single: ["properties", "system-out", "system-err"]),
    "testcase": Rule(
      required: ["name"], optional: ["time", "classname"],
      children: ["skipped", "error", "failure", "system-out", "system-err"], single: ["skipped"]),
    "failure": Rule(optional: ["type", "message"], hasText: true),
    "error": Rule(optional: ["type", "message"], hasText: true),
    "skipped": Rule(hasText: true),
    "system-out": Rule(hasText: true),
    "system-err": Rule(hasText: true),
  ]

  /// Where a document breaks the rules; empty when nowhere.
  static func violations(_ root: XMLElement) -> [String] {
    (root.name == "testsuites" ? [] : ["the root is \(root.name)"])
      + inside(root) + wrongCounts(root)
  }

  private static func inside(_ element: XMLElement) -> [String] {
    guard let rule = rules[element.name] else { return ["\(element.name) is unknown"] }
    var found: [String] = []
    for name in rule.required where element.attributes[name] == nil {
      found.append("\(element.name) has no \(name)")
    }
    for name in element.attributes.keys.sorted()
    where !rule.required.contains(name) && !rule.optional.contains(name) {
      found.append("\(element.name) has a \(name)")
    }
    if let time = element.attributes["time"], time.wholeMatch(of: /[0-9]+\.[0-9]{3}/) == nil {
      found.append("\(element.name) takes \(time)")
    }
    if !rule.hasText, element.text.contains(where: { !$0.isWhitespace }) {
      found.append("\(element.name) has text")
    }
    return found + misplacedChildren(element, rule) + element.children.flatMap(inside)
  }

  private static func misplacedChildren(_ element: XMLElement, _ rule: Rule) -> [String] {
    var found: [String] = []
    var last = -1
    for child in element.children {
      guard let index = rule.children.firstIndex(of: child.name) else {
        found.append("\(child.name) in \(element.name)")
        continue
      }
      if index < last || (index == last && rule.single.contains(child.name)) {
        found.append("\(child.name) too late in \(element.name)")
      }
      last = max(last, index)
    }
    return found
  }

  /// The schemas cannot count; readers do.
  private static func wrongCounts(_ root: XMLElement) -> [String] {
    root.children.filter { $0.name == "testsuite" }.flatMap { suite in
      let cases = suite.children.filter { $0.name == "testcase" }
      func count(_ name: String) -> String {
        String(cases.filter { $0.children.contains { $0.name == name } }.count)
      }
      let actual = [
        "tests": String(cases.count), "failures": count("failure"), "errors": count("error"),
        "skipped": count("skipped"),
      ]
      return actual.keys.sorted().filter { suite.attributes[$0] != actual[$0] }
        .map { "\($0) is not \(actual[$0] ?? "")" }
    }
  }
}
