import FoundationEssentials
import VideoSDKClient

/// What a recording costs by the vendor's list prices: an estimate, and always told as one.
struct CostEstimate: Sendable, Equatable {
  let dollars: Double

  /// What a recording of this kind costs that lasts so long.
  init(_ kind: TrackKind, seconds: Double) {
    dollars = Self.dollarsPerMinute(kind) * max(0, seconds) / 60
  }

  /// What a recording costs that lasts so long; nil for a whole meeting, whose price is not known.
  init?(_ recorded: some Recorded, seconds: Double) {
    switch recorded.recorded {
    case .track(let track): self.init(track.kind, seconds: seconds)
    case .participant: self = .participant(seconds: seconds)
    case .meeting: return nil
    }
  }

  private init(dollars: Double) { self.dollars = dollars }

  static func + (left: CostEstimate, right: CostEstimate) -> CostEstimate {
    CostEstimate(dollars: left.dollars + right.dollars)
  }

  /// What everything of a participant costs: it is billed as an individual recording with its picture.
  static func participant(seconds: Double) -> CostEstimate { Self(.video, seconds: seconds) }

  static let nothing = CostEstimate(dollars: 0)

  /// Dollars for a minute, as `0.002`.
  static func perMinute(_ kind: TrackKind) -> String { "\(dollarsPerMinute(kind))" }

  private static func dollarsPerMinute(_ kind: TrackKind) -> Double {
    switch kind {
    case .audio, .screenAudio: 0.002
    // Rather too much than too little of a kind without a known price.
    case .video, .screenVideo, .other: 0.006
    }
  }

  /// `about $0.31`, or `less than $0.01`.
  var phrase: String { cents < 1 ? "less than $0.01" : "about \(amount)" }

  /// `$0.31`, or `< $0.01`.
  var cell: String { cents < 1 ? "< $0.01" : amount }

  private var cents: Int { Int(rounding: dollars * 100) ?? .max }

  private var amount: String {
    let rest = cents % 100
    return "$\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
