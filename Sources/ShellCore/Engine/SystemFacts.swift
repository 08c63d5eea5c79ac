public import Ledger

/// What is around the shell, for `doctor`: folders, files, the terminal.
public struct SystemFacts: Sendable {
  /// Where `init.vsdk` and the folder `profiles` are looked for.
  var configurationFolder: String
  /// Where the program keeps its history and its ledger.
  var stateFolder: String
  /// What is known of the terminal.
  var terminal: Terminal
  /// Opens the ledger on disk, whatever the target.
  var openLedger: @Sendable () throws(LedgerError) -> Ledger

  /// Puts one together from its parts.
  public init(
    configurationFolder: String, stateFolder: String, terminal: Terminal,
    openLedger: @escaping @Sendable () throws(LedgerError) -> Ledger
  ) {
    self.configurationFolder = configurationFolder
    self.stateFolder = stateFolder
    self.terminal = terminal
    self.openLedger = openLedger
  }

  /// What is known of the terminal.
  public struct Terminal: Sendable, Equatable {
    /// `TERM`; nil when it is not set.
    var name: String?
    /// Whether lines come from a person.
    var isInteractive: Bool
    /// Whether lines can be edited.
    var canEdit: Bool
    /// Columns; nil when no stream is a terminal that tells.
    var columns: Int?
    /// Whether answers are drawn in colour.
    var hasColor: Bool
    /// Whether the locale's text is UTF-8.
    var isUTF8: Bool

    /// Puts one together from its parts.
    public init(
      name: String?, isInteractive: Bool, canEdit: Bool, columns: Int?, hasColor: Bool,
      isUTF8: Bool
    ) {
      self.name = name
      self.isInteractive = isInteractive
      self.canEdit = canEdit
      self.columns = columns
      self.hasColor = hasColor
      self.isUTF8 = isUTF8
    }
  }

  var historyFile: String { "\(stateFolder)/history" }
  var ledgerFile: String { "\(stateFolder)/ledger.sqlite" }
  var startFile: String { "\(configurationFolder)/init.vsdk" }
  var profileFolder: String { "\(configurationFolder)/profiles" }
}
