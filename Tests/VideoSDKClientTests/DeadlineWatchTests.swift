import NIOCore
import NIOPosix
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct DeadlineWatchTests {
  private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
  private let watch = DeadlineWatch()

  private func add(
    _ deadline: NIODeadline, _ ended: AsyncStream<String>.Continuation, _ name: String
  )
    -> Int
  {
    watch.watch(until: deadline, on: eventLoop) { ended.yield(name) }
  }

  @Test func `ends each call at its own deadline, whatever the order they came in`() async {
    let (names, ended) = AsyncStream.makeStream(of: String.self)
    let start = NIODeadline.now()
    _ = add(start + .milliseconds(60), ended, "last")
    _ = add(start + .milliseconds(20), ended, "first")
    _ = add(start + .milliseconds(40), ended, "middle")

    var order: [String] = []
    for await name in names {
      order.append(name)
      if order.count == 3 { break }
    }

    #expect(order == ["first", "middle", "last"])
    #expect(NIODeadline.now() >= start + .milliseconds(60))
    #expect(watch.count == 0)
  }

  @Test func `forgets a call that has ended`() async {
    let (names, ended) = AsyncStream.makeStream(of: String.self)
    let start = NIODeadline.now()
    let forgotten = add(start + .milliseconds(10), ended, "forgotten")
    _ = add(start + .milliseconds(30), ended, "kept")

    watch.forget(forgotten)
    var iterator = names.makeAsyncIterator()

    #expect(await iterator.next() == "kept")
    #expect(watch.count == 0)
  }

  @Test func `watches what comes after all were forgotten`() async {
    let (names, ended) = AsyncStream.makeStream(of: String.self)
    let early = add(.now() + .minutes(10), ended, "early")
    watch.forget(early)

    _ = add(.now() + .milliseconds(10), ended, "late")
    var iterator = names.makeAsyncIterator()

    #expect(await iterator.next() == "late")
  }

  @Test func `ends a call whose deadline has passed`() async {
    let (names, ended) = AsyncStream.makeStream(of: String.self)

    _ = add(.now() - .seconds(1), ended, "passed")
    var iterator = names.makeAsyncIterator()

    #expect(await iterator.next() == "passed")
  }
}
