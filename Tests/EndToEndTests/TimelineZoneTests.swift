import TestSupport
import Testing

extension EndToEnd {
  /// `timeline` by the clocks of places, with what the system knows of them.
  @Suite struct TimelineZoneTests {
    private static let changes: [(zone: String, from: String, to: String, lines: [String])] = [
      (
        "Europe/Berlin", "2026-10-25T00:10:00Z", "2026-10-25T01:40:00Z",
        ["02:30+02", "02:00+01", "02:30+01", "2026-10-25, UTC+02:00, then UTC+01:00"]
      ),
      (
        "America/New_York", "2026-11-01T05:10:00Z", "2026-11-01T06:40:00Z",
        ["01:30-04", "01:00-05", "01:30-05", "2026-11-01, UTC-04:00, then UTC-05:00"]
      ),
      (
        "Europe/Berlin", "2026-03-29T00:10:00Z", "2026-03-29T01:40:00Z",
        [
          "01:15", "01:30", "01:45", "03:00", "03:15", "03:30",
          "2026-03-29, UTC+01:00, then UTC+02:00",
        ]
      ),
      (
        "America/New_York", "2026-03-08T06:10:00Z", "2026-03-08T07:40:00Z",
        [
          "01:15", "01:30", "01:45", "03:00", "03:15", "03:30",
          "2026-03-08, UTC-05:00, then UTC-04:00",
        ]
      ),
    ]

    @Test(arguments: changes)
    func `a change of the clock is on the axis, and changes no length`(
      _ zone: String, _ from: String, _ to: String, _ lines: [String]
    ) async throws {
      let place = #""roomId":"r","sessionId":"s","participantId":"abcd","kind""#
      let records = [
        #"{"id":"r1",\#(place):"audio","start":"\#(from)","end":"\#(to)"}"#,
        #"{"id":"r2",\#(place):"video","end":"\#(to)"}"#,
        #"{"id":"r3",\#(place):"screen_video","start":"\#(to)","end":"\#(from)"}"#,
      ]
      let page = #""pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":3}"#
      let list = "{\(page),\"data\":[\(records.joined(separator: ","))]}"
      try await HostileServer.run({ _, _ in .answer(200, list) }) { _, origin in
        let program = try Program([
          "VIDEOSDK_API_ENDPOINT": "\(origin)", "VIDEOSDK_API_KEY": "key",
          "VIDEOSDK_SECRET": "a-secret-of-length-16", "TZ": zone,
        ])
        let result = try await program.run("-c", "timeline; timeline to=a.svg")

        #expect(result.status == 0, "\(result)")
        let shown = result.standardOutput.split(separator: "\n").map { String($0) }
        let axis = try #require(shown.first { $0.hasPrefix("   ") })
        #expect(axis.split(separator: " ").map { String($0) } == lines.dropLast(), "\(result)")
        #expect(shown.contains { $0.hasPrefix(lines.last ?? "?") }, "\(result)")
        #expect(
          shown.contains { $0.hasPrefix("abcd audio") && $0.hasSuffix(" 1:30:00") }, "\(result)")
        #expect(shown.contains("not drawn, for there is no start: r2 (abcd video)"), "\(result)")
        #expect(
          shown.contains("not drawn, for the end is before the start: r3 (abcd screen_video)"),
          "\(result)")
        let picture = program.home.text(of: "a.svg") ?? ""
        #expect(picture.contains(lines.last ?? "?"))
        #expect(picture.contains("1:30:00."))
      }
    }
  }
}
