/// What the service answers when a merge has begun: unlike a start, with the record and its id.
public struct StartedMerge: WireRecord, JSONReadable {
  /// The service's sentence; nil when there was none.
  public let message: String?
  /// The merge as it begins.
  public let merge: Merge
  /// The whole answer as it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    message = try fields.string("message")
    merge = try Merge(try fields.required(try fields.fields("recording"), "recording"))
    json = fields.value
  }
}
