/// All that the prompt shows, before it is known how wide the terminal is.
struct ScreenContent: Equatable {
  /// A stretch of the line with one style.
  struct Span: Equatable {
    /// UTF-8 offsets in the line.
    let range: Range<Int>
    let style: String
  }

  var prompt: [StyledRun] = []
  /// In front of each further line of a line that holds line feeds.
  var continuation: [StyledRun] = []
  /// As it is in the editor: anything may be in it.
  var line = ""
  /// UTF-8 offset in the line.
  var cursor = 0
  /// In order, none over another.
  var spans: [Span] = []
  /// What may follow the line, shown behind it as far as its row goes.
  var suggestion = StyledRun("")
  /// What stands for text that is cut.
  var ellipsis: Character = "…"
  /// Rows under the line, cut at the right edge.
  var below: [[StyledRun]] = []
  /// The row of `below` that must be seen when not all fit.
  var focus = 0
}
