import Glibc
import Testing

@testable import LineEditing

extension ProcessWideTests {
  @Suite struct PipedInputTests {
    private func withPipe<Result>(
      _ body: (_ readEnd: Int32, _ writeEnd: Int32) throws -> Result
    ) throws -> Result {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      defer { close(ends[0]) }
      return try body(ends[0], ends[1])
    }

    @Test func `all bytes arrive as they are`() throws {
      let bytes: [UInt8] = [0x61, 0xFF, 0x00, 0x0A]

      let read = try withPipe { readEnd, writeEnd in
        _ = Glibc.write(writeEnd, bytes, bytes.count)
        close(writeEnd)
        return try PipedInput(descriptor: readEnd).readAll()
      }

      #expect(read == bytes)
    }

    @Test func `more than the limit is refused`() throws {
      try withPipe { readEnd, writeEnd in
        _ = Glibc.write(writeEnd, [1, 2, 3], 3)
        close(writeEnd)
        #expect(throws: PipedInputError.tooLong(limit: 2)) {
          try PipedInput(descriptor: readEnd).readAll(limit: 2)
        }
      }
    }

    @Test func `a descriptor that is not open is a failure`() {
      #expect(throws: PipedInputError.failed(code: EBADF)) {
        try PipedInput(descriptor: 9999).readAll()
      }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a cancelled task does not wait for the rest`() async throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      let (readEnd, writeEnd) = (ends[0], ends[1])
      defer {
        close(readEnd)
        close(writeEnd)
      }

      let reading = Task { try PipedInput(descriptor: readEnd).readAll() }
      reading.cancel()

      await #expect(throws: PipedInputError.interrupted) { try await reading.value }
    }
  }
}
