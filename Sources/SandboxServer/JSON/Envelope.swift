/// The parts that several answers share, with their keys in the documented order.
enum Envelope {
  /// `{pageInfo, data}` around a page whose elements are written by `element`.
  ///
  /// - Parameter key: what the list is called in place of `data`.
  static func list<Element>(
    _ page: Page<Element>, under key: String = "data", _ element: (Element) -> JSONValue
  ) -> JSONValue {
    ["pageInfo": pageInfo(page), key: .array(page.elements.map(element))]
  }

  static func pageInfo<Element>(_ page: Page<Element>) -> JSONValue {
    [
      "currentPage": .integer(page.request.page),
      "perPage": .integer(page.request.perPage),
      "lastPage": .integer(page.lastPage),
      "total": .integer(page.total),
    ]
  }

  static func time(_ time: Timestamp?) -> JSONValue {
    .text(time?.text)
  }
}
