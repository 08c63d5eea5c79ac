import VideoSDKClient

/// A request that goes out as one of several of the client's own, which are alike to the shell.
protocol DelegatingEndpoint: Endpoint {
  /// What is sent.
  var base: any Endpoint { get }
}

extension DelegatingEndpoint {
  var operation: String { base.operation }
  var method: HTTPMethod { base.method }
  var path: String { base.path }
  var query: [QueryItem] { base.query }
  var body: JSONValue? { base.body }
  var repetition: Repetition { base.repetition }
  var scope: RequestScope { base.scope }
  var needsCredentials: Bool { base.needsCredentials }
  var recorded: RecordedSubject? { base.recorded }
  var webhookURL: String? { base.webhookURL }
}

/// The start or the stop of a recording of any sort: several go out together, and their answers are one list.
struct RecordingRequest: DelegatingEndpoint {
  enum Deed: Sendable {
    case start, stop
  }

  let deed: Deed
  let subject: RecordedSubject
  private let confirmed: any Endpoint<ConfirmationMessage>

  var base: any Endpoint { confirmed }
  var recorded: RecordedSubject? { subject }
  var webhookURL: String? { confirmed.webhookURL }

  /// - Parameter start: an operation that starts the recording of the subject.
  init(start: some Endpoint<ConfirmationMessage>, of subject: RecordedSubject) {
    (deed, confirmed, self.subject) = (.start, start, subject)
  }

  init(stopping subject: RecordedSubject) {
    (deed, self.subject) = (.stop, subject)
    confirmed =
      switch subject {
      case .track(let track):
        StopTrackRecording(
          room: track.room, participant: track.participant, kind: track.kind)
      case .participant(let participant, let room):
        StopParticipantRecording(room: room, participant: participant)
      case .meeting(let room): StopRecording(room: room)
      }
  }

  func decode(_ answer: HTTPAnswer) throws(ClientError) -> ConfirmationMessage {
    try confirmed.decode(answer)
  }

  func response(from evidence: Evidence) -> ConfirmationMessage? {
    confirmed.response(from: evidence)
  }
}

/// The list of the recordings of one sort.
struct RecordingList: DelegatingEndpoint, PagedEndpoint {
  typealias Element = RecordingRecord

  let sort: RecordingSort
  let room: RoomID?
  var session: SessionID?
  var participant: ParticipantID?
  var page: Int?
  var perPage: Int?

  var base: any Endpoint {
    switch sort {
    case .track: tracks
    case .participant: participants
    case .meeting: meetings
    }
  }

  private var tracks: ListTrackRecordings {
    ListTrackRecordings(
      room: room, session: session, participant: participant, page: page, perPage: perPage)
  }

  private var participants: ListParticipantRecordings {
    ListParticipantRecordings(
      room: room, session: session, participant: participant, page: page, perPage: perPage)
  }

  /// The list of meetings is always of a room.
  private var meetings: ListRecordings {
    ListRecordings(room: room ?? RoomID(""), session: session, page: page, perPage: perPage)
  }

  func decode(_ answer: HTTPAnswer) throws(ClientError) -> Page<RecordingRecord> {
    switch sort {
    case .track: try tracks.decode(answer).map { RecordingRecord($0) }
    case .participant: try participants.decode(answer).map { RecordingRecord($0) }
    case .meeting: try meetings.decode(answer).map { RecordingRecord($0) }
    }
  }
}

/// One record of a sort.
struct RecordingLook: DelegatingEndpoint {
  let sort: RecordingSort
  let id: RecordingID

  var base: any Endpoint {
    switch sort {
    case .track: GetTrackRecording(id: id)
    case .participant: GetParticipantRecording(id: id)
    case .meeting: GetRecording(id: id)
    }
  }

  func decode(_ answer: HTTPAnswer) throws(ClientError) -> RecordingRecord {
    switch sort {
    case .track: RecordingRecord(try GetTrackRecording(id: id).decode(answer))
    case .participant: RecordingRecord(try GetParticipantRecording(id: id).decode(answer))
    case .meeting: RecordingRecord(try GetRecording(id: id).decode(answer))
    }
  }
}
