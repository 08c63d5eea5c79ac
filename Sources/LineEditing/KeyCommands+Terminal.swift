import CEditLine
import Glibc
import ShellCore

/// Keys that give the terminal to somebody else: to an editor, to the shell above, to nobody any more.
extension KeyCommands {
  func editOutside() {
    guard let externalEditor else { return beep() }
    let line = bridge.line.text
    if let refusal = assistant?.refusesFile(line) {
      return screen.draw(content, below: screen.surface.lines(of: "note: \(refusal)"))
    }
    screen.finish(content)
    bridge.takeTerminal(false)
    cel_guard_disarm()
    let edited = externalEditor.edit(line)
    reader.begin()
    _ = cel_guard_arm()
    bridge.takeTerminal(true)
    if let edited { bridge.replaceLine(with: EditorBridge.Line(before: edited, after: "")) }
  }

  func takeTerminalAgain() -> Bool {
    guard JobControl.waitForForeground(descriptor) else { return false }
    bridge.takeTerminal(false)
    bridge.takeTerminal(true)
    return true
  }

  func suspend() {
    screen.finish(content)
    bridge.takeTerminal(false)
    cel_guard_disarm()
    cel_stop_self(SIGTSTP)
    _ = cel_take_continued()
    guard JobControl.waitForForeground(descriptor) else {
      outcome = .end
      return
    }
    screen.forget()
    _ = cel_guard_arm()
    bridge.takeTerminal(true)
  }

  func terminate() {
    mode = .editing
    screen.finish(content, with: "^\\")
    // The guard gives the terminal back, and says what still runs.
    kill(getpid(), SIGTERM)
    while true { pause() }
  }
}
