/// A key in libedit's notation and the command it runs.
struct KeyBinding {
  let key: String
  let command: String
  var modes = Modes.all

  /// In which of vi's two modes it holds; the emacs keys know inserting alone.
  enum Modes {
    case all
    case inserting
    case commanding
  }

  /// What `KeyCommands` sends itself to go on with a key in two steps: C1 control characters, which
  /// no keyboard types.
  static let continueKey: UInt32 = 0x9F
  static let newlineKey: UInt32 = 0x9E

  /// Keys that a person may bind to something else in `~/.editrc`.
  ///
  /// With the vi keys Escape must stay a key of its own: libedit takes an arrow there for Escape
  /// and two letters of the command mode.
  static func preferences(isVi: Bool) -> [KeyBinding] {
    let arrows = ["[", "O"].flatMap { lead in
      sequence(lead + "A", "ed-search-prev-history", isVi: isVi)
        + sequence(lead + "B", "ed-search-next-history", isVi: isVi)
    }
    return arrows + unassigned(isVi: isVi) + words(isVi: isVi) + [
      KeyBinding(key: "^R", command: "em-inc-search-prev", modes: .inserting),
      KeyBinding(key: "^I", command: "vsdk-complete", modes: .inserting),
      KeyBinding(key: "?", command: "vsdk-explain", modes: .inserting),
      KeyBinding(key: "^Z", command: "vsdk-suspend"),
    ]
  }

  /// Keys without which lines would not be read right.
  static let necessities = [
    KeyBinding(key: "^C", command: "vsdk-interrupt"),
    KeyBinding(key: "^D", command: "em-delete-or-list"),
    KeyBinding(key: "^M", command: "vsdk-accept"),
    KeyBinding(key: "^J", command: "vsdk-accept"),
    KeyBinding(key: "\\237", command: "vsdk-continue"),
    KeyBinding(key: "\\236", command: "ed-newline"),
  ]

  /// Keys that do nothing here, and of which libedit would take the end for typed letters: cursor keys with Shift,
  /// Alt or Control, Page Up, Insert, the function keys, the end of a paste that never began.
  private static func unassigned(isVi: Bool) -> [KeyBinding] {
    let modified = (2...8).flatMap { modifier in
      "ABCDHF".map { "[1;\(modifier)\($0)" } + [2, 3, 5, 6].map { "[\($0);\(modifier)~" }
    }
    let plain =
      [2, 5, 6, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 201].map { "[\($0)~" }
      + ["[Z", "[I", "[O", "OP", "OQ", "OR", "OS"]
    return (modified + plain).flatMap { sequence($0, "ed-unassigned", isVi: isVi) }
  }

  /// Control or Alt with the left and the right key.
  private static func words(isVi: Bool) -> [KeyBinding] {
    let (back, forth) = isVi ? ("vi-prev-word", "vi-next-word") : ("ed-prev-word", "em-next-word")
    return [3, 5].flatMap {
      sequence("[1;\($0)D", back, isVi: isVi) + sequence("[1;\($0)C", forth, isVi: isVi)
    }
  }

  /// What a key sends behind Escape.
  ///
  /// With the vi keys Escape has then left the inserting mode, or comes again in the other.
  private static func sequence(_ keys: String, _ command: String, isVi: Bool) -> [KeyBinding] {
    isVi
      ? [keys, "\\e" + keys].map { KeyBinding(key: $0, command: command, modes: .commanding) }
      : [KeyBinding(key: "\\e" + keys, command: command, modes: .inserting)]
  }
}
