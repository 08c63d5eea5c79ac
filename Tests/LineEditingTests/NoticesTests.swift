import Glibc
import Testing

@testable import LineEditing

@Suite(.timeLimit(.minutes(1)))
struct NoticesTests {
  @Test func `what is posted is taken once, in order, and wakes the reader`() throws {
    let notices = try #require(Notices())

    notices.post("one")
    notices.post("two\nlines")

    var polled = pollfd(fd: notices.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&polled, 1, 0) == 1)
    #expect(notices.take() == ["one", "two\nlines"])
    #expect(notices.take() == [])
    #expect(poll(&polled, 1, 0) == 0)
  }

  @Test func `many may post while one takes`() async throws {
    let notices = try #require(Notices())

    let taken = await withTaskGroup(of: [String].self) { group in
      for poster in 0..<4 {
        group.addTask {
          for number in 0..<250 { notices.post("\(poster) \(number)") }
          return []
        }
      }
      group.addTask {
        var taken: [String] = []
        while taken.count < 1000 {
          taken += notices.take()
          await Task.yield()
        }
        return taken
      }
      return await group.reduce(into: [String]()) { $0 += $1 }
    }

    for poster in 0..<4 {
      #expect(
        taken.filter { $0.hasPrefix("\(poster) ") } == (0..<250).map { "\(poster) \($0)" })
    }
  }
}
