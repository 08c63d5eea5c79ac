/// What the service answers when a merge has begun: unlike a start, with the record and its id.
public struct StartedMerge: Sendable, Equatable, JSONReadable {
  /// The service's sentence; nil when there was none.
  public let message: String?
  /// The merge as it begins.
  public let merge: Merge

  init(_ fields: JSONFields) throws(ClientError) {
    message = try fields.string("message")
    merge = try Merge(try fields.required(try fields.fields("recording"), "recording"))
  }
}
