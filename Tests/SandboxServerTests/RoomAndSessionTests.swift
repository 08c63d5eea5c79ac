import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RoomAndSessionTests {
  private let sessionID = "695797200000000000000003"
  private let emptyList = SandboxHarness.Reply(
    status: 200,
    body: #"{"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}"#)
  private let pageInfo =
    #""pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":1}"#

  private func room(_ client: SandboxHarness) -> String {
    let origin = client.sandbox.endpoint
    return """
      {"roomId":"abcd-efgh-ijkl","customRoomId":null,"disabled":false,\
      "createdAt":"2026-01-02T10:00:00.000Z","updatedAt":"2026-01-02T10:00:00.000Z",\
      "id":"695797200000000000000002",\
      "links":{"get_room":"\(origin)/v2/rooms/abcd-efgh-ijkl","get_session":"\(origin)/v2/sessions/"},\
      "user":{"email":"owner@sandbox.invalid","name":"Sandbox Owner","discontinuedReason":null,\
      "id":"695797200000000000000001"}}
      """
  }

  private func participant(_ id: String, _ name: String) -> String {
    """
    {"participantId":"\(id)","name":"\(name)",\
    "timelog":[{"start":"2026-01-02T10:00:00.000Z","end":null}]}
    """
  }

  private var participants: String {
    [participant("abcd", "Ada"), participant("efgh", "Emil"), participant("ijkl", "Iris")]
      .joined(separator: ",")
  }

  private func links(_ client: SandboxHarness) -> String {
    let origin = client.sandbox.endpoint
    return """
      {"get_room":"\(origin)/v2/rooms/abcd-efgh-ijkl",\
      "get_session":"\(origin)/v2/sessions/\(sessionID)"}
      """
  }

  private func session(_ client: SandboxHarness) -> String {
    """
    {"id":"\(sessionID)","roomId":"abcd-efgh-ijkl","start":"2026-01-02T10:00:00.000Z",\
    "end":null,"participants":[\(participants)],"status":"ongoing","links":\(links(client))}
    """
  }

  @Test func `rooms are listed with their owner`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/rooms")
          == .init(status: 200, body: "{\(pageInfo),\"data\":[\(room(client))]}"))
    }
  }

  @Test(arguments: ["abcd-efgh-ijkl", "695797200000000000000002"])
  func `a room is found by its names`(_ name: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/rooms/\(name)") == .init(status: 200, body: room(client)))
    }
  }

  @Test func `validation answers the owner's id`() async throws {
    try await withSandbox { (client) async throws in
      let origin = client.sandbox.endpoint
      #expect(
        try await client.get("/v2/rooms/validate/abcd-efgh-ijkl")
          == .init(
            status: 200,
            body: """
              {"roomId":"abcd-efgh-ijkl","customRoomId":null,"userId":"695797200000000000000001",\
              "disabled":false,"createdAt":"2026-01-02T10:00:00.000Z",\
              "updatedAt":"2026-01-02T10:00:00.000Z","id":"695797200000000000000002",\
              "links":{"get_room":"\(origin)/v2/rooms/abcd-efgh-ijkl",\
              "get_session":"\(origin)/v2/sessions/"}}
              """))
    }
  }

  @Test(arguments: ["/v2/rooms/none-none-none", "/v2/rooms/validate/none-none-none"])
  func `an unknown room is not found`(_ path: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get(path) == .error(404, "Room not found"))
    }
  }

  @Test func `validation refuses what cannot be an id as plain text`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.get("/v2/rooms/validate/a%20b")

      #expect(reply == .init(status: 400, body: "RoomId is invalid"))
      #expect(reply.headers["content-type"] == "text/plain")
    }
  }

  @Test(arguments: [
    "", "?roomId=abcd-efgh-ijkl", "?status=ongoing", "?startDate=1767348000000",
    "?endDate=1767348000000", "?userId=695797200000000000000001", "?query=efgh",
  ])
  func `sessions are listed`(_ query: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/sessions" + query)
          == .init(status: 200, body: "{\(pageInfo),\"data\":[\(session(client))]}"))
    }
  }

  @Test(arguments: [
    "?roomId=none-none-none", "?customRoomId=lesson", "?status=ended", "?startDate=1767348000001",
    "?endDate=1767347999999", "?userId=nobody", "?query=nothing",
  ])
  func `sessions are filtered`(_ query: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get("/v2/sessions" + query) == emptyList)
    }
  }

  @Test func `a state that does not exist is refused`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/sessions?status=paused")
          == .error(400, "Status must be one of ongoing, ended"))
    }
  }

  @Test func `a session is fetched with more detail`() async throws {
    try await withSandbox { (client) async throws in
      let more =
        #","userId":"695797200000000000000001","customRoomId":null,"activeDuration":0,"chatLink":null}"#
      #expect(
        try await client.get("/v2/sessions/\(sessionID)")
          == .init(status: 200, body: session(client).dropLast() + more))
    }
  }

  @Test(arguments: ["", "/participants", "/participants/active"])
  func `an unknown session is not found`(_ rest: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/sessions/695797200000000000000fff\(rest)")
          == .error(404, "Session not found"))
    }
  }

  @Test func `participants are listed in an object`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("/v2/sessions/\(sessionID)/participants?perPage=2&page=2")
          == .init(
            status: 200,
            body: """
              {"pageInfo":{"currentPage":2,"perPage":2,"lastPage":2,"total":3},\
              "data":{"id":"\(sessionID)","roomId":"abcd-efgh-ijkl","customRoomId":null,\
              "participants":[\(participant("ijkl", "Iris"))],"links":\(links(client))}}
              """))
    }
  }

  @Test func `active participants are listed with what they publish`() async throws {
    try await withSandbox { (client) async throws in
      let on = #"[{"start":"2026-01-02T10:00:00.000Z","end":null}]"#
      let ada = """
        \(participant("abcd", "Ada").dropLast()),"events":{"mic":\(on),"webcam":\(on),\
        "screenShare":\(on),"screenShareAudio":\(on)},"initTime":0,\
        "deviceInfo":{"sdkType":"sandbox","sdkVersion":"1.0.0","platform":"sandbox"},\
        "changeModeHistory":[],"mode":"SEND_AND_RECV","_id":"695797200000000000000004",\
        "geoLocation":{"city":"Sandbox","region":"Sandbox","country":"Sandbox"}}
        """
      #expect(
        try await client.get("/v2/sessions/\(sessionID)/participants/active?perPage=1")
          == .init(
            status: 200,
            body: """
              {"pageInfo":{"currentPage":1,"perPage":1,"lastPage":3,"total":3},\
              "data":[{"_id":"\(sessionID)","apiKey":"sandbox",\
              "start":"2026-01-02T10:00:00.000Z","end":null,"participants":[\(ada)],\
              "region":"in002","hlsLog":[],"roomId":"abcd-efgh-ijkl","status":"ongoing",\
              "links":{"get_session":"\(client.sandbox.endpoint)/v2/sessions/\(sessionID)"}}]}
              """))
    }
  }

  @Test(arguments: ["/v2/rooms", "/v2/sessions", "/v2/recordings/participant/track"])
  func `an empty sandbox has nothing`(_ path: String) async throws {
    try await withSandbox(SandboxConfiguration(seed: .empty)) { (client) async throws in
      #expect(try await client.get(path) == emptyList)
    }
  }
}
