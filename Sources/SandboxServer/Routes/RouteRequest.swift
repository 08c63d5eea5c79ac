import FoundationEssentials
import NIOCore

/// A request that was let in: what a route needs to answer it.
struct RouteRequest: Sendable {
  /// The values of the path's placeholders.
  let parameters: [String]
  /// The decoded query; a name without a value counts as absent.
  let query: [String: String]
  let contentType: String?
  let body: ByteBuffer
  let context: ChangeContext
  let store: SandboxStore
  let signer: WebhookSigner

  private static let decoder = JSONDecoder()

  var scope: TokenScope { context.scope }

  /// Scheme, host and port under which the client sees the sandbox.
  var origin: String { context.origin }

  /// The value of the path's first placeholder.
  var parameter: String { parameters.first ?? "" }

  /// Reads the body as a JSON object; nil if there is none, which then needs no content type either.
  func optionalBody<Body: Decodable>(as type: Body.Type) throws(APIError) -> Body? {
    body.readableBytes == 0 ? nil : try self.body(as: type)
  }

  /// Reads the body as a JSON object.
  func body<Body: Decodable>(as type: Body.Type) throws(APIError) -> Body {
    guard isJSON else { throw .wrongContentType }
    do {
      return try Self.decoder.decode(type, from: Data(body.readableBytesView))
    } catch DecodingError.typeMismatch(let type, let context) {
      throw mismatch(context.codingPath.last { $0.intValue == nil }, type)
    } catch DecodingError.valueNotFound(let type, let context) {
      throw mismatch(context.codingPath.last { $0.intValue == nil }, type)
    } catch {
      throw .malformedJSON
    }
  }

  private var isJSON: Bool {
    // Nearly always spelt like this, which saves taking it to pieces.
    contentType == "application/json"
      || contentType?.prefix { $0 != ";" }.lowercased().trimming(" \t") == "application/json"
  }

  /// The page that the query asks for.
  func page() throws(APIError) -> PageRequest {
    PageRequest(
      page: try number("page", in: 1...Int(Int32.max)) ?? 1,
      perPage: try number("perPage", in: 1...1000) ?? 20)
  }

  /// A number of the query, nil when it is absent.
  func number(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
    guard let text = query[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .wrongParameter(
        name, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func mismatch(_ field: (any CodingKey)?, _ type: any Any.Type) -> APIError {
    guard let field else { return .notAnObject }
    let expected =
      switch type {
      case is String.Type: "a string"
      case is Int.Type: "a number"
      case is Bool.Type: "true or false"
      case is [Any].Type: "an array"
      default: "an object"
      }
    return .wrongField(field.stringValue, expected: expected)
  }
}

extension StringProtocol {
  /// The text without the given characters at both ends.
  func trimming(_ characters: String) -> String {
    guard let first = firstIndex(where: { !characters.contains($0) }),
      let last = lastIndex(where: { !characters.contains($0) })
    else { return "" }
    return String(self[first...last])
  }
}
