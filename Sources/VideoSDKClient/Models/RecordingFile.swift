/// One stored file of a recording; a track recording has one for each unbroken segment.
public struct RecordingFile: WireRecord, JSONReadable {
  /// What the service knows of the file's content.
  public struct Metadata: WireRecord {
    /// The width of the picture in pixels; nil for sound.
    public let width: Int?
    /// The height of the picture in pixels; nil for sound.
    public let height: Int?
    /// The container, such as `webm`.
    public let format: String?
    /// The length in seconds; it need not match the recording's start and end.
    public let durationSeconds: Double?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      let resolution = try fields.fields("resolution")
      width = try resolution?.integer("width")
      height = try resolution?.integer("height")
      format = try fields.string("format")
      durationSeconds = try fields.number("duration")
      json = fields.value
    }
  }

  /// The file's own id.
  public let id: String?
  /// The account that owns the file.
  public let userID: String?
  /// Where the file lies in its storage; opaque, with or without a leading slash.
  public let filePath: String?
  /// Where the file can be fetched.
  ///
  /// Null where the file lies in the customer's own storage, and absent where the service does not tell:
  /// `presence(of: "fileUrl")`.
  public let fileURL: String?
  /// The sort of content, such as `video`.
  public let type: String?
  /// The size in bytes; nil when it is not told, or is less than nothing.
  public let size: Int?
  /// What the service knows of the content.
  public let meta: Metadata?
  /// Bytes a second, keyed by the picture's height or by `audio`.
  public let ratio: [String: Double]
  /// What a meeting's file says of the customer's own storage; its shape is not documented.
  public let userStorage: JSONValue?
  /// When a meeting's file was stored.
  public let createdAt: WireDate?
  /// When the record of a meeting's file was last changed.
  public let updatedAt: WireDate?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    id = try fields.string("_id", or: "id")
    userID = try fields.string("userId")
    filePath = try fields.string("filePath")
    fileURL = try fields.string("fileUrl")
    type = try fields.string("type")
    size = try fields.integer("size").flatMap { $0 < 0 ? nil : $0 }
    meta = try fields.fields("meta").map { value throws(ClientError) in try Metadata(value) }
    ratio = try Self.readRatio(fields)
    userStorage = fields.value["userStorage"]
    createdAt = try fields.date("createdAt")
    updatedAt = try fields.date("updatedAt")
    json = fields.value
  }

  private static func readRatio(_ fields: JSONFields) throws(ClientError) -> [String: Double] {
    guard let ratio = try fields.fields("ratio"), case .object(let members) = ratio.value else {
      return [:]
    }
    var result: [String: Double] = [:]
    for member in members {
      // Each by itself: to look for it again would take as long as there are members.
      let field = try JSONFields(.object([member]), path: ratio.path)
      result[member.name] = try field.number(member.name)
    }
    return result
  }
}
