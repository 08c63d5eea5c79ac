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
