/// What is answered without a token.
enum PublicRoutes {
  @Sendable static func webhookKey(_ request: RouteRequest) async throws(APIError) -> RouteResponse
  {
    do {
      return .json(["publicKey": .string(try await request.signer.publicKey())])
    } catch {
      throw .noKey
    }
  }
}
