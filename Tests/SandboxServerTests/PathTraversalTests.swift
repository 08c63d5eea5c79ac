import FoundationEssentials
import SandboxServer
import Testing

/// A name in a path is a name, whatever it spells: it is looked up, and nothing else is done with it.
@Suite(.timeLimit(.minutes(2))) struct PathTraversalTests {
  /// A path whose placeholder `*` is filled with what a hostile client would send.
  struct Place: CustomTestStringConvertible {
    let method: String
    let path: String
    var testDescription: String { "\(method) \(path)" }

    init(_ method: String, _ path: String) {
      (self.method, self.path) = (method, path)
    }
  }

  private static let session = "/v2/sessions/695797200000000000000003"

  private static let places = [
    Place("GET", "/v2/rooms/*"), Place("GET", "/v2/rooms/validate/*"),
    Place("GET", "/v2/sessions/*"), Place("GET", "/v2/sessions/*/participants"),
    Place("GET", "/v2/sessions/*/participants/active"), Place("GET", "/v2/sessions/*/stats"),
    Place("GET", "/v2/sessions/*/participant/abcd/stats"),
    Place("GET", "\(session)/participant/*/stats"),
    Place("GET", "/v2/recordings/participant/track/*"),
    Place("DELETE", "/v2/recordings/participant/track/*"),
    Place("GET", "/v2/recordings/participant/*"), Place("DELETE", "/v2/recordings/participant/*"),
    Place("GET", "/v2/recordings/participant/merge/*"),
    Place("GET", "/v2/recordings/*"), Place("DELETE", "/v2/recordings/*"),
    Place("DELETE", "/sandbox/rooms/*/participants/abcd"),
    Place("DELETE", "/sandbox/rooms/abcd-efgh-ijkl/participants/*"),
    Place("GET", "/files/*"), Place("GET", "/files/x/*"),
  ]

  private static let names = [
    "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%2e%2e", "..", ".",
    "..\\..\\etc\\passwd", "..%5c..%5cetc%5cpasswd", "%252e%252e%252f", "%00", "abcd%00.webm",
    "%2Fetc%2Fpasswd", "file:%2F%2F%2Fetc%2Fpasswd", "~root", "%", "%zz", "%ff%fe", "%c0%ae%c0%ae",
    String(repeating: "a", count: 8000),
  ]

  @Test(arguments: places)
  func `a strange name is as unknown as any`(_ place: Place) async throws {
    try await withSandbox { (client) async throws in
      let unknown = try await client.raw(
        place.method, place.path.replacing("*", with: "none"))
      #expect(unknown.status == 404)
      for name in Self.names {
        let answer = try await client.raw(place.method, place.path.replacing("*", with: name))

        let isTooLong = name.count > 128 && place.path.contains("validate")
        #expect(
          answer == (isTooLong ? RawAnswer(status: 400, body: "RoomId is invalid") : unknown),
          "\(name.prefix(40))")
      }
    }
  }

  @Test(arguments: [
    "/files/sandbox.sqlite", "/files/../sandbox.sqlite", "/files/%2e%2e/sandbox.sqlite",
    "/files//FOLDER/sandbox.sqlite", "/files/%2FFOLDER%2Fsandbox.sqlite",
    "/files/../../../../../../FOLDER/sandbox.sqlite", "/sandbox.sqlite", "//FOLDER/sandbox.sqlite",
  ])
  func `nothing on disk is served, the data file neither`(_ path: String) async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .zero, dataFile: folder.file)
    try await withSandbox(configuration) { (client) async throws in
      #expect(FileManager.default.fileExists(atPath: folder.file))
      let place = folder.path.dropFirst()

      let answer = try await client.raw("GET", path.replacing("FOLDER", with: place))

      let isFile = path.hasPrefix("/files/")
      let text = isFile ? "File not found" : "Route not found"
      #expect(
        answer == RawAnswer(status: 404, body: #"{"statusCode":404,"error":"\#(text)"}"#))
    }
  }

  @Test func `what a record names cannot lead out of the files`() async throws {
    struct Record: Decodable {
      struct File: Decodable { var filePath: String }
      var files: [File]
    }
    try await withSandbox { (client) async throws in
      _ = try await client.post(
        SandboxHarness.start,
        #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","bucketDirPath":"../../etc"}"#
      )
      _ = try await client.stop()
      let path = try #require(
        try await client.get(SandboxHarness.firstTrack, as: Record.self).files.first?.filePath)

      let outside = try await client.raw("GET", "/files/../../etc/passwd")
      let inside = try await client.raw("HEAD", "/files/\(path)")

      #expect(path.hasPrefix("../../etc/695797200000000000000003/abcd/audio/track_recording_"))
      #expect(outside.status == 404)
      // The name is only a name: the bytes are those of the recording.
      #expect(inside.status == 200)
    }
  }
}
