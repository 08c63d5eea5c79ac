/// An identifier that crosses the wire as a plain string.
///
/// The service's own patterns contradict each other, so nothing is validated here.
public protocol WireIdentifier: RawRepresentable, Hashable, Sendable, CustomStringConvertible
where RawValue == String {
  /// Wraps the wire text as it is.
  init(_ rawValue: String)
}

extension WireIdentifier {
  /// Wraps the wire text as it is.
  public init(rawValue: String) { self.init(rawValue) }

  /// The wire text.
  public var description: String { rawValue }
}

/// Names a room, by its generated id or by the caller's own custom id.
public struct RoomID: WireIdentifier {
  /// The wire text, such as `abcd-efgh-ijkl`.
  public let rawValue: String

  /// Wraps the wire text as it is.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Names a participant within a room; it may hold any character but white space.
public struct ParticipantID: WireIdentifier {
  /// The wire text, such as `but3ihic`.
  public let rawValue: String

  /// Wraps the wire text as it is.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Names one session of a room: the time from its first participant to its last.
public struct SessionID: WireIdentifier {
  /// The wire text, usually 24 hexadecimal digits.
  public let rawValue: String

  /// Wraps the wire text as it is.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Names one merge of recordings.
public struct MergeID: WireIdentifier {
  /// The wire text, usually a UUID.
  public let rawValue: String

  /// Wraps the wire text as it is.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Names one recording of any sort.
public struct RecordingID: WireIdentifier {
  /// The wire text, usually 24 hexadecimal digits.
  public let rawValue: String

  /// Wraps the wire text as it is.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}
