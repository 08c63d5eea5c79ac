/// Decides which page of a list to ask for next, and when to ask for no more, whatever the service says.
///
/// The numbers of a page are the service's word, so they only end the walk: it counts by itself. It ends
/// behind an empty page, the last one, one without numbers, one that was there before, one whose number
/// does not grow, and behind ``limit`` pages.
package struct PageWalk: Sendable {
  /// More pages than any list has.
  package static let limit = 10_000

  private var asked: Int
  private var count = 0
  private var shown: Int?
  private var seen: Set<[UInt8]> = []

  /// Begins with the page of this number.
  package init(from first: Int = 1) { asked = first }

  /// What a page adds to the list.
  package struct Found<Element: Sendable>: Sendable {
    /// Its elements; none when they were all there before.
    package let elements: [Element]
    /// The number of the page to ask for next; nil when there is none.
    package let next: Int?
  }

  /// Takes the page that was asked for.
  package mutating func take<Element>(_ page: Page<Element>) -> Found<Element> {
    count += 1
    if let source = page.source, !page.elements.isEmpty, !page.isLast || count > 1 {
      guard seen.insert(source.encoded()).inserted else { return Found(elements: [], next: nil) }
    }
    let isGrowing = shown.map { (page.info.currentPage ?? $0) > $0 } ?? true
    shown = page.info.currentPage ?? shown
    let (next, overflows) = asked.addingReportingOverflow(1)
    guard !page.isLast, isGrowing, count < Self.limit, !overflows else {
      return Found(elements: page.elements, next: nil)
    }
    asked = next
    return Found(elements: page.elements, next: next)
  }
}
