import FoundationEssentials
import Testing

@testable import VideoSDKClient

/// All operations against a server that gives mutated answers; `scripts/verify-answers` brings it.
@Suite struct AnswerFuzzTests {
  typealias Sending = @Sendable (Client) async -> Void

  private static func sending<E: Endpoint>(_ endpoint: E) -> (String, Sending) {
    (E.operation, { client in _ = try? await client.send(endpoint) })
  }

  private static let session = SessionID("s")
  private static let recording = RecordingID("r")

  /// Each operation of the client, by its name.
  static let operations: [(String, Sending)] = [
    sending(CreateRoom()), sending(DeactivateRoom(room: Setup.room)),
    sending(GetRoom(room: Setup.room)),
    sending(ListRooms()), sending(ValidateRoom(room: Setup.room)), sending(GetSession(id: session)),
    sending(ListSessions()), sending(ListParticipants(session: session)),
    sending(ListActiveParticipants(session: session)), sending(EndSession(room: Setup.room)),
    sending(RemoveParticipant(room: Setup.room, participant: Setup.participant)),
    sending(Setup.start), sending(Setup.stop), sending(Setup.list),
    sending(GetTrackRecording(id: recording)), sending(DeleteTrackRecording(id: recording)),
    sending(StartParticipantRecording(room: Setup.room, participant: Setup.participant)),
    sending(StopParticipantRecording(room: Setup.room, participant: Setup.participant)),
    sending(ListParticipantRecordings()), sending(GetParticipantRecording(id: recording)),
    sending(DeleteParticipantRecording(id: recording)), sending(StartRecording(room: Setup.room)),
    sending(StopRecording(room: Setup.room)), sending(ListRecordings(room: Setup.room)),
    sending(GetRecording(id: recording)), sending(DeleteRecording(id: recording)),
    sending(GetWebhookPublicKey()), sending(ListMerges()), sending(GetMerge(id: MergeID("m"))),
    sending(StartMerge(session: session, channel1: [], channel2: [])),
    sending(GetSessionStats(session: session)),
    sending(GetParticipantStats(session: session, participant: Setup.participant)),
  ]

  /// What the client does beyond single operations.
  private static let errands: [Sending] = [
    { client in
      var pages = client.pages(of: ListRooms()).makeAsyncIterator()
      for _ in 0..<20 { guard (try? await pages.next()) != nil else { return } }
    },
    { client in
      _ = try? await client.startAndLocate(
        Setup.start, within: .milliseconds(20), interval: .milliseconds(5))
    },
    { client in
      _ = try? await client.waitUntilStopped(
        recording, within: .milliseconds(20), interval: .milliseconds(5))
    },
    { client in _ = try? await client.files(of: recording) },
    { client in
      let path =
        "\(FileManager.default.temporaryDirectory.path)/vsdk-fuzz-\(UInt64.random(in: 0...(.max)))"
      _ = try? await client.download(from: "\(client.origin)/v2/recordings/x", size: nil, to: path)
        .finish()
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: path + ".part")
    },
  ]

  @Test(.enabled(if: ProcessInfo.processInfo.environment["VSDK_FUZZED_ORIGIN"] != nil))
  func `no answer ends the process`() async throws {
    let environment = ProcessInfo.processInfo.environment
    let origin = try Origin(try #require(environment["VSDK_FUZZED_ORIGIN"]))
    let wanted = Int(environment["VSDK_FUZZED_ANSWERS"] ?? "") ?? 3000
    let asked = Collected<Void>()

    await AsyncHTTPTransport.withTransport { transport in
      let client = Setup.client(origin, transport, retries: 1, timeout: .milliseconds(500)) { _ in
        asked.add(())
      }
      while asked.values.count < wanted {
        for (_, send) in Self.operations { await send(client) }
        for errand in Self.errands { await errand(client) }
      }
    }
  }

  @Test func `there is an operation for each file of the endpoints`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/VideoSDKClient/Endpoints")
    let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") && !["Endpoint.swift", "Evidence.swift"].contains($0) }

    #expect(Set(Self.operations.map(\.0)).count == files.count)
  }
}
