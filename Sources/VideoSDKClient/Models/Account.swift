/// The account that owns a room.
public struct Account: Sendable, Equatable {
  /// The account's id, 24 hexadecimal digits.
  public let id: String?
  /// The owner's address.
  public let email: String?
  /// The owner's name.
  public let name: String?
  /// Why the account was closed; nil while it is open.
  public let discontinuedReason: String?

  init(_ fields: JSONFields) throws(ClientError) {
    id = try fields.string("id", or: "_id")
    email = try fields.string("email")
    name = try fields.string("name")
    discontinuedReason = try fields.string("discontinuedReason")
  }
}
