import TestSupport

/// What people do in a meeting, second by second.
struct MeetingPlan: Sendable {
  enum Deed: Sendable {
    case join(String)
    case leave(String)
    case turn(String, kind: String, isOn: Bool)
    /// In the words of the control plane; nil clears all.
    case fault(String?)
  }

  private(set) var deeds: [(at: Double, deed: Deed)] = []
  private var troubles: [(at: Double, trouble: Trouble)] = []
  private var random: SplitMix
  private let seconds: Double

  /// People who come, mute, unmute, leave and come back at random, beside the three of the classroom.
  init(seed: UInt64, people: Int, seconds: Double) {
    random = SplitMix(seed: seed)
    self.seconds = seconds
    for number in 0..<people { addLife(of: "person\(number)") }
  }

  mutating func join(_ person: String, at time: Double) { add(.join(person), time) }
  mutating func leave(_ person: String, at time: Double) { add(.leave(person), time) }
  mutating func fault(_ text: String?, at time: Double) { add(.fault(text), time) }

  mutating func turn(_ person: String, _ kind: String, on isOn: Bool, at time: Double) {
    add(.turn(person, kind: kind, isOn: isOn), time)
  }

  /// A fault that hits an operation, or an event on its way, so many times.
  private struct Trouble {
    let operation: String
    let uses: Int
    let effect: String

    /// In the words of the control plane.
    var text: String {
      let match = effect.contains("webhook") ? "event" : "operation"
      return #"{"match":{"\#(match)":"\#(operation)"},"times":\#(uses),"fault":{\#(effect)}}"#
    }
  }

  private static let troubles = [
    Trouble(operation: "startTrackRecording", uses: 4, effect: #""status":503"#),
    Trouble(operation: "startTrackRecording", uses: 2, effect: #""drop":"after""#),
    Trouble(operation: "startTrackRecording", uses: 2, effect: #""drop":"before""#),
    Trouble(operation: "startTrackRecording", uses: 3, effect: #""justJoined":"3s""#),
    Trouble(operation: "listTrackRecordings", uses: 5, effect: #""status":500"#),
    Trouble(operation: "listActiveParticipants", uses: 6, effect: #""drop":"before""#),
    Trouble(operation: "stopTrackRecording", uses: 2, effect: #""drop":"after""#),
    Trouble(operation: "listSessions", uses: 7, effect: #""status":503"#),
    Trouble(operation: "stopped", uses: 5, effect: #""webhook":"lost""#),
  ]

  /// Answers that are lost, refused and late, and webhooks that never come, all the time.
  mutating func addFaults() {
    var time = 20.0
    while time < seconds - 200 {
      if let trouble = Self.troubles.randomElement(using: &random) {
        add(.fault(trouble.text), time)
        troubles.append((time, trouble))
      }
      time += Double.random(in: 20...140, using: &random)
    }
    add(.fault(nil), seconds - 150)
  }

  /// How many seconds a microphone may be on at most before it is recorded, with the faults of this plan.
  ///
  /// A look fails where one of its requests fails as often as it is sent. What was ordered before a look that went well
  /// does not wait behind it, so as many looks in a row are lost as the faults can spoil that were ordered while those
  /// took place. The look behind them finds the microphone, and its start is tried each second.
  ///
  /// - Parameters:
  ///   - pause: between two looks, in seconds.
  ///   - attempts: how often each request is sent.
  func longestWait(every pause: Double, attempts: Int = 3) -> Double {
    // Each of a look's three requests may be repeated, behind at most 0.25 s and 0.5 s.
    let look = pause + 3 * 0.75
    let operations = ["listSessions", "listActiveParticipants", "listTrackRecordings"]
    func mostUses(of operations: [String], in window: Double) -> [Int] {
      troubles.map { first in
        let those = troubles.filter { (first.at...first.at + window).contains($0.at) }
        return operations.reduce(0) { sum, operation in
          let uses = those.filter { $0.trouble.operation == operation }.reduce(0) {
            $0 + $1.trouble.uses
          }
          return sum + (operation == "startTrackRecording" ? uses : uses / attempts)
        }
      }
    }
    let lost =
      (0...troubles.count * 2).filter { count in
        (mostUses(of: operations, in: Double(count + 1) * look).max() ?? 0) >= count
      }.max() ?? 0
    let looking = Double(lost + 1) * look
    // A start whose outcome stays unknown is looked up for three seconds, and settled two looks later.
    let starts = mostUses(of: ["startTrackRecording"], in: looking).max() ?? 0
    return looking + Double(starts) * (1 + 0.75 + 3 + 2)
  }

  private mutating func addLife(of person: String) {
    var time = Double.random(in: 0...(seconds * 0.7), using: &random)
    var isOn = true
    add(.join(person), time)
    while true {
      time += Double.random(in: 4...240, using: &random)
      guard time < seconds else { return }
      if Int.random(in: 0..<4, using: &random) == 0 {
        add(.leave(person), time)
        time += Double.random(in: 1...200, using: &random)
        guard time < seconds else { return }
        add(.join(person), time)
        isOn = true
      } else {
        isOn.toggle()
        add(.turn(person, kind: "audio", isOn: isOn), time)
      }
    }
  }

  private mutating func add(_ deed: Deed, _ time: Double) { deeds.append((time, deed)) }
}
