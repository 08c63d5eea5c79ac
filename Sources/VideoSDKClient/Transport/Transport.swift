/// Sends one request and returns the whole answer, whatever its status.
///
/// A transport neither repeats a request nor follows a redirect, and it keeps to the call's
/// timeout. What it says about `requestWasSent` decides whether a start is repeated: it may say
/// `false` only when the service cannot have received the whole request.
public protocol Transport: Sendable {
  /// Sends a request and waits for its answer; returns at once when the task is cancelled.
  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer

  /// Sends a request and returns as soon as the answer's head is there.
  ///
  /// The call's timeout is then for the head, and for the wait for each part of the body.
  func open(_ call: HTTPCall) async throws(ClientError) -> HTTPStream
}

extension Transport {
  /// Waits for the whole answer, whose body then comes in one part.
  public func open(_ call: HTTPCall) async throws(ClientError) -> HTTPStream {
    HTTPStream(try await send(call))
  }
}
