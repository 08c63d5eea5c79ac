import FoundationEssentials
import Testing

@testable import VideoSDKClient

@Suite
struct WireDateTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0.0), ("2026-01-02T10:00:00.000Z", 1_767_348_000),
    ("2026-01-02T10:00:00.247Z", 1_767_348_000.247), ("2026-01-02T10:00:00+00:00", 1_767_348_000),
    ("2026-01-02T12:30:00+02:30", 1_767_348_000), ("2026-01-02T08:00:00-0200", 1_767_348_000),
    ("2024-02-29T00:00:00Z", 1_709_164_800), ("1969-12-31T23:59:59Z", -1),
  ])
  func `reads the moment`(text: String, seconds: Double) {
    #expect(WireDate(text).date == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: [
    "", "yesterday", "2026-01-02", "2026-01-02T10:60:00Z", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-01-02T10:00:00", "2026-01-02T10:00:00.Z",
    "2026-01-02T10:00:00Zx",
  ])
  func `keeps the text of what is no moment`(text: String) {
    #expect(WireDate(text).date == nil)
    #expect(WireDate(text).text == text)
  }
}
