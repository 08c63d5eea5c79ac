/// Writes files that the person asked for by name: scripts and transcripts.
public struct FileDoor: Sendable {
  /// Makes a file with this text; something that is there already is left alone, and a failure.
  public var create: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void
  /// Puts this text in the place of a file, all of it or nothing.
  public var replace: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void
  /// Adds this text at the end of a file, all of it or nothing, so that it stays when the process is killed.
  public var append: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void

  /// Puts one together from its parts.
  public init(
    create: @escaping @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void,
    replace: @escaping @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void,
    append: @escaping @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void
  ) {
    self.create = create
    self.replace = replace
    self.append = append
  }

  /// Writes nothing, and says so: for whoever has no person to write for.
  public static let closed = FileDoor(
    create: { path, _ throws(FileProblem) in throw FileProblem(path: path, reason: isClosed) },
    replace: { path, _ throws(FileProblem) in throw FileProblem(path: path, reason: isClosed) },
    append: { path, _ throws(FileProblem) in throw FileProblem(path: path, reason: isClosed) })

  private static let isClosed = "files are written by the shell alone"
}

/// Why a question has no answer.
public enum QuestionProblem: Error, Sendable, Equatable {
  /// There is no terminal to ask on.
  case noTerminal
  /// The person or a signal ended it.
  case interrupted
}

/// What is at a path.
public enum FileStatus: Sendable, Equatable {
  /// Nothing that can be seen.
  case absent
  /// A folder.
  case folder
  /// A file, or something else that is no folder.
  case file(bytes: Int)
}

/// Why a file could not be read or a folder not made.
public struct FileProblem: Error, Sendable, Equatable {
  /// As given.
  public let path: String
  /// Lower case, such as `no such file`.
  public let reason: String

  /// Puts one together from its parts.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What to do about it, where that can be told from the path.
  var hints: [String] {
    path.hasPrefix("~") ? ["`~` is not expanded here: write the whole path"] : []
  }
}
