import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct CostEstimateTests {
  @Test(arguments: [
    (TrackKind.audio, 60.0, "less than $0.01", "< $0.01"),
    (.audio, 149, "less than $0.01", "< $0.01"),
    (.audio, 150, "about $0.01", "$0.01"), (.screenAudio, 9_300, "about $0.31", "$0.31"),
    (.video, 3_600, "about $0.36", "$0.36"), (.screenVideo, 6_000, "about $0.60", "$0.60"),
    (.other("hologram"), 60_000, "about $6.00", "$6.00"),
    (.video, 86_400, "about $8.64", "$8.64"), (.audio, -5, "less than $0.01", "< $0.01"),
  ])
  func `sound costs $0.002 a minute, and pictures $0.006`(
    _ kind: TrackKind, _ seconds: Double, _ phrase: String, _ cell: String
  ) {
    let cost = CostEstimate(kind, seconds: seconds)

    #expect(cost.phrase == phrase)
    #expect(cost.cell == cell)
  }

  @Test func `estimates add up before they are rounded`() {
    let third = CostEstimate(.audio, seconds: 100)

    #expect((third + third + third).phrase == "about $0.01")
  }
}
