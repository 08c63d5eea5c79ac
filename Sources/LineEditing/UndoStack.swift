/// The states of a line before its changes.
///
/// Pure. Letters that are typed behind each other are one change, up to the end of a word.
struct UndoStack {
  private static let limit = 500

  private var earlier: [EditorBridge.Line] = []
  private(set) var current = EditorBridge.Line(before: "", after: "")
  private var isTyping = false

  /// Takes the line as it stands between two keys.
  mutating func note(_ line: EditorBridge.Line) {
    defer { current = line }
    guard line.text != current.text else {
      // What is typed elsewhere is another change.
      isTyping = isTyping && line == current
      return
    }
    let isTyped = isTyped(line)
    if !(isTyped && isTyping) { push() }
    isTyping = isTyped && line.before.unicodeScalars.last != " "
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

  /// Whether one character was added before the cursor.
  private func isTyped(_ line: EditorBridge.Line) -> Bool {
    line.after == current.after
      && line.before.unicodeScalars.count == current.before.unicodeScalars.count + 1
      && line.before.unicodeScalars.starts(with: current.before.unicodeScalars)
  }

  /// The line before the last change; nil when there is none.
  mutating func undo() -> EditorBridge.Line? {
    guard let last = earlier.popLast() else { return nil }
    (current, isTyping) = (last, false)
    return last
  }
}
