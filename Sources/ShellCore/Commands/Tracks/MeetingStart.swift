import CommandLanguage
import VideoSDKClient

/// `start participant [room= participant= format= webhook= bucket= metadata= for=]`.
enum ParticipantStart {
  static let grammar = Grammar(
    verb: "start participant",
    summary: "start recording everything of a participant in one file",
    options: [
      TrackSelection.room, TrackSelection.participant,
      CommandOption("format", "FORMAT", "file format (webm)", formats),
      StartSettings.webhook, StartSettings.bucket,
      CommandOption("metadata", "JSON", "an object that the service keeps with it", .text),
      RecordingTime.option,
    ],
    examples: ["start participant", "start participant participant=efgh for=45m"],
    details: [
      "One file without gaps, whatever is muted meanwhile; a track's recording has a file for each stretch.",
      "`stop participant` ends it, `recordings participant` lists them.",
    ])

  private static let formats = ArgumentType.choice([
    Choice("webm", "the service's default"), Choice("mp4", "named by the official SDKs"),
    Choice("m3u8", "named by the official SDKs"),
  ])

  static func metadata(_ arguments: Arguments) throws(Mistakes) -> JSONValue? {
    guard let value = arguments.option("metadata"), !value.isPlaceholder else { return nil }
    guard let json = try? JSONValue(parsing: Array(value.text.utf8)), case .object = json else {
      throw Mistakes(.noObject(value.text, value.span))
    }
    return json
  }
}

/// `start meeting [room= layout= … for=]`: how the one picture of everyone is to be.
struct MeetingStart: Sendable {
  typealias Configuration = RecordingConfiguration

  static let grammar = Grammar(
    verb: "start meeting",
    summary: "start recording the whole meeting of the room as one picture",
    options: [
      TrackSelection.room,
      word(
        "layout", "how people are arranged", Configuration.Layout.self,
        ["all alike, in rows", "one large", "one large, the others beside it"]),
      word(
        "priority", "who is shown first", Configuration.Priority.self,
        ["who speaks", "who is pinned"]),
      CommandOption("grid-size", "N", "how many are shown at once", .integer(1...25)),
      word(
        "theme", "the colours around the pictures", Configuration.Theme.self,
        ["dark", "light", "the service's own"]),
      word(
        "mode", "what is recorded", Configuration.Mode.self, ["pictures and sound", "sound alone"]),
      word(
        "quality", "how fine the picture is", Configuration.Quality.self,
        ["standard definition", "high definition", "full high definition"]),
      word(
        "orientation", "how the picture stands", Configuration.Orientation.self,
        ["upright", "across"]),
      CommandOption("format", "FORMAT", "file format (mp4)", formats),
      CommandOption("template", "URL", "a page to record instead of a layout", .url),
      CommandOption("transcription", "WHAT", "have speech written down", transcriptions),
      CommandOption("prompt", "TEXT", "with transcription=summary: what it should be like", .text),
      StartSettings.webhook, StartSettings.bucket,
      CommandOption("resource", "ID", "what was reserved for it beforehand", .text),
      CommandOption(
        "on-failure", "ACTION", "what the service does when it fails",
        .choice([Choice("close-room", "close the room")])),
      CommandOption("failure-wait", "DURATION", "with on-failure=: wait so long first", .duration),
      RecordingTime.option,
    ],
    examples: [
      "start meeting", "start meeting layout=spotlight quality=high",
      "start meeting mode=audio for=1h",
    ],
    details: [
      "Words that are not given are left to the service.",
      "`stop meeting` ends it, `recordings meeting` lists them; what it costs is not known here.",
    ])

  private static let formats = ArgumentType.choice([
    Choice("mp4", "the service's default"), Choice("webm", "named by the official SDKs"),
  ])
  private static let transcriptions = ArgumentType.choice([
    Choice("text", "as text"), Choice("summary", "as text with a summary"),
  ])

  private(set) var template: String?
  private(set) var transcription: Transcription?
  private(set) var configuration: Configuration?
  private(set) var resource: String?
  private(set) var onFailure: RecordingFailureAction?

  /// As the service has it.
  init() {}

  /// - Throws: mistakes for options that need another one.
  init(_ arguments: Arguments) throws(Mistakes) {
    template = arguments.option("template")?.text
    resource = arguments.option("resource")?.text
    transcription = try Self.transcription(arguments)
    onFailure = try Self.onFailure(arguments)
    let looks = Configuration(
      layout: Self.chosen("layout", arguments), priority: Self.chosen("priority", arguments),
      gridSize: arguments.option("grid-size")?.integer, theme: Self.chosen("theme", arguments),
      mode: Self.chosen("mode", arguments), quality: Self.chosen("quality", arguments),
      orientation: Self.chosen("orientation", arguments))
    configuration = looks == Configuration() ? nil : looks
  }

  private static func transcription(_ arguments: Arguments) throws(Mistakes) -> Transcription? {
    let isSummary = arguments.option("transcription")?.text == "summary"
    if let prompt = arguments.option("prompt") {
      guard isSummary else {
        throw Mistakes(.needs("prompt", "transcription=summary", prompt.span))
      }
      return Transcription(
        isEnabled: true, summary: .init(isEnabled: true, prompt: prompt.text))
    }
    guard arguments.option("transcription") != nil else { return nil }
    return Transcription(isEnabled: true, summary: isSummary ? .init(isEnabled: true) : nil)
  }

  private static func onFailure(_ arguments: Arguments) throws(Mistakes) -> RecordingFailureAction?
  {
    let wait = arguments.option("failure-wait")
    guard let action = arguments.option("on-failure") else {
      if let wait { throw Mistakes(.needs("failure-wait", "on-failure=close-room", wait.span)) }
      return nil
    }
    return RecordingFailureAction(
      action: .init(action.text),
      waitSeconds: wait?.duration.map { Int($0.components.seconds) })
  }

  /// The service's words are in capitals where they name arrangements, and stand in lower case in commands.
  private static func word<Word: WireWord>(
    _ key: String, _ summary: String, _ type: Word.Type, _ summaries: [String]
  ) -> CommandOption {
    CommandOption(
      key, key.uppercased(), summary,
      .choice(zip(Word.known, summaries).map { Choice($0.wireName.lowercased(), $1) }))
  }

  private static func chosen<Word: WireWord>(_ key: String, _ arguments: Arguments) -> Word? {
    guard let text = arguments.option(key)?.text else { return nil }
    return Word.known.first { $0.wireName.lowercased() == text } ?? Word.other(text)
  }
}

extension Failure {
  fileprivate static func noObject(_ text: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "not-an-object", "`\(text)` is not a JSON object", span: span,
      hints: ["write one in quotes, such as `metadata='{\"lesson\": 3}'`"])
  }

  fileprivate static func needs(
    _ option: String, _ other: String, _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "option-alone", "`\(option)=` needs `\(other)`", span: span,
      hints: ["add it, or leave this one out"])
  }
}
