/// What is answered without a token.
enum PublicRoutes {
  @Sendable static func webhookKey(_ call: Call) async throws(Refusal) -> Answer {
    do {
      return .json(["publicKey": .string(try await call.signer.publicKey())])
    } catch {
      throw .noKey
    }
  }
}
