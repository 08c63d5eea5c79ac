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
      [
        arrow(lead + "A", "ed-search-prev-history", isVi: isVi),
        arrow(lead + "B", "ed-search-next-history", isVi: isVi),
      ]
    }
    return arrows + [
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

  private static func arrow(_ sequence: String, _ command: String, isVi: Bool) -> KeyBinding {
    isVi
      ? KeyBinding(key: sequence, command: command, modes: .commanding)
      : KeyBinding(key: "\\e" + sequence, command: command, modes: .inserting)
  }
}
