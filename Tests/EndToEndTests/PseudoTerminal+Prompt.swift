import TestSupport

extension PseudoTerminal {
  /// Waits for a prompt, and then until each key is delivered by itself: the prompt is drawn a moment before, and what
  /// the kernel still takes for the end of a line or a signal never reaches the editor.
  func expectPrompt(
    _ text: String, file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try await expect(text, file: file, line: line)
    while terminalAttributes?.isCanonical == true { await Task.yield() }
  }
}
