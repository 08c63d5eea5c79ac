// sample VideoSDKClient
import VideoSDKClient

/// Records a microphone for a while and returns the files.
func record(
  _ participant: ParticipantID, in room: RoomID, for duration: Duration,
  apiKey: String, secret: Secret, origin: Origin = .videoSDK
) async throws -> [RecordingFile] {
  let token = try await AccessToken.mint(apiKey: apiKey, secret: secret)
  return try await AsyncHTTPTransport.withTransport { (transport) async throws in
    let client = Client(origin: origin, credentials: .token(token), transport: transport)

    let start = StartTrackRecording(room: room, participant: participant, kind: .audio)
    let started = try await client.startAndLocate(start)
    try await Task.sleep(for: duration)
    let stop = StopTrackRecording(room: room, participant: participant, kind: .audio)
    _ = try await client.send(stop)

    guard let recording = started.recording else { return [] }
    _ = try await client.waitUntilStopped(recording.id, within: .seconds(60))
    return try await client.files(of: recording.id)
  }
}
// end
