import VideoSDKClient

/// A request to the sandbox's control plane, which is no part of the vendor's API.
struct SandboxRequest: Endpoint {
  static let operation = "sandbox"

  let method: HTTPMethod
  let path: String
  let body: JSONValue?

  /// The control plane asks for no token.
  var needsCredentials: Bool { false }

  /// A second fault or step of the clock would not be what was asked for.
  var repetition: Repetition { method == .post ? .unlessDoubtful : .safe }

  private init(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) {
    self.method = method
    self.path = "/sandbox/" + path
    self.body = body
  }

  static let state = SandboxRequest(.get, "state")
  static let requests = SandboxRequest(.get, "requests")
  static let reset = SandboxRequest(.post, "reset")
  static let clearFaults = SandboxRequest(.delete, "faults")

  static func fault(_ fault: SandboxFault) -> SandboxRequest {
    SandboxRequest(.post, "faults", fault.json)
  }

  static func advance(_ duration: Duration) -> SandboxRequest {
    SandboxRequest(.post, "clock", .object(["advance": .string(duration.wireText)]))
  }

  static func processing(_ duration: Duration) -> SandboxRequest {
    SandboxRequest(.post, "settings", .object(["processing": .string(duration.wireText)]))
  }

  static func storage(_ whose: String) -> SandboxRequest {
    SandboxRequest(.post, "settings", .object(["storage": .string(whose)]))
  }

  static func join(_ person: ParticipantID, name: String?, room: RoomID) -> SandboxRequest {
    SandboxRequest(
      .post, people(of: room),
      .object(["participantId": .string(person.rawValue), "name": name.map { .string($0) }]))
  }

  static func leave(_ person: ParticipantID, room: RoomID) -> SandboxRequest {
    SandboxRequest(.delete, "\(people(of: room))/\(segment(person.rawValue))")
  }

  static func track(
    _ kind: TrackKind, of person: ParticipantID, room: RoomID, isOn: Bool
  ) -> SandboxRequest {
    SandboxRequest(
      .post, "\(people(of: room))/\(segment(person.rawValue))/tracks",
      .object(["kind": .string(kind.wireName), "on": .bool(isOn)]))
  }

  /// Takes any JSON; an answer without a body is `null`.
  func decode(_ answer: HTTPAnswer) throws(ClientError) -> JSONValue {
    answer.body.isEmpty ? .null : try answer.json()
  }

  private static func people(of room: RoomID) -> String {
    "rooms/\(segment(room.rawValue))/participants"
  }

  // All but RFC 3986's unreserved characters; dots too, because `..` would change the path.
  private static func segment(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x7E:
        String(decoding: [byte], as: UTF8.self)
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
