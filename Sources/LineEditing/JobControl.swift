import CEditLine
import Glibc

/// Whose turn it is at the terminal.
enum JobControl {
  /// Whether the terminal belongs to another process group: the shell was sent to the background.
  static func isInBackground(_ descriptor: Int32) -> Bool {
    let group = tcgetpgrp(descriptor)
    return group > 0 && group != getpgrp()
  }

  /// Stops the process, as often as it is continued in the background, until the terminal is its own.
  ///
  /// A process that reads there is stopped by the kernel, but not on a thread that blocks the signal: reading then fails,
  /// and changing the terminal's modes succeeds under the hands of whoever has it.
  ///
  /// - Returns: false when nobody is there who could continue it.
  static func waitForForeground(_ descriptor: Int32) -> Bool {
    while isInBackground(descriptor) {
      _ = cel_take_continued()
      cel_stop_self(SIGTTIN)
      guard cel_take_continued() != 0 || !isInBackground(descriptor) else { return false }
    }
    return true
  }
}
