import VideoSDKClient

/// Text for one of the two streams.
public struct Output: Sendable, Equatable {
  /// Where it goes.
  public let stream: Stream
  /// Whole lines, each with its line end; nothing that others wrote does anything in it.
  public let text: String

  /// Data goes to standard output, talk to standard error.
  public enum Stream: Sendable {
    case standardOutput, standardError
  }

  private init(stream: Stream, text: String) {
    self.stream = stream
    self.text = text
  }

  /// Lines, each on its own.
  init(_ stream: Stream, _ lines: [StyledText], colored: Bool) {
    var text = ""
    for line in lines {
      line.write(to: &text, colored: colored)
      text += "\n"
    }
    self.init(stream: stream, text: text)
  }

  /// A value on a line.
  init(_ value: JSONValue) { self.init(stream: .standardOutput, text: JSONText.line(value) + "\n") }

  /// A screen that is drawn over another.
  init(_ frame: FrameText.Drawing) { self.init(stream: .standardOutput, text: frame.text) }

  /// The same with the signs that a terminal has which shows ASCII only.
  var inASCII: Output { Output(stream: stream, text: PlainText.ascii(text)) }
}

/// What the streams can show, whatever the person wants.
public struct RenderingFacts: Sendable, Equatable {
  /// Whether standard output takes colour by itself.
  var outputWantsColor: Bool
  /// Whether standard error takes colour by itself.
  var errorWantsColor: Bool
  /// Columns of the terminal; nil when standard output is none.
  public var width: Int?
  /// Columns of the terminal that standard error leads to; nil when it is none.
  public var talkWidth: Int?
  /// Rows of the terminal; nil when what was written to standard output cannot be drawn over.
  public var rows: Int?
  /// Whether each command is written before it runs.
  var echoes: Bool
  /// The streams that lead to a terminal which shows ASCII only.
  var plainStreams: Set<Output.Stream>

  /// Facts of plain files, unless told otherwise.
  public init(
    outputWantsColor: Bool = false, errorWantsColor: Bool = false, width: Int? = nil,
    talkWidth: Int? = nil, rows: Int? = nil, echoes: Bool = false,
    plainStreams: Set<Output.Stream> = []
  ) {
    self.outputWantsColor = outputWantsColor
    self.errorWantsColor = errorWantsColor
    self.width = width
    self.talkWidth = talkWidth
    self.rows = rows
    self.echoes = echoes
    self.plainStreams = plainStreams
  }
}

/// How the person wants answers written: the settings `output`, `color` and `timing`.
public struct Presentation: Sendable, Equatable {
  /// One object a command instead of text for people.
  public let writesJSON: Bool
  /// Nil leaves it to the stream.
  let color: Bool?
  let showsTiming: Bool
  /// Whether what is longer than the screen may go through a pager.
  let pages: Bool

  /// What these settings ask for.
  public init(_ settings: Settings) {
    writesJSON = settings.text(.output) == "json"
    color =
      switch settings.text(.color) {
      case "always": true
      case "never": false
      default: nil
      }
    showsTiming = settings.isOn(.timing)
    pages = settings.isOn(.pager)
  }
}

/// Turns events into text.
///
/// Pure.
public struct EventRenderer: Sendable {
  private let facts: RenderingFacts
  private let start: Presentation

  /// Writes for streams with these facts; what has no command of its own is written as `start` asks.
  public init(_ facts: RenderingFacts, _ start: Presentation) {
    self.facts = facts
    self.start = start
  }

  /// What a report shows that no command of a session asked for.
  public func render(_ report: Report) -> [Output] {
    guard !start.writesJSON else {
      return [Output(report.json)]
    }
    return drawn(text(start).render(report))
  }

  /// Whether an event can show anything; of thousands that cannot none has to be kept.
  public func shows(_ event: Event) -> Bool {
    switch event {
    case .began: facts.echoes
    // They are drawn in the line for progress, or nowhere.
    case .held, .progress, .waiting: false
    case .completed, .frame, .note, .told, .warning, .failure, .exchange: true
    }
  }

  /// What one event shows; empty when it shows nothing.
  public func render(_ event: Event) -> [Output] {
    guard shows(event) else { return [] }
    var wanted = start
    switch event {
    case .completed(let record), .frame(let record, _): wanted = record.presentation
    default: break
    }
    // JSON is data even on a terminal; its readers know UTF-8.
    guard !wanted.writesJSON else { return JSONRenderer(text: text(wanted)).render(event) }
    return drawn(text(wanted).render(event))
  }

  private func text(_ wanted: Presentation) -> TextRenderer {
    TextRenderer(
      outputIsColored: wanted.color ?? facts.outputWantsColor,
      errorIsColored: wanted.color ?? facts.errorWantsColor, width: facts.width,
      talkWidth: facts.talkWidth, rows: facts.rows, showsTiming: wanted.showsTiming)
  }

  private func drawn(_ outputs: [Output]) -> [Output] {
    outputs.map { facts.plainStreams.contains($0.stream) ? $0.inASCII : $0 }
  }
}

/// The signs we draw with, for a terminal that shows ASCII only; any other letter stays as it is.
enum PlainText {
  private static let signs: KeyValuePairs = [
    " · ": ", ", "·": ",", "…": "...", "×": "x", "→": "->", "●": "*", "▸": ">", "–": "-",
    "✓": "+", "◂": "<", "✗": "x", "█": "#", "▒": ">", "░": ".", "├": "|", "┤": "|", "┃": "|",
    "━": "=",
    "┄": ".", "─": "-", "▲": "^",
  ]

  static func ascii(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return signs.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }
}
