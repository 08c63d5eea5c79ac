import LineEditing
import ShellCore

/// Draws events on the console, in the form that the settings of the start and its streams ask for.
struct EventPrinter: Sendable {
  private let console: Console
  private let start: Presentation
  private let facts: RenderingFacts
  private let pager: Pager?
  private let later: @Sendable (@escaping OutputQueue.Work) -> Bool
  private let hasWidth: Bool
  private let talksToTerminal: Bool
  private let canRedraw: Bool

  /// - Parameters:
  ///   - pages: whether an answer that is longer than the screen goes through the person's pager.
  ///   - later: takes drawing for the moment when whoever runs now has to wait; see `OutputQueue`.
  init(
    console: Console, settings: Settings, echoes: Bool, pages: Bool,
    later: @escaping @Sendable (@escaping OutputQueue.Work) -> Bool
  ) {
    let terminal = console.terminal
    self.console = console
    self.later = later
    start = Presentation(settings)
    facts = RenderingFacts(
      outputWantsColor: terminal.wantsColor(on: .standardOutput),
      errorWantsColor: terminal.wantsColor(on: .standardError), echoes: echoes,
      plainStreams: terminal.plainStreams)
    hasWidth = terminal.isTerminal(.standardOutput)
    talksToTerminal = terminal.isTerminal(.standardError)
    canRedraw = terminal.canRedraw(.standardOutput)
    pager =
      pages && terminal.isInteractive && canRedraw ? Pager(environment: console.environment) : nil
    console.progressLine?.adopt(start)
  }

  /// Draws an event.
  func show(_ event: Event) {
    console.progressLine?.note(event)
    guard EventRenderer(facts, start).shows(event) else { return }
    if let pager, event.mayBePaged {
      let facts = present
      if let rows = facts.rows {
        return console.write({ outputs(of: event, facts, $0) }, longerThan: rows, through: pager)
      }
    }
    console.write(later: later) { outputs(of: event, present, $0) }
  }

  /// Draws what has no command of its own.
  func show(_ report: Report) {
    var facts = facts
    if hasWidth { facts.width = TerminalInfo.columns(of: 1) }
    console.write(EventRenderer(facts, start).render(report))
  }

  private func outputs(
    of event: Event, _ facts: RenderingFacts, _ redactor: Redactor
  ) -> [Output] {
    EventRenderer(facts, start).render(event.masked(by: redactor, columns: facts.talkWidth))
  }

  /// What is so now: a window may change its size at any time.
  private var present: RenderingFacts {
    guard hasWidth || talksToTerminal else { return facts }
    var facts = facts
    let window = TerminalInfo.window(of: hasWidth ? 1 : 2)
    if hasWidth { facts.width = window.columns }
    if talksToTerminal { facts.talkWidth = window.columns }
    facts.rows = canRedraw ? window.rows : nil
    return facts
  }
}

extension TerminalInfo {
  /// The streams that lead to a terminal which shows ASCII only; a file or a pipe always gets UTF-8.
  fileprivate var plainStreams: Set<Output.Stream> {
    guard !isUTF8 else { return [] }
    var streams: Set<Output.Stream> = []
    if isTerminal(.standardOutput) { streams.insert(.standardOutput) }
    if isTerminal(.standardError) { streams.insert(.standardError) }
    return streams
  }
}
