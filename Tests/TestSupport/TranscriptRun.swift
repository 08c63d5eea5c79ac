import ShellCore
import Synchronization

/// Plays a transcript against a shell of its own.
public struct TranscriptRun: Sendable {
  /// What was seen below each input; nil where the shell had ended before it.
  public let seen: [[String]?]

  /// Something that is not as the transcript says.
  public struct Problem: Sendable, Equatable {
    /// The line of the input in the file, 1-based.
    public let line: Int
    /// What was expected and what was seen.
    public let message: String
  }

  /// Types everything that the transcript says.
  ///
  /// - Throws: what setting up the sandbox throws.
  public init(_ transcript: Transcript, options: ShellHarness.Options) async throws {
    let parts = transcript.parts.filter { $0.input != nil }
    seen = try await ShellHarness.with(options) { harness in
      let log = OutputLog()
      let desk = Desk(count: parts.count)
      let others = OtherShells(harness: harness)
      let lines = ScriptedLines(parts.compactMap(\.key)) { place in
        desk.turn(to: place, after: log.take())
        if parts.indices.contains(place) { others.expect(parts[place].elsewhere) }
      }
      let status = await harness.runShell(
        lines, session: harness.session(), log: log, interrupts: others)
      desk.close(status, after: log.take())
      return desk.pages
    }
  }

  /// Compares with the transcript; empty when all is as it says.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func problems(_ transcript: Transcript) throws -> [Problem] {
    let parts = transcript.parts.filter { $0.input != nil }
    return try zip(parts, seen).compactMap { part, lines in
      guard let lines else {
        return Problem(line: part.line, message: "the shell had ended before this input")
      }
      guard let place = try part.output.firstMismatch(with: lines) else { return nil }
      let expected = part.output.indices.contains(place) ? part.output[place].text : "(nothing)"
      let found = lines.indices.contains(place) ? lines[place] : "(nothing)"
      return Problem(
        line: part.line + 1 + min(place, part.output.count),
        message:
          "expected: \(expected)\nseen:     \(found)\nwhole:\n\(lines.joined(separator: "\n"))"
      )
    }
  }

  /// The transcript as it would be with what was seen.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func record(_ transcript: Transcript) throws -> Transcript {
    try transcript.recorded(seen.map { $0 ?? [] })
  }

  /// Sorts output by the input it followed.
  private final class Desk: Sendable {
    private struct State: Sendable {
      var pages: [[String]?]
      var current: Int?
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(pages: Array(repeating: nil, count: count))) }

    var pages: [[String]?] { state.withLock { $0.pages } }

    /// The shell asks for the input `place`; `text` came before that.
    func turn(to place: Int, after text: String) {
      state.withLock { state in
        Self.write(text, to: &state)
        state.current = place
      }
    }

    /// The shell has ended by itself, or for want of input.
    func close(_ status: ExitStatus, after text: String) {
      state.withLock { state in
        Self.write(text + "(exit \(status.code))\n", to: &state)
      }
    }

    private static func write(_ text: String, to state: inout State) {
      guard let current = state.current, state.pages.indices.contains(current) else { return }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
      while lines.last?.isEmpty == true { lines.removeLast() }
      state.pages[current] = lines
    }
  }

  /// Lets other shells act before a line runs; a scope, because it is what the shell waits for there.
  private final class OtherShells: InterruptScope {
    private let harness: ShellHarness
    private let waiting = Mutex<[String]>([])

    init(harness: ShellHarness) { self.harness = harness }

    func expect(_ lines: [String]) { waiting.withLock { $0 = lines } }

    func run<Value: Sendable>(
      _ body: @escaping () async -> Value
    ) async -> (value: Value, ended: ExitStatus?) {
      let lines = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      for line in lines { await harness.typeElsewhere(line) }
      return (await body(), nil)
    }
  }
}
