import Testing

@testable import SandboxServer

@Suite struct RequestedRangeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let field: String?
    let range: RequestedRange
    var testDescription: String { field ?? "none" }

    init(_ field: String?, _ range: RequestedRange) {
      (self.field, self.range) = (field, range)
    }
  }

  @Test(arguments: [
    Case(nil, .whole),
    Case("bytes=0-0", .part(0..<1)),
    Case("bytes=2-5", .part(2..<6)),
    Case("bytes=2-", .part(2..<10)),
    Case("bytes=9-", .part(9..<10)),
    Case("bytes=0-9", .part(0..<10)),
    Case("bytes=5-1000", .part(5..<10)),
    Case("bytes=-3", .part(7..<10)),
    Case("bytes=-10", .part(0..<10)),
    Case("bytes=-99", .part(0..<10)),
    Case("BYTES= 1-2 ", .part(1..<3)),
    Case("bytes=0-99999999999999999999", .part(0..<10)),
    Case("bytes=10-", .unsatisfiable),
    Case("bytes=10-20", .unsatisfiable),
    Case("bytes=99999999999999999999-", .unsatisfiable),
    Case("bytes=-0", .unsatisfiable),
    Case("bytes=5-4", .whole),
    Case("bytes=-", .whole),
    Case("bytes=", .whole),
    Case("bytes", .whole),
    Case("", .whole),
    Case("bytes=a-b", .whole),
    Case("bytes=+1-2", .whole),
    Case("bytes=1--2", .whole),
    Case("bytes=0-1,4-5", .whole),
    Case("lines=0-1", .whole),
  ])
  func `a field asks for a part of ten bytes`(_ given: Case) {
    #expect(RequestedRange(given.field, length: 10) == given.range)
  }
}
