/// Why a webhook is not to be believed, as facts.
public enum WebhookError: Error, Sendable, Equatable {
  /// The request has no `videosdk-signature` header field, or an empty one.
  case missingSignature
  /// The signature is not Base64.
  case malformedSignature
  /// The body is empty, so there is nothing to believe.
  case emptyBody
  /// The signature is of another body or by another key.
  case wrongSignature
  /// The text is not an RSA public key of at least 2048 bits in PEM.
  case malformedKey
  /// The key could not be fetched, so nothing can be said about the webhook.
  case keyUnavailable(ClientError)
  /// The body is signed and still not an event; `path` is the place in its JSON.
  case malformedEvent(path: String, reason: String)
}
