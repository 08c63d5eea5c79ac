import HTTPTypes
import NIOCore

/// What is sent back: a status, headers and a complete body.
struct RouteResponse: Equatable, Sendable {
  var status: Int
  var contentType: String? = "application/json"
  var headers: [HTTPField] = []
  var body: ByteBuffer
  /// Whether events follow, for as long as they are wanted.
  var hasEvents = false

  /// A JSON document.
  static func json(_ value: JSONValue, status: Int = 200) -> RouteResponse {
    RouteResponse(status: status, body: JSONWriter.buffer(value))
  }

  /// A bare JSON string, as start, stop and delete answer.
  static func message(_ text: String) -> RouteResponse {
    .json(.string(text))
  }

  static func plainText(_ text: String, status: Int) -> RouteResponse {
    RouteResponse(status: status, contentType: "text/plain", body: ByteBuffer(string: text))
  }
}
