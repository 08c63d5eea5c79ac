import Testing

@testable import ShellCore

@Suite struct CreateCommandTests {
  @Test(arguments: [
    ("create room", "POST /v2/rooms"),
    ("create room id=maths-101", #"POST /v2/rooms {"customRoomId":"maths-101"}"#),
  ])
  func `sends the id only where one is given`(_ text: String, _ request: String) throws {
    #expect(try Planned.targets(of: text, in: Sample.classroom()) == [request])
  }
}
