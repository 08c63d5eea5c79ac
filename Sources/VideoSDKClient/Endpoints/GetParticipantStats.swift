/// Fetches how well a session came through at one participant.
///
/// The path says `participant`, where those of the lists say `participants`. See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-peer-quality-stats>.
public struct GetParticipantStats: JSONEndpoint {
  /// The samples.
  public typealias Response = ParticipantStats

  /// The session.
  public let session: SessionID
  /// The participant.
  public let participant: ParticipantID

  /// Names the session and the participant.
  public init(session: SessionID, participant: ParticipantID) {
    self.session = session
    self.participant = participant
  }

  /// The documented path.
  public var path: String {
    "/v2/sessions/\(PercentEncoding.segment(session.rawValue))"
      + "/participant/\(PercentEncoding.segment(participant.rawValue))/stats"
  }
  /// The participant of the request.
  public var scope: RequestScope { RequestScope(participant: participant) }
}
