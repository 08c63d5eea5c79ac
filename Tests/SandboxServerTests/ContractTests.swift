import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import SandboxServer

/// `Contract/openapi.yaml` and the routes say the same; scripts/verify-contract holds the answers against it.
@Suite struct ContractTests {
  /// As much of an operation as its place in the file says.
  struct Described: Equatable, CustomStringConvertible {
    let method: String
    let path: String
    let name: String
    var statuses: Set<Int> = []

    var description: String { "\(method) \(path) \(name)" }
  }

  private static func contract() throws -> Substring {
    let folder = #filePath.prefix(through: #filePath.lastIndex(of: "/") ?? #filePath.startIndex)
    let data = FileManager.default.contents(atPath: folder + "Contract/openapi.yaml")
    let text = String(decoding: try #require(data), as: UTF8.self)
    let begin = try #require(text.firstRange(of: "\npaths:\n"))
    let end = try #require(text.firstRange(of: "\ncomponents:\n"))
    return text[begin.upperBound..<end.lowerBound]
  }

  /// The operations by the file's indentation, which is two spaces a level throughout.
  private static func described() throws -> [Described] {
    var (path, method) = ("", "")
    var operations: [Described] = []
    for line in try contract().split(separator: "\n") {
      let word = line.trimming(" :")
      switch line.prefix(while: { $0 == " " }).count {
      case 2: path = word
      case 4: method = word.uppercased()
      case 6 where word.hasPrefix("operationId: "):
        operations.append(
          Described(method: method, path: path, name: String(word.dropFirst(13))))
      // Another spelling of an operation, with a name of its own because every one must have its own.
      case 6 where word.hasPrefix("x-same-as: "):
        let last = operations.removeLast()
        operations.append(
          Described(method: last.method, path: last.path, name: String(word.dropFirst(11))))
      case 8 where word.hasPrefix("\""):
        if let status = Int(word.dropFirst().prefix(3)) {
          operations[operations.count - 1].statuses.insert(status)
        }
      default: break
      }
    }
    return operations
  }

  @Test func `every operation that is served is described, and no other`() throws {
    let names = try Self.described().map(\.name)

    #expect(Set(names) == Set(Operation.allCases.map(\.rawValue)))
    #expect(names.count == Operation.allCases.count + 2)
  }

  @Test func `the guide tells how many operations are served`() throws {
    let chapter = try MarkdownFile("Sources/Guide/Sandbox.md").text

    #expect(chapter.contains("all \(Operation.allCases.count) operations"))
  }

  @Test func `every operation is served where it is described`() throws {
    let described = try Self.described()
    let routes = RouteTable()

    let served = try described.map { operation in
      let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "x" : $0 }
      let method = try #require(HTTPRequest.Method(rawValue: operation.method))
      let match = try routes.match(method, path: "/" + path.joined(separator: "/"))
      return Described(
        method: operation.method, path: operation.path, name: match.route.operation?.rawValue ?? "",
        statuses: operation.statuses)
    }

    #expect(described.count == 34)
    #expect(served == described)
  }

  /// What is wrong with a request before it is about anything.
  @Test(arguments: [
    (400, "Host: 127.0.0.1\r\nHost: 127.0.0.2\r\n", ""), (403, "Host: a.example\r\n", ""),
    (413, "Host: 127.0.0.1\r\nContent-Length: 9999999\r\n", ""),
    (401, "Host: 127.0.0.1\r\nAuthorization: x\r\n", ""),
    (415, "Host: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n", "{}"),
  ])
  func `every operation names what it answers to bad HTTP`(
    _ status: Int, _ fields: String, _ body: String
  ) async throws {
    try await withSandbox { (client) async throws in
      for operation in try Self.described() {
        let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "x" : $0 }
        let token = status == 401 ? "" : "Authorization: \(client.token)\r\n"
        let answer = RawAnswer(
          try await client.exchange(
            "\(operation.method) /\(path.joined(separator: "/")) HTTP/1.1\r\n\(token)\(fields)"
              + "Connection: close\r\n\r\n\(body)", halfClosing: true))
        let found = try #require(answer.status)
        #expect(operation.statuses.contains(found), "\(operation): \(answer)")
        if [400, 403].contains(status) { #expect(found == status) }
      }
    }
  }
}
