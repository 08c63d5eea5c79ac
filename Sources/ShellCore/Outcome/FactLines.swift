/// One record as people read it: `name  value` lines with the values below each other.
struct FactLines {
  private(set) var blocks: [Report.Block] = []

  /// Adds a line; a value that is not known is drawn as `-`.
  mutating func add(_ name: String, _ value: String?, _ role: StyledText.Role = .plain) {
    let padded = name + String(repeating: " ", count: max(1, 13 - name.count))
    let part = value.map { StyledText.Part($0, role) } ?? StyledText.Part("-", .muted)
    blocks.append(.line(StyledText([.init(padded, .muted), part])))
  }
}
