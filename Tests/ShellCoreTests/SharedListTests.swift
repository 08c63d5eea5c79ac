import Testing

@testable import ShellCore

@Suite struct SharedListTests {
  @Test(arguments: [0, 1, 15, 16, 17, 1_000])
  func `elements stay in the order in which they came`(count: Int) {
    var list = SharedList<Int>()

    for number in 0..<count { list.append(number) }

    #expect(Array(list) == Array(0..<count))
  }

  @Test(arguments: [0, 15, 16, 50])
  func `the last of its sort is changed, and a copy is not`(place: Int) {
    var list = SharedList<Int>()
    for number in 0..<131 { list.append(number) }
    let copy = list

    list.changeLast(where: { $0 <= place }) { $0 = -1 }
    list.changeLast(where: { $0 > 131 }) { $0 = -2 }

    #expect(Array(copy) == Array(0..<131))
    #expect(Array(list) == (0..<131).map { $0 == place ? -1 : $0 })
  }
}
