import Glibc
import Testing

@testable import TestSupport

@Suite(.timeLimit(.minutes(1)))
struct DescriptorReaderTests {
  @Test func `pipes that hang up in a crowd are all read to their ends`() async throws {
    let texts = try await withThrowingTaskGroup(of: Set<String>.self) { group in
      for _ in 0..<8 { group.addTask { try await Self.readPipes(250) } }
      return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }

    #expect(texts == ["hello"])
  }

  /// Opens one pipe after the other and returns what came out of them.
  private static func readPipes(_ count: Int) async throws -> Set<String> {
    var texts: Set<String> = []
    for _ in 0..<count {
      let (readEnd, writeEnd) = try ProcessRunner.openPipe("")
      let reader = DescriptorReader(descriptor: readEnd)
      _ = write(writeEnd, "hello", 5)
      close(writeEnd)
      let isAtEnd = await reader.wait(within: .seconds(20)) { _, isAtEnd in isAtEnd }
      texts.insert(isAtEnd ? reader.text : "no end after \(reader.text)")
    }
    return texts
  }
}
