import Testing

@testable import VideoSDKClient

@Suite
struct PageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let elements: [Int]
    let info: PageInfo
    let isLast: Bool

    static let all = [
      Case(
        testDescription: "an early page", elements: [1],
        info: PageInfo(currentPage: 1, lastPage: 2), isLast: false),
      Case(
        testDescription: "the last page", elements: [1],
        info: PageInfo(currentPage: 2, lastPage: 2), isLast: true),
      Case(
        testDescription: "a page beyond the last", elements: [1],
        info: PageInfo(currentPage: 3, lastPage: 2), isLast: true),
      Case(
        testDescription: "an empty page", elements: [],
        info: PageInfo(currentPage: 1, lastPage: 9), isLast: true),
      Case(
        testDescription: "a page without numbers", elements: [1], info: PageInfo(), isLast: true),
    ]
  }

  @Test(arguments: Case.all)
  func `ends the list or not`(_ case: Case) {
    #expect(Page(elements: `case`.elements, info: `case`.info).isLast == `case`.isLast)
  }

  @Test(arguments: [
    #"{"data":[{"id":"1"}]}"#, #"{"recordings":[{"id":"1"}]}"#,
    #"{"data":{"id":"9","participants":[{"id":"1"}]}}"#,
  ])
  func `is read from each documented envelope`(json: String) throws {
    let answer = HTTPAnswer(status: 200, body: Array(json.utf8))

    let page: Page<Item> = try answer.page()

    #expect(page.elements.map(\.id) == ["1"])
  }

  private struct Item: JSONReadable {
    let id: String?

    init(_ fields: JSONFields) throws(ClientError) { id = try fields.string("id") }
  }
}
