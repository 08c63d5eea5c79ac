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

  /// Keys that a person may bind to something else in `~/.editrc`.
  static func preferences(isVi: Bool) -> [KeyBinding] {
    [
      KeyBinding(key: "^I", command: "vsdk-complete", modes: .inserting),
      KeyBinding(key: "?", command: "vsdk-explain", modes: .inserting),
      KeyBinding(key: "^R", command: "vsdk-search", modes: .inserting),
      KeyBinding(key: "^P", command: "vsdk-up"), KeyBinding(key: "^N", command: "vsdk-down"),
      KeyBinding(key: "^L", command: "vsdk-clear"),
      KeyBinding(key: "^_", command: "vsdk-undo"),
      KeyBinding(key: "^Z", command: "vsdk-suspend"),
      KeyBinding(key: "\\034", command: "vsdk-terminate"),
    ] + (isVi ? commanding : emacs)
  }

  private static let emacs = [
    KeyBinding(key: "^X^E", command: "vsdk-edit"), KeyBinding(key: "^X^U", command: "vsdk-undo"),
    KeyBinding(key: "\\e.", command: "vsdk-last-word"),
    KeyBinding(key: "\\e_", command: "vsdk-last-word"),
    KeyBinding(key: "\\ef", command: "vsdk-word-right"),
    KeyBinding(key: "^F", command: "vsdk-right"), KeyBinding(key: "^E", command: "vsdk-end"),
  ]

  private static let commanding = [
    ("j", "vsdk-down"), ("k", "vsdk-up"), ("u", "vsdk-undo"), ("v", "vsdk-edit"),
  ].map { KeyBinding(key: $0, command: $1, modes: .commanding) }

  /// Keys without which lines would not be read right.
  ///
  /// libedit's own command line (Alt-x, and `:` of vi) reads and writes past us, and crashes on a quote.
  static func necessities(isVi: Bool) -> [KeyBinding] {
    NamedKey.allCases.map { KeyBinding(key: $0.notation, command: $0.command(isVi: isVi)) } + [
      KeyBinding(key: "^D", command: "em-delete-or-list"),
      KeyBinding(key: "^M", command: "vsdk-accept"),
      KeyBinding(key: "^J", command: "vsdk-accept"),
    ]
      + (isVi
        ? [KeyBinding(key: ":", command: "ed-unassigned", modes: .commanding)]
        : ["\\ex", "\\eX"].map { KeyBinding(key: $0, command: "ed-unassigned") })
  }
}
