import Ledger
import LineEditing
import ShellCore
import Synchronization
import VideoSDKClient

/// What scripts that run beside each other have in common; each opens the rest for itself.
struct SharedDoors: Sendable {
  /// Signals belong to the process.
  let interrupts: Interrupts
  /// One for all: its connections serve every script, and no more requests are under way at a server than it has.
  let transport: AsyncHTTPTransport
  let ledger = SharedLedger()
  let terminal: SharedTerminal
  /// Read once, so that a person is asked once.
  let configuration: SessionConfiguration
}

/// The ledger of scripts that run beside each other, opened by the first that needs it.
///
/// A class because they share it.
final class SharedLedger: Sendable {
  private let ledger = Mutex<Ledger?>(nil)

  func open(path: String) throws(LedgerError) -> Ledger {
    try ledger.withLock { ledger throws(LedgerError) in
      if let ledger { return ledger }
      let opened = try Ledger(path: path)
      ledger = opened
      return opened
    }
  }
}

/// The terminal of scripts that run beside each other: a person is asked one thing at a time.
///
/// A class because they share its lock.
final class SharedTerminal: Sendable {
  private let isAsking = Mutex(())
  private let progressLine: ProgressLine?

  init(_ console: Console) { progressLine = console.progressLine }

  func askSecret(_ name: String) throws(QuestionProblem) -> String {
    try isAsking.withLock { (_) throws(QuestionProblem) -> String in
      guard let progressLine else { return try TerminalQuestion.secret(name) }
      return try progressLine.pause { () throws(QuestionProblem) in
        try TerminalQuestion.secret(name)
      }
    }
  }
}
