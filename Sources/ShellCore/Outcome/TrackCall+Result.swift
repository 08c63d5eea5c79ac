import VideoSDKClient

extension TrackCall {
  /// Nil for another request, and for one that was never sent.
  init?<Request: Endpoint>(_ result: StepResult<Request>) {
    guard let request = result.request as? RecordingRequest, let attempt = result.attempts.last
    else { return nil }
    let end: End =
      switch result.error {
      case nil: .done
      case .http(let status, _): .refused(status: status)
      case .some(let error): error.isRefusedBeforeSending ? .nothing : .open
      }
    self.init(
      recorded: request.subject, isStart: request.deed == .start, sent: attempt.begun, end: end)
  }
}
