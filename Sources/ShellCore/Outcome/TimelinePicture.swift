import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// A timeline as SVG: a picture of its own, or a part of a page.
///
/// Colours are chosen by the reader's scheme (`prefers-color-scheme`), and nothing in it refers to another file. Lengths
/// are pixels at the picture's own size.
struct TimelinePicture {
  private let timeline: Timeline
  private let axis: TimelineAxis
  /// What tells its ids from those of others on one page; nil for a file of its own.
  private let name: String?
  private let left: Double
  private let width: Double

  private static let axisWidth = 720.0
  private static let margin = 16.0
  private static let columnWidth = 7.3
  private static let rowHeight = 26.0
  private static let barHeight = 10.0
  private static let markedRowHeight = 40.0
  private static let lineHeight = 18.0
  private static let titleHeight = 28.0
  /// As many rows are told one by one to who cannot see them.
  private static let mostDescribed = 50

  /// - Parameter name: of a part of a page, which has a heading of its own; nil for a file.
  init(_ timeline: Timeline, name: String? = nil) {
    self.timeline = timeline
    self.name = name
    let labels = timeline.rows.map { Self.length(of: $0.track.label) }
    let words = timeline.rows.flatMap(\.recordings).map { Self.length(of: $0.word(isLong: true)) }
    let headings = timeline.rows.map { Self.length(of: $0.track.heading) - Self.axisWidth }
    left = Self.margin + (labels.max() ?? 0) + Self.margin
    width =
      left + Self.axisWidth
      + max(60, (words.max() ?? 0) + 12, (headings.max() ?? 0) + Self.margin - left) + Self.margin
    let columns = Int(rounding: Self.axisWidth / Self.columnWidth) ?? 1
    axis = TimelineAxis(
      timeline.span ?? Timeline.Span(timeline.now, timeline.now), columns: columns,
      room: columns + 6, local: timeline.local)
  }

  /// Where the bars begin.
  private var top: Double { captionPlace + 36 }
  private var captionPlace: Double { 20 + (name == nil ? Self.titleHeight : 0) }

  /// A whole file.
  var document: String {
    #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + element(style: Self.style) + "\n"
  }

  /// A part of a page, which has the style.
  var element: String { element(style: nil) }

  private func element(style: String?) -> String {
    var y = top
    var body: [String] = []
    let groups = timeline.groups
    for rows in groups {
      if groups.count > 1, let heading = rows.first?.track.heading, !heading.isEmpty {
        body.append(text(heading, x: Self.margin, y: y + 16, "t-muted"))
        y += Self.rowHeight
      }
      for row in rows {
        body += draw(row, y)
        let hasBoth = !row.marks.isEmpty && !row.recordings.isEmpty
        y += hasBoth ? Self.markedRowHeight : Self.rowHeight
      }
    }
    let bottom = y
    y += 10
    let (legend, legendEnd) = legend(y)
    y = legendEnd
    if !remarks.isEmpty { y += 6 }
    for line in remarks {
      y += Self.lineHeight
      body.append(text(line, x: Self.margin, y: y, "t-ink"))
    }
    let height = y + Self.margin
    let size = #"width="\#(n(width))" height="\#(n(height))""#
    let id = name ?? "timeline"
    let title = name == nil ? [text(Self.title, x: Self.margin, y: 28, "t-title")] : []
    let head =
      #"<svg xmlns="http://www.w3.org/2000/svg" \#(size) "#
      + #"viewBox="0 0 \#(n(width)) \#(n(height))" class="t-picture" role="img" "#
      + #"aria-labelledby="\#(id)-title \#(id)-desc">"#
    let style = style.map { ["<style>\(XMLText.content($0))</style>"] } ?? []
    return
      ([
        head, #"<title id="\#(id)-title">\#(XMLText.content(Self.title))</title>"#,
        #"<desc id="\#(id)-desc">\#(XMLText.content(description))</desc>"#,
      ] + style + [
        #"<rect width="100%" height="100%" rx="6" class="t-ground"/>"#
      ] + title + [text(caption, x: Self.margin, y: captionPlace, "t-muted")] + ticks(bottom) + body
      + legend + ["</svg>"]).joined(separator: "\n")
  }

  private static let title = "Timeline of track recordings"

  private var caption: String { "\(timeline.summary) · \(axis.caption)" }

  /// What the picture shows, for who does not see it.
  private var description: String {
    let rows = timeline.rows.prefix(Self.mostDescribed).map { row in
      let what = row.recordings.map(tell) + row.marks.map(tell)
      return "\(row.track.label): \(what.isEmpty ? "nothing" : what.joined(separator: "; "))."
    }
    let rest = timeline.rows.count - rows.count
    let more = rest > 0 ? ["And \(rest) more tracks."] : []
    return VisibleText.masked((["\(caption)."] + rows + more).joined(separator: " "))
  }

  private func tell(_ recording: Timeline.Recording) -> String {
    let start = time(recording.span.start)
    let end = recording.isOpen ? "no end yet" : "to \(time(recording.span.end))"
    let mutes = recording.mutedSpans.count
    let muted = mutes == 0 ? "" : ", muted \(mutes == 1 ? "once" : "\(mutes) times")"
    return "from \(start), \(end), \(recording.word(isLong: true))\(muted)"
  }

  private func tell(_ mark: Timeline.Mark) -> String {
    switch mark.sign {
    case .webhook(let event): "webhook \(event) at \(time(mark.time))"
    case .refusal(let what, let status): "\(what) refused with \(status) at \(time(mark.time))"
    }
  }

  private func time(_ date: Date) -> String {
    timeline.local.text(at: date, within: axis.span.end)
  }

  // MARK: Parts

  private func ticks(_ bottom: Double) -> [String] {
    axis.ticks.flatMap { tick -> [String] in
      let x = left + tick.place * Self.axisWidth
      return [
        #"<path d="M\#(n(x)) \#(n(top - 6))V\#(n(bottom))" class="t-grid"/>"#,
        text(tick.text, x: x, y: top - 11, "t-muted"),
      ]
    }
  }

  private func draw(_ row: Timeline.Row, _ y: Double) -> [String] {
    let middle = y + Self.rowHeight / 2
    let label = [row.track.participant ?? "-", row.track.kind ?? "-"].map(XMLText.shown)
    let title = row.name.map { "<title>\(XMLText.shown($0))</title>" } ?? ""
    return [
      #"<text x="\#(n(Self.margin))" y="\#(n(middle + 4))" class="t-id">\#(title)\#(label[0])"#
        + #"<tspan class="t-ink" dx="7">\#(label[1])</tspan></text>"#
    ] + row.recordings.flatMap { draw($0, in: row, middle) }
      + word(row.recordings, middle)
      + draw(row.marks, row.recordings.isEmpty ? middle + 4 : middle + 18)
  }

  private func draw(
    _ recording: Timeline.Recording, in row: Timeline.Row, _ middle: Double
  ) -> [String] {
    let color = Self.color(recording)
    let (first, last) = (x(recording.span.start), x(recording.span.end))
    let line =
      #"<path d="M\#(n(first)) \#(n(middle))H\#(n(max(last, first + 1)))" "#
      + #"class="t-thin \#(color)-line"/>"#
    let whole = recording.segments == nil || recording.segments?.isEmpty == true && recording.isOpen
    let files = whole ? [recording.span] : recording.segments ?? []
    let bars = files.map { file in
      let (from, to) = (x(file.start), x(file.end))
      let place = #"x="\#(n(from))" y="\#(n(middle - Self.barHeight / 2))""#
      return #"<rect \#(place) width="\#(n(max(2, to - from)))" height="\#(n(Self.barHeight))" "#
        + #"rx="2" class="\#(color)"/>"#
    }
    let circle = #"<circle cx="\#(n(last))" cy="\#(n(middle))" r="5.5" class="\#(color)"/>"#
    let end = recording.isOpen ? [circle] : []
    let id = recording.id.map { "\($0): " } ?? ""
    let title = "\(id)\(row.track.label), \(tell(recording))"
    return ["<g><title>\(XMLText.shown(title))</title>", line] + bars + end + ["</g>"]
  }

  private func word(_ recordings: [Timeline.Recording], _ middle: Double) -> [String] {
    let starts = recordings.map { x($0.span.start) }
    return recordings.compactMap { recording in
      let word = recording.word(isLong: true)
      let start = x(recording.span.end) + 10
      let end = start + Self.length(of: word) + 4
      guard !word.isEmpty, !starts.contains(where: { $0 > start - 10 && $0 < end }) else {
        return nil
      }
      let color = recording.isOpen ? Self.color(recording) : "t-muted"
      return text(word, x: start, y: middle + 4, color)
    }
  }

  /// Marks at their moments; those that would touch are drawn as one.
  private func draw(_ marks: [Timeline.Mark], _ y: Double) -> [String] {
    var groups: [(x: Double, marks: [Timeline.Mark])] = []
    func length(_ marks: [Timeline.Mark]) -> Double {
      Self.length(of: marks.parts(isShort: false).map(\.text).joined())
    }
    for mark in marks.sorted(by: { $0.time < $1.time }) {
      if let last = groups.last, last.x + length(last.marks) + 4 > x(mark.time) {
        groups[groups.count - 1].marks.append(mark)
      } else {
        groups.append((x(mark.time), [mark]))
      }
    }
    return groups.map { group in
      let spans = group.marks.parts(isShort: false).map { part in
        let style = part.role == .bad ? "t-bad" : "t-hook"
        return #"<tspan class="\#(style)">\#(XMLText.shown(part.text))</tspan>"#
      }
      let title = group.marks.map(tell).joined(separator: "; ")
      let start = min(group.x - 4, width - Self.margin - length(group.marks))
      return #"<text x="\#(n(start))" y="\#(n(y))">"#
        + "<title>\(XMLText.shown(title))</title>\(spans.joined())</text>"
    }
  }

  private func legend(_ y: Double) -> (lines: [String], end: Double) {
    var (x, y) = (Self.margin, y + Self.lineHeight)
    var lines: [String] = []
    for (sign, meaning) in timeline.legend {
      let length = Self.swatchWidth + Self.length(of: meaning) + 28
      if x > Self.margin, x + length > width { (x, y) = (Self.margin, y + Self.lineHeight) }
      lines += [
        swatch(sign, x, y), text(meaning, x: x + Self.swatchWidth + 6, y: y, "t-muted"),
      ]
      x += length
    }
    return (lines, y)
  }

  private static let swatchWidth = 18.0

  /// What stands for a sign of the legend: a piece of the picture, or the sign itself.
  private func swatch(_ sign: String, _ x: Double, _ y: Double) -> String {
    switch sign {
    case "├━┤":
      #"<rect x="\#(n(x))" y="\#(n(y - 9))" width="\#(n(Self.swatchWidth))" height="\#(n(Self.barHeight))" "#
        + #"rx="2" class="t-bar"/>"#
    case "┄", "─":
      #"<path d="M\#(n(x)) \#(n(y - 4))h\#(n(Self.swatchWidth))" class="t-thin t-bar-line"/>"#
    case "●": #"<circle cx="\#(n(x + 11))" cy="\#(n(y - 4))" r="5.5" class="t-good"/>"#
    case let sign: text(sign, x: x + 8, y: y, sign == "✗" ? "t-bad" : "t-hook")
    }
  }

  private var remarks: [String] {
    let columns = Int(rounding: (width - 2 * Self.margin) / Self.columnWidth) ?? 80
    return timeline.remarks.flatMap {
      TextWrap.lines(VisibleText.masked($0), width: max(20, columns))
    }
  }

  // MARK: Signs

  private func text(_ text: String, x: Double, y: Double, _ style: String) -> String {
    #"<text x="\#(n(x))" y="\#(n(y))" class="\#(style)">\#(XMLText.shown(text))</text>"#
  }

  private func x(_ date: Date) -> Double { left + axis.place(of: date) * Self.axisWidth }

  private static func length(of text: String) -> Double {
    Double(DisplayWidth.columns(of: VisibleText.masked(text))) * columnWidth
  }

  private static func color(_ recording: Timeline.Recording) -> String {
    switch recording.role {
    case .good: "t-good"
    case .bad: "t-bad"
    case .code: "t-hook"
    case .plain, .id, .muted, .strong: "t-bar"
    }
  }

  /// A length with one decimal at most.
  private func n(_ value: Double) -> String {
    let tenths = Int(rounding: value * 10) ?? 0
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths.magnitude % 10)"
  }

  /// The classes of a picture, for a file of its own and for a page.
  static let style =
    """
    .t-picture{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    max-width:100%}
    .t-title{font-size:16px;font-weight:600}
    .t-grid{stroke-width:1;fill:none}.t-thin{stroke-width:1.5;stroke-dasharray:2 3;fill:none}

    """ + rules(isDark: false) + "@media screen and (prefers-color-scheme:dark){\n"
    + rules(isDark: true)
    + "}\n"

  /// The colours by their meanings.
  static let colors: [(meaning: String, light: String, dark: String)] = [
    ("ground", "#ffffff", "#0d1117"), ("grid", "#d1d9e0", "#30363d"), ("ink", "#1f2328", "#e6edf3"),
    ("muted", "#59636e", "#9198a1"), ("id", "#0f6b74", "#56d4dd"), ("bar", "#0969da", "#4493f8"),
    ("good", "#1a7f37", "#3fb950"), ("bad", "#cf222e", "#ff7b72"), ("hook", "#8a5d00", "#d29922"),
  ]

  private static func rules(isDark: Bool) -> String {
    colors.map { color in
      let value = isDark ? color.dark : color.light
      return switch color.meaning {
      case "grid": ".t-grid{stroke:\(value)}\n"
      case "ink": ".t-ink,.t-title{fill:\(value)}\n"
      case let meaning: ".t-\(meaning){fill:\(value)}.t-\(meaning)-line{stroke:\(value)}\n"
      }
    }.joined()
  }
}
