import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct StatsTests {
  private static let session = "/v2/sessions/695797200000000000000003"

  private struct Stats: Decodable {
    struct Item: Decodable { var time: String }

    struct Usage: Decodable, Equatable {
      enum CodingKeys: String, CodingKey {
        case height360 = "360"
        case time
      }

      var height360: Int
      var time: String
    }

    var stats: [Item]
    var resolutionUsage: [Usage]?
  }

  private func quality(_ time: String) -> String {
    """
    {"time":"2026-01-02T10:\(time).000Z","recvAudioPacketLost":0,"recvVideoPacketLost":0,\
    "sendAudioPacketLost":0,"sendVideoPacketLost":0,"averageAudioRtt":0,"averageVideoRtt":0,\
    "averageAudioJitter":0,"averageVideoJitter":0,"averageSendAudioBitrate":32000,\
    "averageSendVideoBitrate":500000,"averageRecvAudioBitrate":32000,\
    "averageRecvVideoBitrate":500000,"qualityScore":{"audio":5,"video":5}}
    """
  }

  @Test func `a session is measured every ten seconds`() async throws {
    try await withSandbox { (client) async throws in
      try await client.advance("20s")

      #expect(
        try await client.get("\(Self.session)/stats")
          == .init(
            status: 200,
            body: """
              {"sessionId":"695797200000000000000003","meetingId":"abcd-efgh-ijkl",\
              "stats":[\(quality("00:10")),\(quality("00:20"))]}
              """))
    }
  }

  @Test func `a session that begins has no measurement`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("\(Self.session)/stats").body.hasSuffix(#""stats":[]}"#))
    }
  }

  @Test func `a participant is measured with device and pictures`() async throws {
    try await withSandbox { (client) async throws in
      try await client.advance("10s")

      let usage = """
        {"180":0,"360":2,"720":0,"1080":0,"1440":0,"2160":0,"time":"2026-01-02T10:00:10.000Z"}
        """
      #expect(
        try await client.get("\(Self.session)/participant/efgh/stats")
          == .init(
            status: 200,
            body: """
              {"sessionId":"695797200000000000000003","meetingId":"abcd-efgh-ijkl",\
              "participantId":"efgh","participantName":"Emil",\
              "deviceInfo":{"sdkType":"sandbox","sdkVersion":"1.0.0","platform":"sandbox"},\
              "sdkInfo":{"sdkType":"sandbox","sdkVersion":"1.0.0"},"location":{},"network":{},\
              "stats":[\(quality("00:10"))],"resolutionUsage":[\(usage)]}
              """))
    }
  }

  @Test func `a participant is measured while there`() async throws {
    try await withSandbox { (client) async throws in
      try await client.advance("15s")
      _ = try await client.leave("efgh")
      try await client.advance("20s")
      _ = try await client.join("efgh")
      try await client.advance("10s")
      _ = try await client.leave("ijkl")

      let gone = try await client.get(
        "\(Self.session)/participant/efgh/stats", as: Stats.self)
      let stayed = try await client.get(
        "\(Self.session)/participant/abcd/stats", as: Stats.self)

      #expect(
        gone.stats.map(\.time) == ["2026-01-02T10:00:10.000Z", "2026-01-02T10:00:40.000Z"])
      #expect(stayed.resolutionUsage?.map(\.height360) == [2, 1, 1, 2])
    }
  }

  @Test func `an ended session is measured to its end, the newest hundred times`() async throws {
    try await withSandbox { (client) async throws in
      try await client.advance("1h")
      _ = try await client.post("/v2/sessions/end", #"{"roomId":"abcd-efgh-ijkl"}"#)
      try await client.advance("1h")

      let times = try await client.get("\(Self.session)/stats", as: Stats.self).stats.map(\.time)

      #expect(times.count == 100)
      #expect(times.first == "2026-01-02T10:43:30.000Z")
      #expect(times.last == "2026-01-02T11:00:00.000Z")
    }
  }

  struct Refused: CustomTestStringConvertible {
    let path: String
    let reply: SandboxHarness.Reply
    var testDescription: String { path }
  }

  @Test(arguments: [
    Refused(path: "/v2/sessions/none/stats", reply: .error(404, "Session not found")),
    Refused(
      path: "/v2/sessions/none/participant/abcd/stats", reply: .error(404, "Session not found")),
    Refused(
      path: "\(session)/participant/none/stats", reply: .error(404, "Participant not found")),
  ])
  func `what is not there has no measurements`(_ refused: Refused) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get(refused.path) == refused.reply)
    }
  }

  @Test func `a token for one participant sees no other`() async throws {
    let token = try await Claims(participantId: "abcd").token()
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("GET", "\(Self.session)/participant/efgh/stats", token: token)
          == .error(403, "Unauthorized: token is not valid for this room"))
    }
  }
}
