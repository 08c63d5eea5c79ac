/// A key that sends a sequence and does something here; all others are dropped.
enum NamedKey: UInt32, CaseIterable {
  case up, down, left, right, home, end, delete
  case wordLeft, wordRight
  case backTab

  /// The key of a CSI or SS3 sequence (as xterm, rxvt and the Linux console send them); nil for one without a use.
  ///
  /// Shift alone changes nothing; Alt and Control make the left and right key move by words.
  init?(final: UInt8, parameters: [UInt8]) {
    let numbers = String(decoding: parameters, as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map {
        Int($0) ?? ($0.isEmpty ? 1 : -1)
      }
    guard numbers.count <= 2, !numbers.contains(-1) else { return nil }
    let modifier = numbers.count == 2 ? numbers[1] : 1
    guard (1...8).contains(modifier) else { return nil }
    switch Character(Unicode.Scalar(final)) {
    case "~":
      guard modifier == 1, let key = Self.numbered[numbers.first ?? 0] else { return nil }
      self = key
    case "Z": self = .backTab
    case let letter:
      guard numbers.first ?? 1 == 1, let key = Self.lettered[letter] else { return nil }
      switch (key, modifier) {
      case (_, 1): self = key
      // rxvt sends `ESC O c` with Control.
      case (.left, 3...): self = .wordLeft
      case (.right, 3...): self = .wordRight
      default: return nil
      }
    }
  }

  private static let lettered: [Character: NamedKey] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "c": .wordRight,
    "d": .wordLeft,
  ]
  private static let numbered: [Int: NamedKey] = [
    1: .home, 3: .delete, 4: .end, 7: .home, 8: .end,
  ]

  /// What libedit gets for it: a C1 control character, which no keyboard types.
  ///
  /// A sequence would not do: with the keys of vi libedit takes its Escape for a key of its own.
  var code: UInt32 { 0x80 + rawValue }

  /// The same in libedit's notation.
  var notation: String { "\\" + String(code, radix: 8) }

  /// The command of libedit, or of ours, that the key runs.
  func command(isVi: Bool) -> String {
    switch self {
    case .up: "vsdk-up"
    case .down: "vsdk-down"
    case .left: "ed-prev-char"
    case .right: "vsdk-right"
    case .home: "ed-move-to-beg"
    case .end: "vsdk-end"
    case .delete: "ed-delete-next-char"
    case .wordLeft: isVi ? "vi-prev-word" : "ed-prev-word"
    case .wordRight: "vsdk-word-right"
    case .backTab: "ed-unassigned"
    }
  }
}
