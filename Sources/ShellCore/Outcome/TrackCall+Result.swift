import VideoSDKClient

extension TrackCall {
  /// Nil for another request, and for one that was never sent.
  init?<Request: Endpoint>(_ result: StepResult<Request>) {
    guard let deed = RequestFailure.TrackDeed(result.request), let track = result.request.track,
      let attempt = result.attempts.last
    else { return nil }
    let end: End =
      switch result.error {
      case nil: .done
      case .http(let status, _): .refused(status: status)
      case .some(let error): error.isRefusedBeforeSending ? .nothing : .open
      }
    self.init(track: track, isStart: deed == .start, sent: attempt.begun, end: end)
  }
}
