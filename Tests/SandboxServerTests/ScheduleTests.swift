import Testing

@testable import SandboxServer

@Suite struct ScheduleTests {
  @Test func `whatever is added and removed, all comes in the order of time and of adding`() {
    let seed = UInt64.random(in: 0...(.max))
    var numbers = SeededNumbers(seed)
    for _ in 0..<300 {
      var schedule = Schedule()
      var model: [(time: Int64, item: Schedule.Item)] = []
      for number in 0..<numbers.below(60) {
        switch numbers.below(5) {
        case 0 where !model.isEmpty:
          let gone = model[numbers.below(model.count)].item
          schedule.remove(gone)
          model.removeAll { $0.item == gone }
        case 1:
          let now = Int64(numbers.below(40))
          while let (time, item) = schedule.next(until: Timestamp(milliseconds: now)) {
            let first = model.indices.min { (model[$0].time, $0) < (model[$1].time, $1) }
            guard let first else { break }
            #expect(
              model[first].item == item && model[first].time == time.milliseconds, "seed \(seed)")
            model.remove(at: first)
          }
          #expect(model.allSatisfy { $0.time > now }, "seed \(seed)")
        default:
          let item = Schedule.Item.deliver(number: number)
          let time = Int64(numbers.below(40))
          schedule.add(item, at: Timestamp(milliseconds: time))
          model.append((time, item))
        }
        #expect(
          schedule.nextTime?.milliseconds == model.map(\.time).min(), "seed \(seed)")
      }
    }
  }
}

/// Numbers that look random and are the same for the same seed.
struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound > 0 ? Int((state >> 33) % UInt64(bound)) : 0
  }
}
