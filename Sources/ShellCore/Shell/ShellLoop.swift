import CommandLanguage
import VideoSDKClient

/// The interactive shell: asks for a line, runs it, and starts again.
public struct ShellLoop {
  let lines: any LineSource
  let interpreter: Interpreter
  let interrupts: any InterruptScope
  private let redactor: Redactor
  let emit: @Sendable (Event) -> Void
  /// Tells it without a word to a transcript.
  private let tell: @Sendable (Event) -> Void
  let runner: UnitRunner
  let transcriptBuffer = TranscriptBuffer()
  let prompts: PromptText
  var state: State
  var entries: HistoryList
  /// The lesson that this shell is for; nil where it is a person's own.
  var lesson: LessonUnderWay?
  /// What lessons need, in the shell that is for one.
  var lessonDoors: LessonDoors?
  /// The progress that could not be written; the shells of lessons share it.
  private(set) var unkept = UnkeptProgress()
  private let style: Style
  private let tokenWatch: TokenWatch?
  private let lookup: IdentifierLookup?
  private let sessionWatch: SessionWatch?

  /// What one line leaves for the next.
  struct State: Sendable {
    var session: Session
    var scope = Scope()
    var leaving: Leaving?
    /// Whether the line failed; what was pasted behind it is then dropped.
    var didFail = false
    /// What succeeded so far.
    var commandLog = CommandLog()
    /// Where commands and answers are kept; nil while they are not.
    var transcript: TranscriptText?
    /// What the line asks of the shell itself.
    var pending: Pending?
    /// What a line was to stop that was cancelled.
    var unfinished: [TrackKey] = []
    /// A script from the prompt that was interrupted, with what it has deferred.
    var cutShort: ScriptReplayer?
  }

  /// A wish to end the shell.
  enum Leaving: Sendable, Equatable {
    /// `quit` or Control-D; the leak guard may still refuse.
    case asked(code: Int32)
    /// A signal; nothing can be asked any more.
    case forced(ExitStatus)
    /// A lesson ends, or another begins.
    case lesson(LessonOrder)
  }

  /// How a shell ended.
  enum Departure: Sendable {
    case left(ExitStatus)
    /// What is asked of lessons, by one that was for a lesson.
    case lesson(LessonOrder)
  }

  /// What the terminal can show.
  public struct Style: Sendable {
    let isUTF8: Bool
    let isColored: Bool

    /// Puts one together from its parts.
    public init(isUTF8: Bool, isColored: Bool) {
      self.isUTF8 = isUTF8
      self.isColored = isColored
    }
  }

  /// A shell that reads from `lines` and starts with `session`.
  public init(
    lines: any LineSource, session: Session, interpreter: Interpreter,
    interrupts: any InterruptScope, redactor: Redactor, style: Style,
    tokenWatch: TokenWatch? = nil, lookup: IdentifierLookup? = nil,
    sessionWatch: SessionWatch? = nil,
    emit: @escaping @Sendable (Event) -> Void
  ) {
    self.lines = lines
    self.interpreter = interpreter
    self.interrupts = interrupts
    self.redactor = redactor
    self.style = style
    tell = emit
    self.emit = { [transcriptBuffer, pointer = GlossaryPointer()] event in
      let event = pointer.pointing(event)
      transcriptBuffer.note(event)
      emit(event)
    }
    runner = UnitRunner(interpreter: interpreter, emit: self.emit)
    entries = HistoryList(lines.stored)
    prompts = PromptText(isUTF8: style.isUTF8, isColored: style.isColored)
    self.tokenWatch = tokenWatch
    self.lookup = lookup
    self.sessionWatch = sessionWatch
    var session = session
    session.seenIdentifiers = SeenIdentifiers()
    state = State(session: session)
  }

  /// A shell inside this one, for a lesson: the same person and terminal, and nothing of the session.
  func inner(for lesson: LessonUnderWay) -> ShellLoop {
    var shell = ShellLoop(
      lines: lines, session: lesson.desk.session, interpreter: lesson.desk.interpreter,
      interrupts: interrupts, redactor: redactor, style: style, emit: tell)
    shell.entries = entries
    shell.lesson = lesson
    shell.unkept = unkept
    return shell
  }

  /// Runs until the person leaves.
  ///
  /// - Parameter first: a line that runs before the first that is typed; nil for none.
  public mutating func run(beginningWith first: String? = nil) async -> ExitStatus {
    switch await depart(beginningWith: first) {
    case .left(let status): status
    case .lesson: .success
    }
  }

  mutating func depart(beginningWith first: String? = nil) async -> Departure {
    await stopOverdue()
    for event in interpreter.leftRunning(in: state.session) { emit(event) }
    if let first {
      await run(LineEntry(first))
      if let departure = await leave() { return departure }
    }
    var entry = ""
    while true {
      await hear()
      tokenWatch?.follow(state.session)
      // A handler has little room, and is no place for a list of thousands.
      lines.prepareFarewell(
        runningText(naming: 20).map { "note: \(VisibleText.masked($0))" } ?? "")
      let isFirst = entry.isEmpty
      let prompt = isFirst ? mainPrompt(state.session) : prompts.continuation
      sessionWatch?.lend(state.session) { [transcriptBuffer, mainPrompt] events, session in
        for event in events { transcriptBuffer.note(event) }
        return isFirst ? mainPrompt(session) : nil
      }
      let input = lines.nextLine(
        prompt: prompt, assistant: assistant(endsOnNotice: lesson != nil && isFirst))
      if let session = await sessionWatch?.takeBack() { state.session = session }
      if let found = lookup?.found(in: state.session) {
        state.session.seenIdentifiers?.merge(found)
      }
      switch input {
      case .interrupted(let hadText):
        if !hadText, entry.isEmpty { emit(.note("Ctrl-D or `quit` leaves the shell")) }
        entry = ""
      case .end:
        guard entry.isEmpty else {
          entry = ""
          continue
        }
        state.leaving = .asked(code: 0)
      case .noticed:
        await hear()
        await lookAtLesson(behind: nil)
      case .line(let text):
        entry += entry.isEmpty ? text : "\n" + text
        var typed = LineEntry(Self.inOurWords(entry))
        let missing = typed.lines.compactMap(\.incompleteness)
        guard missing.isEmpty else {
          let isFirst = !text.isEmpty && text == entry
          if isFirst, missing != [.continuation] {
            emit(.note("a quote is open, and the line goes on until it is closed; Ctrl-C drops it"))
          }
          continue
        }
        redactor.add(typed.lines.flatMap(\.writtenSecrets))
        typed.number = remember(entry, typed.lines)
        entry = ""
        await run(typed)
      }
      if let departure = await leave() {
        transcriptWriter.keepWebhooks(of: interpreter, &state)
        return departure
      }
    }
  }

  /// Reads `exit` as `quit`, which it is called everywhere else; a script has one word for one thing.
  ///
  /// Both have four letters, so that places stay.
  private static func inOurWords(_ entry: String) -> String {
    let words = entry.split { $0 == " " }
    guard words.first == "exit", words.count <= 2, !entry.contains("\n") else { return entry }
    return entry.replacing("exit", with: QuitCommand.grammar.verb, maxReplacements: 1)
  }

  /// What earlier shells were to stop and did not.
  private mutating func stopOverdue() async {
    guard lesson == nil else { return }
    let (result, _) = await interrupts.run { [interpreter, session = state.session] in
      await interpreter.stopOverdue(in: session)
    }
    for event in result.told { emit(event) }
    state.session = result.session
  }

  private mutating func hear() async {
    transcriptWriter.keepWebhooks(of: interpreter, &state)
    let heard = interpreter.hear(in: &state.session)
    for note in heard.notes { emit(.note(note)) }
    for failure in heard.warnings { emit(.warning(failure.asWarning)) }
    let met = await interpreter.meetDeadlines(in: &state.session)
    for note in met.notes { emit(.note(note)) }
    for warning in met.warnings { emit(.warning(warning)) }
  }

  /// The prompt for a new entry.
  private var mainPrompt: @Sendable (Session) -> Prompt {
    { [prompts, interpreter] in prompts.main($0, nextEnd: interpreter.nextEnd(in: $0)) }
  }

  private func assistant(endsOnNotice: Bool) -> LineAssistant {
    ShellAssistant(
      session: state.session, services: interpreter.services, lookup: lookup, history: entries,
      endsOnNotice: endsOnNotice, now: { [interpreter] in interpreter.age }
    ).lineAssistant
  }

  /// Answers the entry's number in the history; nil when there is nothing to keep.
  private mutating func remember(_ entry: String, _ parsed: [ParsedLine]) -> Int? {
    guard entry.contains(where: { !$0.isWhitespace }) else { return nil }
    let isPublic =
      entries.isWritten && entry.first != " "
      && !parsed.contains(where: HistoryCommand.switchesOff)
      && !SecretGuess.finds(in: entry, parsed, known: redactor)
    lines.remember(entry, stored: isPublic)
    return entries.add(entry, isSuggested: isPublic)
  }

  /// Writes the transcript.
  var transcriptWriter: TranscriptWriter {
    TranscriptWriter(services: interpreter.services, transcriptBuffer: transcriptBuffer, emit: emit)
  }

  mutating func run(_ entry: LineEntry) async {
    let line = LineRun(
      interpreter: interpreter, runner: runner, interrupts: interrupts, entry: entry,
      transcriptWriter: transcriptWriter, emit: emit)
    var next: Int? = 0
    while let first = next {
      state.didFail = false
      var (after, ended) = await interrupts.run { [state] in
        await line.run(from: first, state)
      }
      state = after
      next = nil
      await finishUnfinished()
      if ended == nil, let pending = state.pending {
        ended = await perform(pending)
        next = state.didFail || ended != nil ? nil : pending.nextItem
      }
      state.pending = nil
      if state.didFail, let number = entry.number { entries.noteFailure(of: number) }
      if state.didFail || ended != nil { dropPendingLines() }
      if let ended, ended != .interrupted { state.leaving = .forced(ended) }
    }
    await lookAtLesson(behind: entry)
  }

  /// Runs what a line has deferred that was cut short, and stops what it has left; nothing of it is cancelled any more.
  private mutating func finishUnfinished() async {
    if var replayer = state.cutShort {
      state.cutShort = nil
      (replayer, _) = await interrupts.run { [replayer] in
        var replayer = replayer
        await replayer.runDeferred()
        return replayer
      }
      state.takeBack(replayer)
      state.unfinished += replayer.unfinished
    }
    guard !state.unfinished.isEmpty else { return }
    let (work, _) = await interrupts.run { [interpreter, state] in
      var session = state.session
      let outcome = await interpreter.windUp(state.unfinished, in: &session)
      return (outcome: outcome, session: session)
    }
    state.session = work.session
    state.unfinished = []
    for event in work.outcome.talk { emit(event) }
  }

  private func dropPendingLines() {
    switch lines.dropPendingLines() {
    case 0: break
    case 1: emit(.note("the line behind it was dropped"))
    case let count: emit(.note("the \(count) lines behind it were dropped"))
    }
  }
}
