extension Client {
  /// Waits until a recording has an end, and returns its record.
  ///
  /// A look that fails in a way that may pass is repeated until the time is over.
  ///
  /// - Parameters:
  ///   - id: The recording, as the listing names it.
  ///   - limit: How long to wait at most.
  ///   - interval: The wait between two looks.
  /// - Throws: ``ClientError/timedOut(after:requestWasSent:)`` when it still runs; the service's
  ///   refusal, such as 404, at once.
  public func waitUntilStopped(
    _ id: RecordingID, within limit: Duration, interval: Duration = .seconds(1)
  ) async throws(ClientError) -> TrackRecording {
    let stopwatch = Stopwatch(clock)
    while true {
      let left = limit - stopwatch.elapsed
      guard left > .zero else { throw .timedOut(after: limit, requestWasSent: true) }
      do {
        let recording = try await limited(to: left).send(GetTrackRecording(id: id)).value
        if !recording.isRunning { return recording }
      } catch {
        guard error.mayPass else { throw error }
      }
      try await pause(for: min(interval, limit - stopwatch.elapsed))
    }
  }
}
