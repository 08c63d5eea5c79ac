import NIOCore
import NIOPosix
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct ConnectionGateTests {
  static let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

  static func enter(
    _ gate: ConnectionGate, within limit: TimeAmount = .minutes(10)
  ) async -> ConnectionGate.Outcome {
    await gate.enter(before: .now() + limit, on: eventLoop)
  }

  @Test func `lets as many through as there are places`() async {
    let gate = ConnectionGate(places: 3)

    for _ in 0..<3 { #expect(await Self.enter(gate) == .passed) }
    #expect(await Self.enter(gate, within: .milliseconds(20)) == .timedOut)
    #expect(gate.waiting == 0)
  }

  @Test func `has one place at least`() async {
    #expect(await Self.enter(ConnectionGate(places: 0)) == .passed)
  }

  @Test func `lets through in the order of coming`() async {
    let gate = ConnectionGate(places: 1)
    let passed = Collected<Int>()
    #expect(await Self.enter(gate) == .passed)

    await withTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          #expect(await Self.enter(gate) == .passed)
          passed.add(number)
          gate.leave()
        }
        while gate.waiting <= number { await Task.yield() }
      }
      gate.leave()
    }

    #expect(passed.values == Array(0..<20))
  }

  @Test func `forgets who gave up`() async {
    let gate = ConnectionGate(places: 1)
    #expect(await Self.enter(gate) == .passed)
    #expect(await Self.enter(gate, within: .milliseconds(1)) == .timedOut)

    gate.leave()

    #expect(await Self.enter(gate, within: .zero) == .passed)
  }

  @Test func `is left at once by who is cancelled in the queue`() async {
    let gate = ConnectionGate(places: 1)
    #expect(await Self.enter(gate) == .passed)

    let outcome = await withTaskGroup(of: ConnectionGate.Outcome.self) { group in
      group.addTask { await Self.enter(gate) }
      while gate.waiting == 0 { await Task.yield() }
      group.cancelAll()
      return await group.next()
    }

    #expect(outcome == .cancelled)
    #expect(gate.waiting == 0)
  }

  @Test func `does not queue who is cancelled already`() async {
    let gate = ConnectionGate(places: 1)
    #expect(await Self.enter(gate) == .passed)

    let outcome = await withTaskGroup(of: ConnectionGate.Outcome.self) { group in
      group.cancelAll()
      group.addTask { await Self.enter(gate) }
      return await group.next()
    }

    #expect(outcome == .cancelled)
  }

  @Test func `loses no place, whoever comes, gives up and leaves at the same time`() async {
    let places = 3
    let gate = ConnectionGate(places: places)

    for round in 0..<50 {
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          group.addTask {
            let limit = TimeAmount.microseconds(Int64(number % 4) * 50)
            guard await Self.enter(gate, within: limit) == .passed else { return }
            await Task.yield()
            gate.leave()
          }
        }
        for _ in 0..<round { await Task.yield() }
        if round.isMultiple(of: 2) { group.cancelAll() }
      }
    }

    #expect(gate.waiting == 0)
    for _ in 0..<places { #expect(await Self.enter(gate, within: .zero) == .passed) }
    #expect(await Self.enter(gate, within: .zero) == .timedOut)
  }
}
