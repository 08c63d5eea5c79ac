import FoundationEssentials

/// One thing as the data file keeps it.
struct DataItem: Sendable {
  enum Kind: Int64, Sendable {
    case header
    case room
    case session
    case recording
    case merge
  }

  let kind: Kind
  let id: String
  /// Makes the JSON; nil for a thing that is gone.
  let body: @Sendable () throws -> String?

  init(_ kind: Kind, _ id: String, _ thing: (some Encodable & Sendable)?) {
    self.kind = kind
    self.id = id
    body = { try thing.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) } }
  }
}

/// What of the state is neither a room nor a session nor a recording.
struct DataFileHeader: Equatable, Sendable, Codable {
  let userID: String
  let clock: SandboxClock
  let ids: ObjectIDGenerator
  /// The number of the last request in a deterministic sandbox, 0 in others.
  let requestNumber: UInt64
}
