import Testing

@testable import ShellCore

@Suite struct ExitStatusTests {
  @Test(arguments: [
    (ExitStatus.Category.usage, Int32(1)), (.script, 2), (.transport, 3), (.expectation, 4),
    (.api, 5), (.leak, 6), (.internal, 7),
  ])
  func `each category has its code`(_ category: ExitStatus.Category, _ code: Int32) {
    #expect(ExitStatus(category).code == code)
  }

  @Test func `no code is used twice`() {
    let codes = ExitStatus.Category.allCases.map { $0.exitCode }

    #expect(Set(codes).count == 7)
  }
}
