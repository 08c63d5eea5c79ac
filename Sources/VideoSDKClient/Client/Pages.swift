extension Client {
  /// The pages of a list, from the endpoint's own page to the last, fetched as they are asked for.
  ///
  /// The sequence ends after an empty page, the last one, one whose number does not grow, or 10 000 of
  /// them, whichever comes first, and before a page that was there already.
  public func pages<E: PagedEndpoint>(of endpoint: E) -> Pages<E> {
    Pages(client: self, endpoint: endpoint)
  }
}

/// The pages of a list as a sequence; each iterator starts again at the first.
public struct Pages<E: PagedEndpoint>: AsyncSequence, Sendable {
  /// One page.
  public typealias Element = E.Response
  /// What fetching a page may fail with.
  public typealias Failure = ClientError

  let client: Client
  let endpoint: E

  /// Starts at the endpoint's own page.
  public func makeAsyncIterator() -> Iterator {
    let first = endpoint.page ?? 1
    return Iterator(
      client: client, endpoint: endpoint, walk: PageWalk(from: first), next: first)
  }

  /// Walks the pages in order.
  public struct Iterator: AsyncIteratorProtocol {
    let client: Client
    let endpoint: E
    var walk: PageWalk
    var next: Int?

    /// Fetches the next page; nil after the last.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(ClientError) -> E.Response? {
      guard let number = next else { return nil }
      next = nil
      let page = try await client.send(endpoint.page(number)).value
      let found = walk.take(page)
      next = found.next
      return found.elements.isEmpty && !page.elements.isEmpty ? nil : page
    }
  }
}
