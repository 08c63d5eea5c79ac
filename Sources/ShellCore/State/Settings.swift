public import CommandLanguage

/// The keys of `set`.
public enum SettingKey: String, CaseIterable, Sendable {
  case room, participant, format, webhook, bucket
  case endpoint
  case apiKey = "api-key"
  case apiSecret = "api-secret"
  case token
  case timeout, retries, concurrency
  case output, color, timing, confirm, ledger, pager, highlight, suggest

  /// One line for help and completion.
  public var summary: String {
    switch self {
    case .room: "the room that commands are about"
    case .participant: "the participant that is recorded"
    case .format: "file format of new recordings"
    case .webhook: "where the service posts the events of new recordings"
    case .bucket: "folder in your own cloud bucket for new recordings"
    case .endpoint: "origin that requests go to"
    case .apiKey: "API key that tokens are minted for"
    case .apiSecret: "secret that tokens are signed with; env:NAME, file:PATH or prompt"
    case .token: "token to send; env:NAME, file:PATH or prompt"
    case .timeout: "limit for one command's request, retries included"
    case .retries: "how often a request that is safe to repeat is repeated"
    case .concurrency: "how many requests of one command run at once"
    case .output: "how answers are written"
    case .color: "when to use colour"
    case .timing: "whether every answer tells how long it took"
    case .confirm: "whether a leak, and a paste on LIVE, is asked about first"
    case .ledger: "whether starts are noted on disk before they are sent"
    case .pager: "whether what is longer than the screen goes through a pager"
    case .highlight: "whether the line is coloured while it is typed"
    case .suggest: "whether what may follow is shown behind the line"
    }
  }

  /// What a value must look like.
  public var type: ArgumentType {
    switch self {
    case .room: .identifier(.room)
    case .participant: .identifier(.participant)
    case .format: .choice(SettingKey.formats)
    case .webhook, .endpoint: .url
    case .bucket, .apiKey, .apiSecret, .token: .text
    case .timeout: .duration
    case .retries: .integer(0...10)
    case .concurrency: .integer(1...256)
    case .output: .choice([Choice("text", "for people"), Choice("json", "one object a command")])
    case .color:
      .choice([
        Choice("auto", "when the stream is a terminal"), Choice("always", "always"),
        Choice("never", "never"),
      ])
    case .timing, .confirm, .ledger, .pager, .highlight, .suggest: .choice(SettingKey.switches)
    }
  }

  /// The value when nothing was set; nil where there is none.
  public var defaultText: String? {
    switch self {
    case .timeout: "30s"
    case .retries: "2"
    case .concurrency: "16"
    case .output: "text"
    case .color: "auto"
    case .timing: "off"
    case .confirm, .ledger, .pager, .highlight, .suggest: "on"
    case .room, .participant, .format, .webhook, .bucket, .endpoint, .apiKey, .apiSecret, .token:
      nil
    }
  }

  /// What a setting is about; what matters to requests goes along with a saved script.
  enum Subject {
    /// Whom requests are about.
    case place
    /// Every new recording.
    case recordings
    /// How requests are sent.
    case requests
    /// This shell alone.
    case shell
  }

  var subject: Subject {
    switch self {
    case .room, .participant: .place
    case .format, .webhook, .bucket: .recordings
    case .timeout, .retries, .concurrency: .requests
    case .endpoint, .apiKey, .apiSecret, .token, .output, .color, .timing, .confirm, .ledger,
      .pager, .highlight, .suggest:
      .shell
    }
  }

  /// Whether the value must never be shown or stored.
  public var isSecret: Bool { self == .apiSecret || self == .token }

  /// The REST page documents webm alone; the vendor's SDK types name the others for tracks too.
  static let formats = [
    Choice("webm", "the documented format"), Choice("mp4", "named by the vendor's SDK types only"),
    Choice("m3u8", "named by the vendor's SDK types only"),
    Choice("mp3", "named by the vendor's SDK types only"),
  ]

  private static let switches = [Choice("on", "yes"), Choice("off", "no")]
}

/// Where a value came from, as `set` alone shows it.
public enum Provenance: Sendable, Equatable, CustomStringConvertible {
  case standard
  case commandLine(String)
  case environment(String)
  case script(name: String, line: Int)
  case prompt
  /// What a lesson begins with.
  case lesson

  /// For people.
  public var description: String {
    switch self {
    case .standard: "default"
    case .commandLine(let flag): flag
    case .environment(let name): "environment \(name)"
    case .script(let name, let line): "\(name):\(line)"
    case .prompt: "prompt"
    case .lesson: "the lesson"
    }
  }
}

/// The values behind `set`, each with where it came from.
///
/// Secrets are not in here but in `CredentialSettings`.
public struct Settings: Sendable {
  /// A list, because few are set and all are looked up again and again: a key's hash is that of its name.
  private var values: [Value] = []

  /// All keys at their defaults.
  public init() {}

  struct Value: Sendable, Equatable {
    let key: SettingKey
    let text: String
    let provenance: Provenance
  }

  // By index, for a value that is looked at is not copied.
  private func place(of key: SettingKey) -> Int? {
    values.indices.first { values[$0].key == key }
  }

  /// The text of a value, or its default.
  public func text(_ key: SettingKey) -> String? {
    place(of: key).map { values[$0].text } ?? key.defaultText
  }

  /// Where the value in force came from.
  public func provenance(_ key: SettingKey) -> Provenance {
    place(of: key).map { values[$0].provenance } ?? .standard
  }

  /// Puts a value that has the key's type.
  public mutating func put(_ key: SettingKey, _ text: String, from provenance: Provenance) {
    remove(key)
    values.append(Value(key: key, text: text, provenance: provenance))
  }

  /// Takes the value that a key has elsewhere, or its default.
  mutating func take(_ key: SettingKey, from other: Settings) {
    remove(key)
    values += other.values.filter { $0.key == key }
  }

  /// Back to the default.
  public mutating func remove(_ key: SettingKey) { values.removeAll { $0.key == key } }

  /// Limit for one request with its retries.
  public var timeout: Duration {
    text(.timeout).flatMap(DurationLiteral.parse) ?? .seconds(30)
  }

  /// Repeats after a first try.
  public var retries: Int { text(.retries).flatMap { Int($0) } ?? 2 }

  /// Requests of one command under way at once.
  public var concurrency: Int { text(.concurrency).flatMap { Int($0) } ?? 16 }

  /// Whether a switch is on.
  public func isOn(_ key: SettingKey) -> Bool { text(key) == "on" }
}

extension Settings: Equatable {
  /// Whether the same keys have the same values from the same places, in whatever order they were put.
  public static func == (left: Settings, right: Settings) -> Bool {
    left.values.count == right.values.count && left.values.allSatisfy(right.values.contains)
  }
}
