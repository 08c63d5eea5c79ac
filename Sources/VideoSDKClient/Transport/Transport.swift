/// Sends one request and returns the whole answer, whatever its status.
///
/// A transport neither repeats a request nor follows a redirect, and it keeps to the call's
/// timeout. What it says about `requestWasSent` decides whether a start is repeated: it may say
/// `false` only when the service cannot have received the whole request.
public protocol Transport: Sendable {
  /// Sends a request and waits for its answer; returns at once when the task is cancelled.
  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer
}
