import CEditLine
import FoundationEssentials
import Glibc

/// A sandbox in a process of its own, which listens as soon as there is a value.
struct SpawnedSandbox: Sendable {
  struct CannotStart: Error {
    let reason: String
  }

  private struct Greeting: Decodable {
    var endpoint: String
  }

  let endpoint: String
  private let process: pid_t

  /// Starts a program and waits for the line of JSON that it says when it listens.
  init(_ executable: String, _ arguments: [String]) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw CannotStart(reason: "no pipe") }
    defer { close(ends[0]) }
    do {
      defer { close(ends[1]) }
      process = try SpawnedSandbox.spawn(executable, arguments, output: ends[1])
    }
    let line = SpawnedSandbox.line(from: ends[0])
    do {
      endpoint = try JSONDecoder().decode(Greeting.self, from: Data(line)).endpoint
    } catch {
      _ = Glibc.kill(process, SIGKILL)
      waitpid(process, nil, 0)
      throw CannotStart(reason: "it said: \(String(decoding: line, as: UTF8.self))")
    }
  }

  /// The built program, which lies beside the test runner.
  static func program() throws -> String {
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = runner.prefix(upTo: runner.lastIndex(of: "/") ?? runner.endIndex)
    return folder + "/vsdk"
  }

  var port: Int { endpoint.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

  /// How much memory the process has.
  func residentKilobytes() throws -> Int {
    let status = FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first {
      $0.hasPrefix("VmRSS:")
    }
    guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw CannotStart(reason: "it is gone")
    }
    return kilobytes
  }

  /// How many files and connections the process has open.
  func openFiles() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
  }

  func kill() {
    _ = Glibc.kill(process, SIGKILL)
  }

  /// Waits until the process is gone; the signal that ended it, 0 if it ended by itself.
  func waitForEnd() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], output: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    _ = cel_inherit_streams_only(&actions)
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process: pid_t = 0
    let code = posix_spawn(&process, executable, &actions, nil, words, &environment)
    guard code == 0 else { throw CannotStart(reason: "cannot start \(executable): error \(code)") }
    return process
  }

  private static func line(from descriptor: Int32) -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }
}
