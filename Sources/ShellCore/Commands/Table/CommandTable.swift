public import CommandLanguage

/// The one table of commands; its order is the order of help.
public enum CommandTable {
  /// What is for the same purpose; `help` shows the groups.
  struct Group: Sendable {
    let title: String
    let purpose: String
    let commands: [any Command.Type]
    /// What the parser itself understands, and what stands in front of a whole command; listed for help and Tab.
    var syntax: [Grammar] = []

    var grammars: [Grammar] { commands.map { $0.grammar } + syntax }
  }

  static let groups = [
    Group(
      title: "record", purpose: "choose a room and a participant, start and stop",
      commands: [
        SetCommand.self,
        UnsetCommand.self,
        StartCommand.self,
        StopCommand.self,
        FollowCommand.self,
        CreateCommand.self,
        MergeCommand.self,
        DeleteCommand.self,
        ListenCommand.self,
        RecoverCommand.self,
      ]),
    Group(
      title: "look", purpose: "what there is, and what became of it",
      commands: [
        RoomsCommand.self,
        RoomCommand.self,
        SessionsCommand.self,
        ParticipantsCommand.self,
        RecordingsCommand.self,
        RecordingCommand.self,
        TimelineCommand.self,
        SessionCommand.self,
        HooksCommand.self,
      ], syntax: [WatchGrammar.grammar]),
    Group(
      title: "check", purpose: "whether it is as it should be, and what when it fails",
      commands: [
        WaitCommand.self,
        SandboxCommand.self,
        WhoamiCommand.self,
        DoctorCommand.self,
      ],
      syntax: [
        ExpectationGrammar.expect, ExpectationGrammar.capture, ExpectationGrammar.attempt,
        ExpectationGrammar.deferral, PreviewGrammar.dry,
      ]),
    Group(
      title: "take along", purpose: "files, scripts, other languages",
      commands: [
        DownloadCommand.self,
        AlignCommand.self,
        SaveCommand.self,
        RunCommand.self,
        TranscriptCommand.self,
        HistoryCommand.self,
      ], syntax: [PreviewGrammar.translate]),
    Group(
      title: "shell", purpose: "the shell itself",
      commands: [
        HelpCommand.self,
        ExplainCommand.self,
        LessonCommand.self,
        TokenCommand.self,
        EchoCommand.self,
        ClearCommand.self,
        QuitCommand.self,
      ]),
  ]

  /// Those some of whose first words have grammars of their own.
  static let commandsWithAlternatives: [any Command.Type] = [
    StartCommand.self, StopCommand.self, RecordingsCommand.self, RecordingCommand.self,
    DownloadCommand.self,
  ]

  static let all = groups.flatMap(\.commands)

  /// What stands in front of a whole command.
  static let prefixes: [Grammar] = [
    PreviewGrammar.dry, PreviewGrammar.translate, WatchGrammar.grammar,
  ]

  /// The grammar of a verb that stands in front of a whole command.
  static func prefix(for verb: String) -> Grammar? { prefixes.first { $0.verb == verb } }

  /// Grammars in the order of help.
  public static let grammars = GrammarTable(groups.flatMap(\.grammars))

  /// The command type of a verb; nil for an unknown verb and for what the parser itself understands.
  static func command(for verb: String) -> (any Command.Type)? {
    types[verb]
  }

  /// What the `result` of each verb is; a verb that stands before a command has that command's.
  static let results: [(verb: String, schema: ResultSchema)] =
    all.map { ($0.grammar.verb, $0.result) } + [
      (ExpectationGrammar.expect.verb, .none), (ExpectationGrammar.capture.verb, .none),
      (PreviewGrammar.dry.verb, PreviewGrammar.requests),
      (PreviewGrammar.translate.verb, PreviewGrammar.snippet),
    ]

  private static let types = Dictionary(uniqueKeysWithValues: all.map { ($0.grammar.verb, $0) })
}
