/// What a person types at the prompt and sees, as a file.
///
/// `> LINE` is typed, `> ^C`, `> some text^C` and `> ^D` are keys, `>> LINE` is typed into another shell on the same
/// sandbox just before the next `>`, `# …` is a comment, and every other line is output, in which `<<regex>>` is a hole.
/// Blank lines around comments and inputs only separate. Where the shell ends, `(exit N)` follows.
public struct Transcript: Sendable, Equatable {
  /// The parts in order.
  public private(set) var parts: [Part] = []

  /// One input with all that stands around it.
  public struct Part: Sendable, Equatable {
    /// Comments and blank lines above the input, as written.
    public var comments: [String]
    /// What another shell does first.
    public var elsewhere: [String]
    /// What is typed; nil for comments at the end of the file.
    public var input: String?
    /// The line of the input in the file, 1-based.
    public var line: Int
    /// What must be seen.
    public var output: [TranscriptPattern]

    /// The keys that the input stands for.
    public var key: ScriptedLines.Key? { input.map { ScriptedLines.Key($0) } }
  }

  /// A file that cannot be read as a transcript.
  public struct Malformed: Error, Sendable, Equatable {
    /// 1-based.
    public let line: Int
    /// What is wrong there.
    public let reason: String
  }

  /// Reads the text of a file.
  ///
  /// - Throws: `Malformed` when output stands above the first input.
  public init(_ text: String) throws(Malformed) {
    var reader = Reader()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      try reader.take(String(line), number: index + 1)
    }
    parts = reader.finish()
  }

  /// The text of the file.
  public var text: String {
    let lines = parts.flatMap { part in
      part.comments + part.elsewhere.map { ">> \($0)" }
        + (part.input.map { [$0.isEmpty ? ">" : "> \($0)"] } ?? []) + part.output.map(\.text)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// The same inputs with what was seen, keeping lines whose holes describe it.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  public func recorded(_ seen: [[String]]) throws -> Transcript {
    var copy = self
    for (place, lines) in zip(parts.indices, seen) {
      copy.parts[place].output = try parts[place].output.updated(with: lines)
    }
    return copy
  }

  /// Builds parts line by line.
  private struct Reader {
    private var parts: [Part] = []
    private var comments: [String] = []
    private var elsewhere: [String] = []
    private var blanks: [String] = []

    mutating func take(_ line: String, number: Int) throws(Malformed) {
      if line.isEmpty {
        blanks.append(line)
      } else if line.hasPrefix("#") {
        comments += blanks + [line]
        blanks = []
      } else if line.hasPrefix(">> ") {
        comments += blanks
        elsewhere.append(String(line.dropFirst(3)))
        blanks = []
      } else if line == ">" || line.hasPrefix("> ") {
        begin(String(line.dropFirst(2)), number)
      } else {
        try output(line, number)
      }
    }

    mutating func finish() -> [Part] {
      if !comments.isEmpty {
        parts.append(
          Part(comments: comments, elsewhere: elsewhere, input: nil, line: 0, output: []))
      }
      return parts
    }

    private mutating func begin(_ input: String, _ number: Int) {
      parts.append(
        Part(
          comments: comments + blanks, elsewhere: elsewhere, input: input, line: number, output: []
        ))
      (comments, elsewhere, blanks) = ([], [], [])
    }

    private mutating func output(_ line: String, _ number: Int) throws(Malformed) {
      guard !parts.isEmpty, comments.isEmpty, elsewhere.isEmpty else {
        throw Malformed(line: number, reason: "output without an input above it")
      }
      // Blank lines between two lines of output belong to it.
      parts[parts.count - 1].output += (blanks + [line]).map { TranscriptPattern($0) }
      blanks = []
    }
  }
}
