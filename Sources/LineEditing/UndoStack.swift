/// The states of a line before its changes.
///
/// Pure. Letters that are typed behind each other are one change, up to the end of a word.
struct UndoStack {
  private static let limit = 500

  private var earlier: [EditorBridge.Line] = []
  /// The line as it was noted last.
  private(set) var current = EditorBridge.Line(before: "", after: "")
  private var isTyping = false

  /// Takes the line as it stands between two keys.
  mutating func note(_ line: EditorBridge.Line) {
    if line.text != current.text { push() }
    // What is typed elsewhere is another change.
    if line != current { isTyping = false }
    current = line
  }

  private mutating func push() {
    earlier.append(current)
    if earlier.count > Self.limit { earlier.removeFirst() }
  }

  /// Takes one character that was added before the cursor since the line was noted.
  mutating func note(typed scalar: Unicode.Scalar) {
    if !isTyping { push() }
    current.before.unicodeScalars.append(scalar)
    isTyping = scalar != " "
  }

  /// The line before the last change; nil when there is none.
  mutating func undo() -> EditorBridge.Line? {
    guard let last = earlier.popLast() else { return nil }
    (current, isTyping) = (last, false)
    return last
  }
}
