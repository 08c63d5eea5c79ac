import CommandLanguage
import VideoSDKClient

/// What a fault waits for, by the word of the command that sends it.
enum SandboxOperation: String, CaseIterable, Sendable {
  case start, stop, recordings, recording, create, delete, rooms, room, sessions, participants
  case startParticipant = "start-participant"
  case stopParticipant = "stop-participant"
  case startMeeting = "start-meeting"
  case stopMeeting = "stop-meeting"
  case merge, any

  /// The vendor's name of the operation; nil for any.
  var identifier: String? {
    switch self {
    case .start: StartTrackRecording.operation
    case .stop: StopTrackRecording.operation
    case .recordings: ListTrackRecordings.operation
    case .recording: GetTrackRecording.operation
    case .create: CreateRoom.operation
    case .delete: DeleteTrackRecording.operation
    case .rooms: ListRooms.operation
    case .room: GetRoom.operation
    case .sessions: ListSessions.operation
    case .participants: ListActiveParticipants.operation
    case .startParticipant: StartParticipantRecording.operation
    case .stopParticipant: StopParticipantRecording.operation
    case .startMeeting: StartRecording.operation
    case .stopMeeting: StopRecording.operation
    case .merge: StartMerge.operation
    case .any: nil
    }
  }

  /// Whether a recording or a merge is started or stopped by it, or may be.
  var makesWebhooks: Bool {
    switch self {
    case .start, .stop, .startParticipant, .stopParticipant, .startMeeting, .stopMeeting, .merge,
      .any:
      true
    case .recordings, .recording, .create, .delete, .rooms, .room, .sessions, .participants: false
    }
  }

  var summary: String {
    switch self {
    case .start: "start of a track recording"
    case .stop: "stop of a track recording"
    case .recordings: "list of track recordings"
    case .recording: "one track recording"
    case .create: "creation of a room"
    case .delete: "deletion of a track recording"
    case .rooms: "list of rooms"
    case .room: "one room"
    case .sessions: "list of sessions"
    case .participants: "list of active participants"
    case .startParticipant: "start of a recording of everything of a participant"
    case .stopParticipant: "stop of one"
    case .startMeeting: "start of a recording of the meeting"
    case .stopMeeting: "stop of one"
    case .merge: "start of a merge"
    case .any: "whatever comes next"
    }
  }
}

/// A failure that is asked of the sandbox.
struct SandboxFault: Sendable, Equatable {
  // The members of a fault on the wire and the options that they are here, in the order of help.
  private static let wireNames: KeyValuePairs = [
    "status": "status", "retryAfter": "retry-after", "delay": "delay", "drop": "drop",
    "body": "body", "webhook": "webhook", "recording": "recording", "justJoined": "just-joined",
  ]

  /// The names that `event=` takes: the last words of those of recordings, and the others whole.
  static let events = [
    Choice("starting", "a recording is being started"), Choice("started", "it runs"),
    Choice("stopping", "it is being stopped"), Choice("stopped", "its files are there"),
    Choice("failed", "it failed"), Choice("session-started", "somebody is the first to join"),
    Choice("session-ended", "the last one has left"),
    Choice("participant-joined", "somebody joins"), Choice("participant-left", "somebody leaves"),
  ]

  let operation: SandboxOperation
  /// Nil for one.
  let times: Int?
  var status: Int?
  var retryAfter: Duration?
  var delay: Duration?
  var justJoined: Duration?
  var drop: String?
  var body: String?
  var webhook: String?
  var event: String?
  var recording: String?

  init(operation: SandboxOperation, times: Int?) {
    self.operation = operation
    self.times = times
  }

  /// Reads the words and options of `sandbox fail`.
  init(_ words: Arguments, _ options: Arguments) {
    operation =
      words.value("COMMAND|off").flatMap { SandboxOperation(rawValue: $0.text) } ?? .any
    times = options.option("times")?.integer
    status = options.option("status")?.integer
    retryAfter = options.option("retry-after")?.duration
    delay = options.option("delay")?.duration
    justJoined = options.option("just-joined")?.duration
    drop = options.option("drop")?.text
    body = options.option("body")?.text
    webhook = options.option("webhook")?.text
    event = options.option("event")?.text
    recording = options.option("recording")?.text
  }

  /// What is wrong with the options that were given, and the one it is about.
  func mistake(given: Set<String>) -> (FaultMistake, option: String?)? {
    var effects = given.subtracting(["retry-after", "times", "event"])
    if webhook == "late" { effects.remove("delay") }
    if given.contains("retry-after"), !given.contains("status") {
      return (.waitWithoutStatus, "retry-after")
    }
    if given.contains("event"), !given.contains("webhook") {
      return (.eventWithoutWebhook, "event")
    }
    if effects.isEmpty { return (.missing, nil) }
    if effects.contains("webhook"), effects.count > 1 { return (.webhookNotAlone, "webhook") }
    if effects.contains("just-joined") {
      if effects.count > 1 { return (.joinNotAlone, "just-joined") }
      if ![.start, .startParticipant, .any].contains(operation) {
        return (.noStart, "just-joined")
      }
    }
    if effects.contains("webhook"), !operation.makesWebhooks {
      return (.noWebhook, "webhook")
    }
    if effects.contains("recording"), !operation.makesWebhooks {
      return (.noRecordingToFail, "recording")
    }
    return nil
  }

  /// As the control plane takes it.
  var json: JSONValue {
    let match: JSONValue = .object([
      "operation": operation.identifier.map { .string($0) }, "event": event.map { .string($0) },
    ])
    let fault: JSONValue = .object([
      "status": status.map { .number(Double($0)) },
      "retryAfter": retryAfter.map { .number(($0 / .seconds(1)).rounded(.up)) },
      "delay": delay.map { .string($0.wireText) },
      "drop": drop.map { .string($0) },
      "body": body.map { .string($0) },
      "webhook": webhook.map { .string($0 == "bad-signature" ? "badSignature" : $0) },
      "recording": recording.map { .string($0) },
      "justJoined": justJoined.map { .string($0.wireText) },
    ])
    return .object([
      "match": match, "times": .number(Double(times ?? 1)), "fault": fault,
    ])
  }

  /// A waiting fault in the words that `sandbox fail` takes: `start status=503 times=2`.
  static func text(of json: JSONValue) -> String {
    var words = [SandboxOperation.any.rawValue]
    if case .string(let identifier)? = json["match"]?["operation"] {
      words = [
        SandboxOperation.allCases.first { $0.identifier == identifier }?.rawValue ?? identifier
      ]
    }
    for (name, option) in wireNames {
      if let value = json["fault"]?[name] { words.append("\(option)=\(text(value, of: name))") }
    }
    if case .string(let event)? = json["match"]?["event"] { words.append("event=\(event)") }
    if case .number(let times)? = json["times"], times > JSONNumber(1) {
      words.append("times=\(times)")
    }
    return words.joined(separator: " ")
  }

  private static func text(_ value: JSONValue, of name: String) -> String {
    switch value {
    case .number(let number): name == "retryAfter" ? "\(number)s" : "\(number)"
    case .string("badSignature"): "bad-signature"
    case .string(let text): text
    case .null, .bool, .array, .object: "?"
    }
  }
}

extension Duration {
  /// As the control plane reads it: whole seconds where it can be, else whole milliseconds.
  var wireText: String {
    let milliseconds = Int(rounding: DurationText.milliseconds(self)) ?? .max
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }
}

/// What is wrong with a `sandbox fail`.
enum FaultMistake: Sendable, Equatable {
  /// It does not say how.
  case missing
  /// A fault stands behind `off`.
  case besideOff
  /// A webhook's fault hits an event, and the other faults an answer.
  case webhookNotAlone
  /// `event=` names the webhook that `webhook=` spoils.
  case eventWithoutWebhook
  /// No webhook comes of the command.
  case noWebhook
  /// It is a refusal of its own.
  case joinNotAlone
  /// Only a start is refused because somebody has just joined.
  case noStart
  /// Only what starts or stops can make a recording fail.
  case noRecordingToFail
  /// Only a refusal can ask for a wait.
  case waitWithoutStatus
}

extension Failure {
  static func fault(_ mistake: FaultMistake, _ span: SourceSpan) -> Failure {
    let (message, hint) =
      switch mistake {
      case .missing:
        (
          "the fault is missing",
          "say how it fails, such as `status=503`, `drop=after`, `body=html` or `delay=2s`"
        )
      case .besideOff:
        ("`sandbox fail off` takes no fault", "it removes every fault that waits")
      case .webhookNotAlone:
        (
          "`webhook=` stands beside another fault",
          "a webhook's fault needs a `sandbox fail` of its own"
        )
      case .eventWithoutWebhook:
        (
          "`event=` without `webhook=`",
          "say what becomes of the webhook, such as `webhook=lost`"
        )
      case .noWebhook:
        (
          "no webhook comes of the command",
          "`webhook=` goes with `start`, `stop` or `any`"
        )
      case .joinNotAlone:
        (
          "`just-joined=` stands beside another fault",
          "it is a refusal of its own and needs a `sandbox fail` of its own"
        )
      case .noStart:
        (
          "only a start can come just behind a join",
          "`just-joined=` goes with `start` or `any`"
        )
      case .noRecordingToFail:
        (
          "the command makes no recording that could fail",
          "`recording=` goes with `start`, `stop` or `any`"
        )
      case .waitWithoutStatus:
        ("`retry-after=` without `status=`", "only a refusal asks for a wait, such as `status=503`")
      }
    return Failure(.script, "bad-fault", message, span: span, hints: [hint])
  }
}
