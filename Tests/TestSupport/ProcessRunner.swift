import Dispatch
import Glibc
import Synchronization

/// What a process printed and how it ended.
public struct ProcessResult: Sendable, Equatable {
  /// How it ended.
  public let exit: ExitReport
  /// All of stdout; what is no UTF-8 is replaced.
  public let standardOutput: String
  /// All of stderr; what is no UTF-8 is replaced.
  public let standardError: String

  /// What a shell puts into `$?`.
  public var status: Int32 { exit.shellStatus }
}

/// A process that did not end in time; it was killed.
public struct ProcessTimeout: Error, CustomStringConvertible {
  /// The program's path.
  public let executable: String
  /// How long it was waited for.
  public let limit: Duration
  /// What had come on stdout.
  public let standardOutput: String
  /// What had come on stderr.
  public let standardError: String

  /// One sentence, then both outputs.
  public var description: String {
    "\(executable) did not end within \(limit)\nstdout:\n\(standardOutput)\nstderr:\n\(standardError)"
  }
}

/// Runs a program on three pipes and waits for its end.
public enum ProcessRunner {
  /// The environment is exactly the one given, and nothing but descriptors 0, 1 and 2 is inherited.
  ///
  /// - Parameter directory: nil keeps the test runner's.
  /// - Throws: `SpawnError`, or `ProcessTimeout` with what was printed so far.
  public static func run(
    _ executable: String,
    arguments: [String] = [],
    environment: [String: String] = [:],
    input: String = "",
    directory: String? = nil,
    timeout: Duration = .seconds(60)
  ) async throws -> ProcessResult {
    let (inputRead, inputWrite) = try openPipe(executable)
    let (outputRead, outputWrite) = try openPipe(executable)
    let (errorRead, errorWrite) = try openPipe(executable)
    let output = DescriptorReader(descriptor: outputRead)
    let error = DescriptorReader(descriptor: errorRead)
    let child: ChildProcess
    do {
      defer { for end in [inputRead, outputWrite, errorWrite] { close(end) } }
      child = try ChildProcess(
        executable: executable, arguments: arguments, environment: environment,
        directory: directory,
        streams: .descriptors(input: inputRead, output: outputWrite, error: errorWrite))
    } catch {
      close(inputWrite)
      throw error
    }
    feed(Array(input.utf8), to: inputWrite)
    guard let report = await child.exit(within: timeout) else {
      child.signal(SIGKILL)
      throw ProcessTimeout(
        executable: executable, limit: timeout, standardOutput: output.text,
        standardError: error.text)
    }
    // What is still on its way; not for long, for a grandchild may keep a pipe open.
    _ = await output.wait(within: .seconds(5)) { _, isAtEnd in isAtEnd }
    _ = await error.wait(within: .seconds(5)) { _, isAtEnd in isAtEnd }
    return ProcessResult(exit: report, standardOutput: output.text, standardError: error.text)
  }

  /// A pipe for a program: to read from, and to write to.
  static func openPipe(_ executable: String) throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SpawnError(executable: executable, code: errno) }
    return (ends[0], ends[1])
  }

  /// Writes on a queue of its own: a child that does not read must not stop the reading of its
  /// output.
  private static func feed(_ bytes: [UInt8], to descriptor: Int32) {
    // A child that ends without reading is its own affair.
    _ = signal(SIGPIPE, SIG_IGN)
    DispatchQueue(label: "write descriptor \(descriptor)").async { @Sendable in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        if count < 0 { break }
        rest = rest.dropFirst(count)
      }
      close(descriptor)
    }
  }
}
