/// The part of a list that a client asks for.
struct PageRequest: Equatable, Sendable {
  var page = 1
  var perPage = 20
}

/// A part of a list, and where it lies in the whole.
struct Page<Element: Sendable>: Sendable {
  let request: PageRequest
  let total: Int
  let elements: [Element]

  /// Takes a page out of a list; past its end the page is empty.
  init(_ request: PageRequest, of list: some Sequence<Element>) {
    let first = (request.page - 1) * request.perPage
    let last = first + request.perPage
    var count = 0
    var elements: [Element] = []
    for element in list {
      if count >= first, count < last { elements.append(element) }
      count += 1
    }
    self.request = request
    self.elements = elements
    total = count
  }

  /// The number of the last page that has something on it; 1 for an empty list.
  var lastPage: Int {
    max(1, (total + request.perPage - 1) / request.perPage)
  }
}
