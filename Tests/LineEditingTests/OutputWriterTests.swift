import Glibc
import Testing

@testable import LineEditing

@Suite struct OutputWriterTests {
  private static func descriptor(of path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  }

  @Test func `a text is there when write returns`() throws {
    let folder = try TemporaryFolder()
    let writer = try #require(
      OutputWriter(
        outputDescriptor: Self.descriptor(of: folder.path + "/out"),
        errorDescriptor: Self.descriptor(of: folder.path + "/err")))

    writer.write("data 日本\n", to: .standardOutput)
    writer.write("note\n", to: .standardError)

    #expect(contents(of: folder.path + "/out") == "data 日本\n")
    #expect(contents(of: folder.path + "/err") == "note\n")
  }

  @Test func `what libedit left in the stream comes first`() throws {
    let folder = try TemporaryFolder()
    let writer = try #require(
      OutputWriter(
        outputDescriptor: Self.descriptor(of: folder.path + "/out"),
        errorDescriptor: Self.descriptor(of: "/dev/null")))

    fputs("first ", writer.file(of: .standardOutput))
    writer.write("second", to: .standardOutput)

    #expect(contents(of: folder.path + "/out") == "first second")
  }

  @Test func `a full disk is a failure that names its code`() throws {
    let writer = try #require(
      OutputWriter(
        outputDescriptor: Self.descriptor(of: "/dev/full"),
        errorDescriptor: Self.descriptor(of: "/dev/null")))

    let failure = writer.write("data\n", to: .standardOutput)

    #expect(failure == .failed(code: ENOSPC))
    #expect(failure?.reason == "No space left on device")
    #expect(writer.failure(of: .standardOutput) == .failed(code: ENOSPC))
    #expect(writer.failure(of: .standardError) == nil)
  }

  @Test func `a reader that has gone is a quiet end`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    let writer = try #require(
      OutputWriter(
        outputDescriptor: ends[1], errorDescriptor: Self.descriptor(of: "/dev/null")))

    let failure = writer.write("data\n", to: .standardOutput)

    #expect(failure == .closedPipe)
    #expect(writer.write("more\n", to: .standardOutput) == .closedPipe)
  }

  @Test func `a long text passes a stream that does not block`() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    let text = String(repeating: "0123456789", count: 50_000)

    async let received = Task {
      defer { close(readEnd) }
      var all: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while case let count = read(readEnd, &buffer, buffer.count), count > 0 {
        all += buffer[..<count]
      }
      return all
    }.value
    let failure = try writeAndClose(text, to: writeEnd)

    #expect(failure == nil)
    #expect(await received == Array(text.utf8))
  }

  @Test func `texts of several threads are not mixed`() async throws {
    let folder = try TemporaryFolder()
    let writer = try #require(
      OutputWriter(
        outputDescriptor: Self.descriptor(of: folder.path + "/out"),
        errorDescriptor: Self.descriptor(of: folder.path + "/out")))
    let lines = (0..<4).map { String(repeating: "\($0)", count: 5000) }

    await withDiscardingTaskGroup { group in
      for line in lines {
        group.addTask {
          for _ in 0..<25 {
            writer.write(line + "\n", to: .standardOutput)
            writer.write(line + "\n", to: .standardError)
          }
        }
      }
    }

    let written = try #require(contents(of: folder.path + "/out")).split(separator: "\n")
    #expect(written.count == 200)
    #expect(Set(written) == Set(lines.map { $0[...] }))
  }

  /// The writer owns the descriptor, and closes it when it goes.
  private func writeAndClose(_ text: String, to descriptor: Int32) throws -> OutputFailure? {
    let writer = try #require(
      OutputWriter(
        outputDescriptor: descriptor, errorDescriptor: Self.descriptor(of: "/dev/null")))
    return writer.write(text, to: .standardOutput)
  }
}
