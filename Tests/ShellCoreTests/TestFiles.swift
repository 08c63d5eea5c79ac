import FoundationEssentials
import ShellCore
import Synchronization

/// Files that tests read.
enum TestFiles {
  /// The path of something in the folder of the test sources.
  static func beside(_ name: String, _ file: String = #filePath) -> String {
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    return folder + name
  }

  /// Reads files of one folder.
  static func reader(
    _ folder: String
  ) -> @Sendable (String) throws(FileProblem) -> [UInt8] {
    { path throws(FileProblem) in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
        throw FileProblem(path: path, reason: "no such file")
      }
      return Array(data)
    }
  }
}

/// Files in memory that count how often each was read.
final class MemoryFiles: Sendable {
  private let state: Mutex<(files: [String: [UInt8]], reads: [String])>

  init(_ files: [String: String] = [:]) {
    state = Mutex((files.mapValues { Array($0.utf8) }, []))
  }

  /// The paths that were read, in order.
  var reads: [String] { state.withLock { $0.reads } }

  subscript(path: String) -> [UInt8]? {
    get { state.withLock { $0.files[path] } }
    set { state.withLock { $0.files[path] = newValue } }
  }

  @Sendable func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let bytes = state.withLock { state in
      state.reads.append(path)
      return state.files[path]
    }
    guard let bytes else { throw FileProblem(path: path, reason: "no such file") }
    return bytes
  }
}
