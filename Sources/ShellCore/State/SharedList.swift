/// A list that grows at its end, and of which a copy shares all but the last few elements.
///
/// Each line of the shell changes a copy of what the lines before it left. With an array every line would copy them all,
/// and a paste of ten thousand lines would take its square.
struct SharedList<Element: Sendable>: Sendable {
  private static var partSize: Int { 16 }

  // Full parts, and the one that grows.
  private var parts: [[Element]] = []
  private var last: [Element] = []

  mutating func append(_ element: Element) {
    last.append(element)
    guard last.count == Self.partSize else { return }
    parts.append(last)
    last = []
  }

  /// Changes the last element for which a condition holds; nothing when there is none.
  mutating func changeLast(
    where isMeant: (Element) -> Bool, _ change: (inout Element) -> Void
  ) {
    if let place = last.lastIndex(where: isMeant) { return change(&last[place]) }
    for part in parts.indices.reversed() {
      guard let place = parts[part].lastIndex(where: isMeant) else { continue }
      return change(&parts[part][place])
    }
  }
}

extension SharedList: Sequence {
  func makeIterator() -> AnyIterator<Element> {
    AnyIterator((parts + [last]).lazy.joined().makeIterator())
  }
}
