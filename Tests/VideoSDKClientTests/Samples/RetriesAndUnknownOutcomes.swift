import VideoSDKClient

/// The samples of the article on retries.
enum RetriesAndUnknownOutcomes {
  // sample RetriesAndUnknownOutcomes
  static func patientClient(
    origin: Origin, token: AccessToken, transport: any Transport
  ) -> Client {
    Client(
      origin: origin, credentials: .token(token), transport: transport,
      retry: RetryPolicy(retries: 4, base: .milliseconds(500), cap: .seconds(20)),
      timeout: .seconds(90))
  }
  // end

  // sample RetriesAndUnknownOutcomes
  /// Sends an operation and tells what it took.
  static func told<E: Endpoint>(
    _ endpoint: E, with client: Client, tell: @escaping @Sendable (String) -> Void
  ) async -> Result<Answer<E.Response>, ClientError> {
    let client = client.observingWaits { wait in
      let cause = wait.attempt.status.map { "\($0)" } ?? "no answer"
      tell("\(cause), \(wait.purpose == .attempt ? "again" : "a look") in \(wait.duration)")
    }
    let delivery = await client.deliver(endpoint)
    tell("\(delivery.attempts.count) attempts")
    return delivery.result
  }
  // end

  enum Outcome: Equatable {
    case recording(how: String)
    case notRecording(ClientError)
    case unknown
  }

  // sample RetriesAndUnknownOutcomes
  static func outcome(of start: StartTrackRecording, with client: Client) async -> Outcome {
    do {
      let answer = try await client.send(start)
      return .recording(how: answer.isConfirmedByListing ? "the listing shows it" : "it said so")
    } catch .outcomeUnknown, .cancelled(requestWasSent: true) {
      return .unknown
    } catch {
      return .notRecording(error)
    }
  }
  // end

  // sample RetriesAndUnknownOutcomes
  /// Leaves nothing running: a stop may be sent again whatever became of the one before.
  static func undo(_ start: StartTrackRecording, with client: Client) async throws {
    let stop = StopTrackRecording(
      room: start.room, participant: start.participant, kind: start.kind)
    do {
      _ = try await client.send(stop)
    } catch .http(_, let problem) where [.invalid, .notFound].contains(problem.category) {
      // There was nothing to stop.
    }
  }
  // end
}
