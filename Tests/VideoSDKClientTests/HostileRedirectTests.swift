import TestSupport
import Testing

@testable import VideoSDKClient

/// Services that send the client somewhere else: one test for each way, named by it.
@Suite(.timeLimit(.minutes(1)))
struct HostileRedirectTests {
  @Test func `a redirect to the same origin`() async throws {
    let scenario = HostileScenario { request, _, _ in
      guard request.target == "/v2/moved" else { return .answer(307, "", "Location: /v2/moved") }
      return .answer(200, request.method == "POST" ? Setup.started : Setup.emptyList)
    }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { $0 == 2 })

    #expect(read.outcome == .answered)
    #expect(read.requests == ["GET", "GET"])
    #expect(start.outcome == .answered)
    #expect(start.requests == ["POST", "POST"])
    #expect(start.connections == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect to another origin`(status: Int) async throws {
    let seen = Collected<Origin>()
    let scenario = HostileScenario { _, _, elsewhere in
      seen.add(elsewhere)
      return .answer(status, "", "Location: \(elsewhere)/v2/x")
    }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    let elsewhere = seen.values.map { "\($0)/v2/x" }
    try #require(elsewhere.count == 2)
    #expect(read.outcome == .failed(.redirected(from: read.origin, to: elsewhere[0])))
    #expect(read.requests == ["GET"])
    if status > 303 {
      #expect(start.outcome == .failed(.redirected(from: start.origin, to: elsewhere[1])))
      #expect(start.requests == ["POST"])
    } else {
      #expect(start.outcome == .unknown(status: status))
      #expect(start.requests == ["POST", "GET", "GET", "GET"])
    }
  }

  @Test func `a redirect in a loop`() async throws {
    let scenario = HostileScenario { _, _, _ in .answer(307, "", "Location: /v2/again") }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    #expect(read.outcome == .status(307))
    #expect(read.requests == Array(repeating: "GET", count: 6))
    #expect(start.outcome == .status(307))
    #expect(start.requests == Array(repeating: "POST", count: 6))
    #expect(start.connections == 1)
  }
}
