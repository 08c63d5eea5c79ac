import VideoSDKClient

/// What a person allows scripts beyond what every script may do.
public struct ScriptAllowance: Sendable, Equatable {
  /// Where requests may go, besides the origin that was chosen outside.
  private(set) var origins: [Origin] = []
  /// Folders, as given, below which a script may write files.
  let writable: [String]
  /// Folders, as given, below which scripts may run each other.
  let roots: [String]

  /// Allows no origin, and nothing else unless told otherwise.
  public init(writable: [String] = [], roots: [String] = []) {
    self.writable = writable
    self.roots = roots
  }

  /// Allows an origin too; answers what is wrong with a text that names none.
  public mutating func allow(origin text: String) -> String? {
    do throws(OriginError) {
      origins.append(try Origin(text))
      return nil
    } catch {
      return error.wording
    }
  }
}

/// What a script may do, for it may come from a stranger: settled before its first line, for it and all it runs.
///
/// A session without one is a person's.
struct ScriptPermit: Sendable, Equatable {
  /// Where requests may go.
  let origins: [Origin]
  /// Real paths of the folders below which scripts may be read.
  let roots: [String]
  /// Real paths of the folders below which files may be written.
  let writable: [String]
  /// Those of them, named by the person, below which a file that is there may be written over.
  let replaceable: [String]

  /// What the outermost script of a name may do in a session.
  init(_ script: String, at target: Target, _ allowance: ScriptAllowance, _ files: Files) {
    // The sandbox of this process has no origin before it runs.
    origins = (target.isUnborn ? [] : [target.origin]) + allowance.origins
    // A current folder that was removed holds nothing.
    let current = files.realPath(".")
    let folder = Self.folder(of: script).flatMap(files.realPath)
    let holder = current.flatMap { current in
      folder.map { FolderPath.holds(current, $0) } == false ? nil : current
    }
    roots = [holder ?? folder].compactMap(\.self) + allowance.roots.compactMap(files.realPath)
    replaceable = allowance.writable.compactMap(files.realPath)
    writable = [current].compactMap(\.self) + replaceable
  }

  /// The folder of a script as it is named; nil for a text that is in no file.
  private static func folder(of script: String) -> String? {
    guard !script.hasPrefix("<") else { return nil }
    return script.lastIndex(of: "/").map { String(script[...$0]) } ?? "."
  }

  /// Why a script at a path is not run by another; nil when it may be.
  func refusal(ofRunning path: String, _ files: Files) -> IncludeRefusal? {
    guard FolderPath.isScript(path) else { return .otherName }
    // What is not there is told by whoever reads it.
    guard let real = files.realPath(path) else { return nil }
    guard roots.contains(where: { FolderPath.holds($0, real) }) else {
      return .outside(root: roots.first, folder: FolderPath.parent(of: real))
    }
    guard FolderPath.isScript(real) else { return .otherName }
    return files.facts(real)?.isPlain == false ? .notPlain : nil
  }

  /// Why a script makes no file or folder at a path; nil when it may.
  func refusal(ofWriting path: String, _ files: Files) -> WriteRefusal? {
    guard let place = FolderPath.destination(path, files) else { return .outside(folder: nil) }
    let names = writable.filter { FolderPath.holds($0, place) }
      .map { FolderPath.names(place).dropFirst(FolderPath.names($0).count) }
    guard !names.isEmpty else { return .outside(folder: FolderPath.parent(of: place)) }
    return names.contains { $0.allSatisfy(FolderPath.isHarmless) } ? nil : .name
  }

  /// Why a script does not write over a file at a path; nil when it may.
  func refusal(ofReplacing path: String, _ files: Files) -> WriteRefusal? {
    guard let place = FolderPath.destination(path, files) else { return .outside(folder: nil) }
    let isAllowed = replaceable.contains { FolderPath.holds($0, place) }
    return isAllowed ? nil : .taken(folder: FolderPath.parent(of: place))
  }
}

/// Why a script does not run another.
enum IncludeRefusal: Sendable, Equatable {
  /// Its name does not end in `.vsdk`.
  case otherName
  /// It lies in a folder that is not below the root; there is none where the current folder was removed.
  case outside(root: String?, folder: String)
  /// It is a folder, a pipe or a device.
  case notPlain
}

/// Why a script does not write a file.
enum WriteRefusal: Sendable, Equatable {
  /// It would lie in a folder where a script may not write; nil where that cannot be told.
  case outside(folder: String?)
  /// A name in its path begins with `.` or `-`, or holds a control character.
  case name
  /// A file is there, in this folder.
  case taken(folder: String)
}

/// Paths compared byte by byte, as the system does.
package enum FolderPath {
  /// Whether a real path is a folder or lies below it.
  package static func holds(_ folder: String, _ path: String) -> Bool {
    let (folder, path) = (names(folder), names(path))
    return path.starts(with: folder, by: { $0.utf8.elementsEqual($1.utf8) })
  }

  static func names(_ path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  static func parent(of path: String) -> String {
    "/" + names(path).dropLast().joined(separator: "/")
  }

  /// Whether a path ends in a name that a script has.
  package static func isScript(_ path: String) -> Bool {
    let (name, ending) = (names(path).last?.utf8.count ?? 0, ".vsdk".utf8)
    return name > ending.count && path.utf8.suffix(ending.count).elementsEqual(ending)
  }

  /// Whether a name neither hides a file, nor looks like a flag, nor speaks to a terminal.
  static func isHarmless(_ name: String) -> Bool {
    !name.utf8.starts(with: ".".utf8) && !name.utf8.starts(with: "-".utf8)
      && name.unicodeScalars.allSatisfy { $0.properties.generalCategory.isVisible }
  }

  /// The real path that something at a path would have; nil when that cannot be told.
  static func destination(_ path: String, _ files: Files) -> String? {
    let all = names(path)
    let start = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for count in stride(from: all.count, through: 0, by: -1) {
      let there = start + all[..<count].joined(separator: "/")
      guard let real = files.realPath(there.isEmpty ? "." : there) else { continue }
      let rest = all[count...].filter { $0 != "." }
      return rest.contains("..") ? nil : ([real] + rest).joined(separator: "/")
    }
    return nil
  }
}

extension Target {
  /// Whether it is the sandbox of this process before that has been started.
  var isUnborn: Bool { kind == .sandbox && !origin.isLoopback }
}

extension Unicode.GeneralCategory {
  /// Neither a control character nor one that only changes how others are drawn.
  fileprivate var isVisible: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }
}
