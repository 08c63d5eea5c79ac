/// One page of a list.
public struct Page<Element: Sendable>: Sendable {
  /// The elements, in the service's order.
  public let elements: [Element]
  /// Where the page stands in the list.
  public let info: PageInfo
  /// The elements as they came, by which a page is known that comes twice; nil for one that did not come.
  let source: JSONValue?

  /// Whether there is nothing to fetch after this page.
  ///
  /// The documented numbers contradict each other, so an empty page ends a list as well as the
  /// last number does, and so does a page without numbers.
  public var isLast: Bool {
    guard !elements.isEmpty, let current = info.currentPage, let last = info.lastPage else {
      return true
    }
    return current >= last
  }

  /// Pairs elements with their place in the list.
  public init(elements: [Element], info: PageInfo) {
    self.init(elements: elements, info: info, source: nil)
  }

  init(elements: [Element], info: PageInfo, source: JSONValue?) {
    self.elements = elements
    self.info = info
    self.source = source
  }
}

extension Page {
  /// The same page of something that is made of each element.
  public func map<Other: Sendable>(_ transform: (Element) -> Other) -> Page<Other> {
    Page<Other>(elements: elements.map(transform), info: info, source: source)
  }
}

extension Page: Equatable where Element: Equatable {
  /// Whether both hold the same, wherever it is from.
  public static func == (left: Page, right: Page) -> Bool {
    left.elements == right.elements && left.info == right.info
  }
}

/// The numbers that come with a page.
public struct PageInfo: Sendable, Equatable, JSONReadable {
  /// The page's number, from 1.
  public let currentPage: Int?
  /// The most elements that a page holds.
  public let perPage: Int?
  /// The number of the last page.
  public let lastPage: Int?
  /// How many elements the whole list has.
  public let total: Int?

  /// Gathers the numbers of a page.
  public init(
    currentPage: Int? = nil, perPage: Int? = nil, lastPage: Int? = nil, total: Int? = nil
  ) {
    self.currentPage = currentPage
    self.perPage = perPage
    self.lastPage = lastPage
    self.total = total
  }

  init(_ fields: JSONFields) throws(ClientError) {
    currentPage = try fields.integer("currentPage")
    perPage = try fields.integer("perPage")
    lastPage = try fields.integer("lastPage")
    total = try fields.integer("total")
  }
}

extension HTTPAnswer {
  /// Reads any of the three documented envelopes: a `data` array, a `recordings` array, or a
  /// `data` object that holds a `participants` array.
  func page<Element: JSONReadable>() throws(ClientError) -> Page<Element> {
    let envelope = try JSONFields(try json())
    var (holder, name) = (envelope, "data")
    if case .object = envelope.value["data"], let data = try envelope.fields("data") {
      (holder, name) = (data, "participants")
    } else if envelope.value["data"] == nil {
      _ = try envelope.required(envelope.value["recordings"], "data")
      name = "recordings"
    }
    return Page(
      elements: try holder.array(name), info: try envelope.read("pageInfo") ?? PageInfo(),
      source: holder.value[name])
  }
}
