import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// A timeline on a screen: a line a track, bars along a shared axis.
///
/// A label is never cut. Where it leaves the bars too little room it stands on a line of its own. The axis is drawn again
/// every so many lines: a page of a long timeline is read by itself.
struct TimelineLines {
  private let timeline: Timeline
  private let width: Int
  /// Columns before the bars.
  private let margin: Int
  /// Columns for bars and what stands behind them.
  private let chart: Int
  private let saysMuch: Bool
  private let axis: TimelineAxis
  /// Columns of the axis; behind it is room for the words of what ends last.
  private let columns: Int

  private static let narrowest = 24
  private static let narrowestChart = 20
  private static let narrowestAxis = 6
  /// From here on words are written out.
  private static let wideChart = 50
  /// Lines below an axis, before it is drawn again.
  private static let mostBelowAxis = 20

  private struct Cell {
    var sign: Character = " "
    var role = StyledText.Role.plain
    var isWord = false
  }

  init(_ timeline: Timeline, width: Int) {
    self.timeline = timeline
    self.width = max(Self.narrowest, width)
    let mostLabel = self.width - 2 - Self.narrowestChart
    let labels = timeline.rows.map { DisplayWidth.columns(of: StyledText($0.track.label).plain) }
    margin = (labels.filter { $0 <= mostLabel }.max() ?? 0) + 2
    chart = self.width - margin
    let saysMuch = chart >= Self.wideChart
    self.saysMuch = saysMuch
    let words = timeline.rows.flatMap(\.recordings).map { $0.word(isLong: saysMuch).count }
    let reserve = min((words.max() ?? 0) + 1, chart - Self.narrowestAxis)
    columns = max(1, chart - reserve)
    axis = TimelineAxis(
      timeline.span ?? Timeline.Span(timeline.now, timeline.now), columns: columns, room: chart,
      local: timeline.local)
  }

  var lines: [StyledText] {
    let groups = timeline.groups
    let ticks = ticks
    var lines = [ticks]
    var below = 0
    func draw(_ part: [StyledText]) {
      if below + part.count > Self.mostBelowAxis {
        lines.append(ticks)
        below = 0
      }
      lines += part
      below += part.count
    }
    for rows in groups {
      let heading = rows.first?.track.heading ?? ""
      // It stays with its first row.
      var lead =
        groups.count == 1 || heading.isEmpty ? [] : StyledText(heading, .muted).filling(width)
      for row in rows {
        draw(lead + self.lines(of: row))
        lead = []
      }
    }
    return lines + foot.flatMap { $0.filling(width) }
  }

  private var ticks: StyledText {
    var cells = [Cell](repeating: Cell(), count: chart)
    for tick in axis.ticks { put(tick.text, .muted, at: tick.column(of: columns), in: &cells) }
    return blank(margin) + text(of: cells)
  }

  private func lines(of row: Timeline.Row) -> [StyledText] {
    var cells = [Cell](repeating: Cell(), count: chart)
    for recording in row.recordings { draw(recording, in: &cells) }
    word(row.recordings, in: &cells)
    var marks = [Cell](repeating: Cell(), count: chart)
    draw(row.marks, in: &marks)
    // Marks have a line of their own only where they would cover something, or touch a word.
    let covers = marks.indices.contains { place in
      guard marks[place].sign != " " else { return false }
      let beside = [place - 1, place + 1].filter(cells.indices.contains)
      return cells[place].sign != " " || beside.contains { cells[$0].isWord }
    }
    if !covers { cells = zip(cells, marks).map { $1.sign == " " ? $0 : $1 } }
    let label = StyledText([
      .init(row.track.participant ?? "-", .id), .init(" "), .init(row.track.kind ?? "-", .strong),
    ])
    let missing = margin - DisplayWidth.columns(of: label.plain)
    let first =
      missing < 2
      ? label.filling(width) + [blank(margin) + text(of: cells)]
      : [label + blank(missing) + text(of: cells)]
    return first + (covers ? [blank(margin) + text(of: marks)] : [])
  }

  private func column(_ date: Date) -> Int {
    Int(rounding: axis.place(of: date) * Double(columns - 1)) ?? 0
  }

  /// The bar, at least a column wide.
  private func draw(_ recording: Timeline.Recording, in cells: inout [Cell]) {
    let (first, last) = (column(recording.span.start), column(recording.span.end))
    let role = recording.role
    guard first < last else {
      cells[first] = Cell(sign: recording.isOpen ? "●" : "┃", role: role)
      return
    }
    let isCut = recording.span.start < axis.span.start
    let isEmpty = recording.segments?.isEmpty == true && !recording.isOpen
    for place in first...last { cells[place] = Cell(sign: isEmpty ? "┄" : "━", role: role) }
    if let untold = recording.untoldSpan {
      for place in column(untold.start)...last { cells[place].sign = "─" }
    }
    let spans = recording.mutedSpans
    // A short one is seen too, unless there are so many that the bar would look like one mute.
    let showsShort = spans.count * 4 < last - first
    for muted in spans {
      let (begin, end) = (column(muted.start), column(muted.end))
      if end > begin + 1 {
        for place in (begin + 1)..<end { cells[place].sign = "┄" }
      } else if showsShort {
        cells[end].sign = "┄"
      }
    }
    if !isCut { cells[first].sign = "├" }
    cells[last].sign = recording.isOpen ? "●" : "┤"
  }

  /// What is said behind each bar, where the next one leaves room; behind the last there always is.
  private func word(_ recordings: [Timeline.Recording], in cells: inout [Cell]) {
    for recording in recordings {
      let word = recording.word(isLong: saysMuch)
      let start = column(recording.span.end) + 2
      let end = start + word.count
      guard !word.isEmpty, end <= chart,
        cells[(start - 1)..<min(end + 1, chart)].allSatisfy({ $0.sign == " " })
      else { continue }
      put(word, recording.isOpen ? recording.role : .muted, at: start, in: &cells, isWord: true)
    }
  }

  /// Marks at their moments; those that would touch are drawn as one.
  private func draw(_ marks: [Timeline.Mark], in cells: inout [Cell]) {
    struct Group {
      var column: Int
      var marks: [Timeline.Mark]
      var isShort = false
      var parts: [StyledText.Part] { marks.parts(isShort: isShort) }
      var width: Int { parts.reduce(0) { $0 + $1.text.count } }
    }
    var groups: [Group] = []
    for mark in marks.sorted(by: { $0.time < $1.time }) {
      groups.append(Group(column: column(mark.time), marks: [mark]))
      while var last = groups.popLast() {
        if last.width > chart { last.isShort = true }
        last.column = max(0, min(last.column, chart - last.width))
        guard let before = groups.last, before.column + before.width >= last.column else {
          groups.append(last)
          break
        }
        groups[groups.count - 1].marks += last.marks
      }
    }
    for group in groups {
      var place = group.column
      for part in group.parts {
        put(part.text, part.role, at: place, in: &cells)
        place += part.text.count
      }
    }
  }

  private func put(
    _ text: String, _ role: StyledText.Role, at start: Int, in cells: inout [Cell],
    isWord: Bool = false
  ) {
    for (offset, sign) in text.enumerated() where cells.indices.contains(start + offset) {
      cells[start + offset] = Cell(sign: sign, role: role, isWord: isWord)
    }
  }

  /// The cells up to the last that is not blank, signs of one role together.
  private func text(of cells: [Cell]) -> StyledText {
    var parts: [StyledText.Part] = []
    let count = (cells.lastIndex { $0.sign != " " } ?? -1) + 1
    for cell in cells.prefix(count) {
      if let last = parts.last, last.role == cell.role {
        parts[parts.count - 1] = .init(last.text + String(cell.sign), cell.role)
      } else {
        parts.append(.init(String(cell.sign), cell.role))
      }
    }
    return StyledText(parts)
  }

  private func blank(_ count: Int) -> StyledText {
    StyledText(String(repeating: " ", count: max(0, count)))
  }

  private var foot: [StyledText] {
    let legend = timeline.legend.map { "\($0.sign) \($0.meaning)" }
    let total = timeline.running.count > 1 ? [timeline.total].compactMap(\.self) : []
    return entries([axis.caption] + legend + total)
      + timeline.remarks.flatMap { wrapped($0, .plain) }
  }

  /// As many on a line as fit; none is broken but one that is wider than the screen.
  private func entries(_ entries: [String]) -> [StyledText] {
    var lines: [String] = []
    for entry in entries {
      let room = lines.count == 1 ? width : width - 2
      if let last = lines.last, DisplayWidth.columns(of: "\(last) · \(entry)") <= room {
        lines[lines.count - 1] = "\(last) · \(entry)"
      } else {
        lines.append(entry)
      }
    }
    let broken = lines.enumerated().flatMap { place, line in
      TextWrap.lines(line, width: place == 0 ? width : width - 2, hanging: place == 0 ? 2 : 0)
    }
    return broken.enumerated().map { place, line in
      StyledText(masked: (place == 0 ? "" : "  ") + line, .muted)
    }
  }

  private func wrapped(_ text: String, _ role: StyledText.Role) -> [StyledText] {
    TextWrap.lines(VisibleText.masked(text), width: width, hanging: 2).enumerated()
      .map { place, line in StyledText(masked: (place == 0 ? "" : "  ") + line, role) }
  }
}
