import HTTPTypes

/// One line of the route table: what answers a method on a path.
struct Route: Sendable {
  typealias Handler = @Sendable (RouteRequest) async throws(APIError) -> RouteResponse

  /// Who may use the route, and how it is named.
  enum Plane: Equatable, Sendable {
    /// Part of the vendor's API: a token is needed, faults apply, the request is logged.
    case api(Operation)
    /// Part of the sandbox itself: no token, this machine only.
    case control
  }

  let method: HTTPRequest.Method
  let plane: Plane
  let handle: Handler

  var operation: Operation? {
    if case .api(let operation) = plane { operation } else { nil }
  }

  static func api(
    _ method: HTTPRequest.Method, _ operation: Operation, _ handle: @escaping Handler
  ) -> Route {
    Route(method: method, plane: .api(operation), handle: handle)
  }

  static func control(_ method: HTTPRequest.Method, _ handle: @escaping Handler) -> Route {
    Route(method: method, plane: .control, handle: handle)
  }
}
