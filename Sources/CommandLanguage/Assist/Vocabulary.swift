/// The words of the language itself, which no command table holds, with what they mean.
enum Vocabulary {
  typealias Entry = (text: String, summary: String)

  static let modifiers: [Entry] = [
    ("try", "run a command, and go on when it is refused"),
    ("defer", "run a command at the end, whatever happens"),
  ]

  static let items: [Entry] = [
    ("expect", "check the answer to the command above"),
    ("let", "keep a value of the last answer"),
  ]

  /// A `.` at the end says that a part must follow.
  static let roots: [Entry] = [
    ("http", "status of the command above"),
    ("elapsed", "how long it took"),
    ("error", "its refusal"),
    ("state.", "what the shell knows"),
    ("recording.", "the newest record from the server"),
    ("last", "the last answer"),
    ("hook.", "the last verified webhook"),
  ]

  static let paths: [Entry] =
    [
      ("error.code", "code of the refusal"),
      ("error.message", "the API's own words"),
      ("error.category", "kind of the refusal"),
      ("state.room", "the room that is set"),
      ("state.participant", "the participant that is set"),
      ("state.running", "how many recordings run"),
    ] + trackKinds.map { ("state.\($0)", "state of the recording") }
    + [
      ("state.participant_recording", "state of that of everything"),
      ("state.meeting_recording", "state of that of the meeting"),
    ] + trackKinds.map { ("recording.\($0)", "record of the kind") } + [
      ("recording.participant", "record of everything of the participant"),
      ("recording.meeting", "record of the meeting"),
      ("recording.merge", "the newest merge"),
      ("hook.webhookType", "what the webhook tells of"),
      ("hook.data.kind", "the kind of track it tells of"),
    ]

  static let trackKinds = ["audio", "video", "screen_audio", "screen_video"]

  /// What the state of a recording is asked by.
  static let recordedStates =
    (trackKinds + ["participant_recording", "meeting_recording"]).map { "state.\($0)" }

  static let trackStates = [
    "idle", "starting", "recording", "stopping", "ended", "failed", "unknown",
  ]

  static let predicates: [Entry] = [
    ("==", "is equal to"), ("!=", "is not equal to"), ("<", "is less than"),
    ("<=", "is at most"), (">", "is more than"), (">=", "is at least"),
    ("contains", "holds a text"), ("matches", "fits a regex, /…/"),
    ("exists", "is there and not null"),
  ]
}
