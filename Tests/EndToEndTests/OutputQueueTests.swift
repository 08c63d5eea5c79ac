import Synchronization
import Testing

@testable import vsdk

@Suite struct OutputQueueTests {
  private let queue = OutputQueue()
  private let written = Written()

  private final class Written: Sendable {
    private let texts = Mutex<[Int]>([])
    var all: [Int] { texts.withLock { $0 } }
    func note(_ number: Int) { texts.withLock { $0.append(number) } }
  }

  private func put(_ number: Int, isHeld: Bool) {
    queue.put({ [written] in written.note(number) }, later: { _ in isHeld })
  }

  @Test func `writes at once where nothing can be put off`() {
    put(1, isHeld: false)

    #expect(written.all == [1])
  }

  @Test func `holds back what can be put off until it is drained`() {
    put(1, isHeld: true)
    put(2, isHeld: true)
    #expect(written.all == [])

    queue.drain()
    queue.drain()

    #expect(written.all == [1, 2])
  }

  @Test func `writes what is held back before what is not`() {
    put(1, isHeld: true)
    put(2, isHeld: false)

    #expect(written.all == [1, 2])
  }

  @Test func `drains when the moment has come`() {
    var drain: OutputQueue.Work?
    queue.put({ [written] in written.note(1) }) { work in
      drain = work
      return true
    }
    #expect(written.all == [])

    drain?()

    #expect(written.all == [1])
  }

  @Test func `never holds back more than so much`() {
    for number in 1...200 { put(number, isHeld: true) }

    #expect(written.all.count >= 150)
    #expect(written.all == Array(1...written.all.count))
  }
}
