import HTTPTypes
import HummingbirdCore

/// Lets pages of chosen origins call the API, and never the control plane: the CORS protocol of https://fetch.spec.whatwg.org.
struct CrossOriginPolicy: Sendable {
  private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE"
  private static let readableFields = "Allow, Date, Retry-After, X-Request-Id"

  private let origins: [WebOrigin]

  init(_ origins: [WebOrigin]) {
    self.origins = origins
  }

  /// The answer to a browser that asks whether a page may send what it wants to; nil if it is no such question.
  func preflight(_ request: Request) -> Response? {
    guard request.method == .options, request.headers[.accessControlRequestMethod] != nil,
      admittedOrigin(of: request) != nil
    else { return nil }
    var fields: HTTPFields = [.accessControlAllowMethods: CrossOriginPolicy.methods]
    // Whatever it wants to send: `*` would not cover `Authorization`.
    fields[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
    if let (wish, grant) = CrossOriginPolicy.privateNetwork, request.headers[wish] == "true" {
      fields[grant] = "true"
    }
    return Response(status: .noContent, headers: fields)
  }

  /// Says in an answer which page may read it.
  func complete(_ response: inout Response, to request: Request) {
    guard isAboutAPI(request), !origins.isEmpty else { return }
    if !origins.contains(.any) { response.headers[.vary] = "Origin" }
    guard let origin = admittedOrigin(of: request) else { return }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.accessControlExposeHeaders] = CrossOriginPolicy.readableFields
  }

  /// Asked for by pages of the internet that call a machine of a private network, such as this one.
  private static let privateNetwork: (wish: HTTPField.Name, grant: HTTPField.Name)? = {
    guard let wish = HTTPField.Name("Access-Control-Request-Private-Network"),
      let grant = HTTPField.Name("Access-Control-Allow-Private-Network")
    else { return nil }
    return (wish, grant)
  }()

  /// What is said of the origin of a page that may call the API; nil for other pages, and for requests of no page.
  private func admittedOrigin(of request: Request) -> String? {
    guard !origins.isEmpty, isAboutAPI(request), let origin = request.headers[.origin] else {
      return nil
    }
    if origins.contains(.any) { return "*" }
    return origins.contains { $0.text == origin } ? origin : nil
  }

  private func isAboutAPI(_ request: Request) -> Bool {
    let path = request.target.path
    return path == "/v2" || path.hasPrefix("/v2/")
  }
}
