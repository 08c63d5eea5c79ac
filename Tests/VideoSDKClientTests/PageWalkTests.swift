import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// A walk over pages ends, whatever they say.
@Suite("lists without end", .timeLimit(.minutes(1))) struct PageWalkTests {
  private static func page(_ id: Int, current: Int?, last: Int?) -> Page<Int> {
    Page(
      elements: [id], info: PageInfo(currentPage: current, lastPage: last),
      source: .array([.number(id)]))
  }

  @Test func `counts by itself and ends behind the last page`() {
    var walk = PageWalk()

    #expect(walk.take(Self.page(1, current: 1, last: 3)).next == 2)
    #expect(walk.take(Self.page(2, current: 2, last: 3)).next == 3)
    #expect(walk.take(Self.page(3, current: 3, last: 3)).next == nil)
  }

  @Test func `a page that was there ends the walk and adds nothing`() {
    var walk = PageWalk()
    _ = walk.take(Self.page(1, current: 1, last: 9))

    let again = walk.take(Self.page(1, current: 2, last: 9))

    #expect(again.elements.isEmpty)
    #expect(again.next == nil)
  }

  @Test func `a number that does not grow ends the walk`() {
    var walk = PageWalk()
    _ = walk.take(Self.page(1, current: 1, last: 2))

    let other = walk.take(Self.page(2, current: 1, last: 2))

    #expect(other.elements == [2])
    #expect(other.next == nil)
  }

  @Test func `no list has more than ten thousand pages`() {
    var walk = PageWalk()
    var next: Int? = 1
    var count = 0
    while let number = next {
      count += 1
      next = walk.take(Self.page(number, current: number, last: .max)).next
    }

    #expect(count == 10_000)
  }

  @Test(arguments: [(0, 0), (1, 0), (-5, -1), (.max, .max), (.min, .min), (1, 1)])
  func `absurd numbers end it`(current: Int, last: Int) {
    var walk = PageWalk(from: .max)

    #expect(walk.take(Self.page(1, current: current, last: last)).next == nil)
  }

  @Test func `the last number is not gone beyond`() {
    var walk = PageWalk(from: .max)

    #expect(walk.take(Self.page(1, current: 1, last: .max)).next == nil)
  }

  @Test(arguments: [
    ("every page says page 1 of 2", #""currentPage":1,"lastPage":2"#, 2),
    ("the last page is 2^31, and all are alike", #""currentPage":NUMBER,"lastPage":2147483648"#, 2),
    ("the last page is 0", #""currentPage":1,"lastPage":0"#, 1),
  ])
  func `a server without end gets few requests`(_ name: String, _ info: String, _ requests: Int)
    async throws
  {
    let (elements, sent) = try await Setup.against({ _, number in
      let info = info.replacing("NUMBER", with: "\(number)")
      return .answer(200, "{\"pageInfo\":{\(info)},\"data\":[\(Setup.record())]}")
    }) { client, server in
      var elements = 0
      for try await page in client.pages(of: Setup.list) { elements += page.elements.count }
      return (elements, server.requests.count)
    }

    #expect(elements == 1)
    #expect(sent == requests)
  }
}
