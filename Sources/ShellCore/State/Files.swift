/// The one door to files: whoever opens it decides where they are.
public struct Files: Sendable {
  /// Reads a file whole; a pipe or a device is refused without being opened.
  public var read: @Sendable (_ path: String) throws(FileProblem) -> [UInt8]
  /// Tells what is at a path.
  public var status: @Sendable (_ path: String) -> FileStatus
  /// What the system says of a path, through links; nil when nothing is there.
  public var facts: @Sendable (_ path: String) -> FileFacts?
  /// The absolute path without links, `.` and `..`; nil when nothing is there.
  public var realPath: @Sendable (_ path: String) -> String?
  /// The names in a folder, sorted; empty when it cannot be read.
  public var names: @Sendable (_ folder: String) -> [String]
  /// Makes a folder with those above it; one that is there is as good.
  public var makeFolder: @Sendable (_ path: String) throws(FileProblem) -> Void
  /// Makes a file with this text; something that is there already is left alone, and a failure.
  public var create: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void
  /// Writes this text over a plain file, all of it or nothing; mode, owner and links stay.
  public var replace: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void
  /// Adds this text at the end of a file, all of it or nothing, so that it stays when the process is killed.
  public var append: @Sendable (_ path: String, _ text: String) throws(FileProblem) -> Void

  /// A door that leads nowhere, to be opened one by one.
  public init() {
    read = { path throws(FileProblem) in throw FileProblem(path: path, reason: "no such file") }
    status = { _ in .absent }
    facts = { _ in nil }
    realPath = { ScriptPath.resolve($0, from: "/") }
    names = { _ in [] }
    makeFolder = { path throws(FileProblem) in throw .closed(path) }
    create = { path, _ throws(FileProblem) in throw .closed(path) }
    replace = create
    append = create
  }

  /// The names in a folder, those of folders with a `/` behind them.
  func list(_ folder: String) -> [String] {
    names(folder).map { facts(folder + "/" + $0)?.isFolder == true ? $0 + "/" : $0 }
  }
}

/// What the system says of a file or folder.
public struct FileFacts: Sendable, Equatable {
  /// Whether it is a folder.
  public let isFolder: Bool
  /// The permission bits, such as 0o600.
  let mode: UInt32
  /// Whether it belongs to the account that runs the program.
  let isOwn: Bool
  /// Whether it belongs to the account that may do everything.
  let isRoots: Bool
  /// Whether it is a plain file, and no folder, pipe or device.
  public let isPlain: Bool

  /// Puts one together from its parts.
  public init(
    isFolder: Bool, mode: UInt32, isOwn: Bool, isRoots: Bool = false, isPlain: Bool? = nil
  ) {
    self.isFolder = isFolder
    self.mode = mode & 0o777
    self.isOwn = isOwn
    self.isRoots = isRoots
    self.isPlain = isPlain ?? !isFolder
  }

  /// Whether another account can say what stands in it, as its owner or by its permissions.
  var isOthers: Bool { !(isOwn || isRoots) || mode & 0o022 != 0 }

  /// What that is, and what to do about it; nil for a file that is nobody else's.
  func distrust(of path: String) -> (reason: String, remedy: String)? {
    let path = path.quotedForShell
    guard isOwn || isRoots else {
      return ("it belongs to another account", "run `chown \"$USER\" \(path)` if it is yours")
    }
    guard isOthers else { return nil }
    return ("others can change it (\(modeText))", "run `chmod go-w \(path)`")
  }

  /// Such as `0640`.
  var modeText: String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
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

  fileprivate static func closed(_ path: String) -> FileProblem {
    FileProblem(path: path, reason: "files are written by the shell alone")
  }

  /// What to do about it, where that can be told from the path.
  var hints: [String] {
    path.hasPrefix("~") ? ["`~` is not expanded here: write the whole path"] : []
  }
}
