import HTTPTypes
import NIOCore

/// The sandbox for eyes.
enum PageRoutes {
  @Sendable static func page(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let page = SandboxPage.page
    return RouteResponse(
      status: 200, contentType: "text/html; charset=utf-8",
      headers: [
        HTTPField(name: .contentSecurityPolicy, value: page.policy),
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: .cacheControl, value: "no-store"),
      ] + referrerPolicy, body: ByteBuffer(string: page.text))
  }

  private static let referrerPolicy =
    HTTPField.Name("Referrer-Policy").map { [HTTPField(name: $0, value: "no-referrer")] } ?? []
}
