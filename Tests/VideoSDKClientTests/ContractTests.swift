import FoundationEssentials
import Testing

@testable import VideoSDKClient

/// The contract's operations and the client's endpoints are the same.
@Suite
struct ContractTests {
  static let room = RoomID("{roomId}")
  static let session = SessionID("{sessionId}")
  static let participant = ParticipantID("{participantId}")
  static let recording = RecordingID("{recordingId}")

  static let endpoints: [any Endpoint] = [
    CreateRoom(), ListRooms(), ValidateRoom(room: room), GetRoom(room: room),
    DeactivateRoom(room: room), ListSessions(), GetSession(id: session),
    ListParticipants(session: session), ListActiveParticipants(session: session),
    EndSession(room: room), RemoveParticipant(room: room, participant: participant),
    GetSessionStats(session: session),
    GetParticipantStats(session: session, participant: participant),
    StartTrackRecording(room: room, participant: participant, kind: .audio),
    StopTrackRecording(room: room, participant: participant, kind: .audio),
    ListTrackRecordings(), GetTrackRecording(id: recording), DeleteTrackRecording(id: recording),
    StartParticipantRecording(room: room, participant: participant),
    StopParticipantRecording(room: room, participant: participant),
    ListParticipantRecordings(), GetParticipantRecording(id: recording),
    DeleteParticipantRecording(id: recording),
    StartMerge(session: session, channel1: [], channel2: []), ListMerges(),
    GetMerge(id: MergeID("{mergeId}")), StartRecording(room: room), StopRecording(room: room),
    ListRecordings(room: room), GetRecording(id: recording), DeleteRecording(id: recording),
    GetWebhookPublicKey(),
  ]

  /// `METHOD path name` of each operation, by the file's indentation.
  static func operations() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let url = folder.appending(path: "../SandboxServerTests/Contract/openapi.yaml")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let begin = try #require(text.firstRange(of: "\npaths:\n"))
    let end = try #require(text.firstRange(of: "\ncomponents:\n"))
    var (path, method) = ("", "")
    var operations: [String] = []
    for line in text[begin.upperBound..<end.lowerBound].split(separator: "\n") {
      let indentation = line.prefix { $0 == " " }.count
      let word = line.dropFirst(indentation)
      let name = word.last == ":" ? String(word.dropLast()) : ""
      switch indentation {
      case 2: path = name
      case 4: method = name.uppercased()
      case 6 where word.hasPrefix("operationId: "):
        operations.append("\(method) \(path) \(word.dropFirst(13))")
      // Another spelling of an operation, which the client has no use for.
      case 6 where word.hasPrefix("x-same-as: "): operations.removeLast()
      default: break
      }
    }
    return operations
  }

  static func line<E: Endpoint>(_ endpoint: E) -> String {
    let path = endpoint.path.replacing("%7B", with: "{").replacing("%7D", with: "}")
    return "\(endpoint.method.rawValue) \(path) \(E.operation)"
  }

  @Test func `every operation of the contract is an endpoint, and no other`() throws {
    let operations = try Self.operations()

    #expect(operations.count == 32)
    #expect(Set(Self.endpoints.map { Self.line($0) }) == Set(operations))
    #expect(Self.endpoints.count == 32)
  }

  @Test func `every endpoint has a file of its own, with a link to the vendor's page`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/VideoSDKClient/Endpoints")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !["Endpoint.swift", "Evidence.swift"].contains($0) }

    let named = try files.map { file in
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      #expect(
        text.contains("https://docs.videosdk.live/api-reference/realtime-communication/"),
        "\(file)")
      let name = file.dropLast(".swift".count)
      #expect(text.contains("struct \(name): "), "\(file)")
      return name.prefix(1).lowercased() + name.dropFirst()
    }

    let types = Self.endpoints.map { type(of: $0).operation }
    #expect(named.sorted() == types.sorted())
  }
}
