public import CommandLanguage

/// The one table of commands; its order is the order of help.
public enum CommandTable {
  static let all: [any Command.Type] = [
    SetCommand.self,
    UnsetCommand.self,
    StartCommand.self,
    StopCommand.self,
    SessionCommand.self,
    RecordingsCommand.self,
    RecordingCommand.self,
    DownloadCommand.self,
    CreateCommand.self,
    DeleteCommand.self,
    RoomsCommand.self,
    RoomCommand.self,
    SessionsCommand.self,
    ParticipantsCommand.self,
    ListenCommand.self,
    WaitCommand.self,
    EchoCommand.self,
    RunCommand.self,
    SandboxCommand.self,
    HistoryCommand.self,
    SaveCommand.self,
    TranscriptCommand.self,
    ClearCommand.self,
    TokenCommand.self,
    WhoamiCommand.self,
    DoctorCommand.self,
    RecoverCommand.self,
    LessonCommand.self,
    HelpCommand.self,
    QuitCommand.self,
  ]

  /// What the parser itself understands; listed for help and completion.
  static let syntax: [Grammar] = [
    ExpectationGrammar.expect, ExpectationGrammar.capture, ExpectationGrammar.attempt,
    ExpectationGrammar.deferral,
  ]

  /// What stands in front of a whole command; listed for help and completion before `history`.
  static let prefixes: [Grammar] = [
    PreviewGrammar.dry, PreviewGrammar.translate, WatchGrammar.grammar,
  ]

  /// The grammar of a verb that stands in front of a whole command.
  static func prefix(for verb: String) -> Grammar? { prefixes.first { $0.verb == verb } }

  /// Grammars in the order of help: `expect` and its kin stand behind `wait`.
  public static let grammars: GrammarTable = {
    var grammars = all.map { $0.grammar }
    let place = grammars.firstIndex { $0.verb == EchoCommand.grammar.verb } ?? grammars.endIndex
    grammars.insert(contentsOf: syntax, at: place)
    let end = grammars.firstIndex { $0.verb == HistoryCommand.grammar.verb } ?? grammars.endIndex
    grammars.insert(contentsOf: prefixes, at: end)
    return GrammarTable(grammars)
  }()

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
