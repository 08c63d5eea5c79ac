import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// A sandbox in a process of its own that is killed under load and started again over the same data file.
///
/// Every lane records its own participant, one start and one stop after the other, and counts what it sends and what is
/// acknowledged. What is found after a restart must lie between the two.
struct KilledSandbox: Sendable {
  /// What a lane has done so far.
  struct Tally: Equatable, Sendable {
    var startsSent = 0
    var startsAcknowledged = 0
    var stopsSent = 0
    var stopsAcknowledged = 0

    var isRunning: Bool { startsAcknowledged > stopsAcknowledged }
  }

  /// What became of all starts.
  struct Toll: Equatable, Sendable, CustomStringConvertible {
    var kills = 0
    var startsAcknowledged = 0
    var startsFound = 0
    var startsLost = 0

    var description: String {
      "\(kills) kills: \(startsAcknowledged) starts acknowledged, \(startsFound) found, "
        + "\(startsLost) lost"
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
  }

  private static let lanes = 8

  /// The program that serves and says its endpoint in one line of JSON.
  let executable: String
  /// Everything after the program's name.
  let arguments: [String]
  let token: String

  /// Starts, checks, loads and kills as often as numbers are given.
  ///
  /// - Parameter kills: how many acknowledgements each process gives before it is killed.
  func run(kills: [Int]) async throws -> Toll {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      var toll = Toll()
      var tallies = Array(repeating: Tally(), count: KilledSandbox.lanes)
      for (number, kill) in kills.enumerated() {
        let process = try SpawnedSandbox(executable, arguments)
        if number == 0 { try await join(client, process.endpoint) }
        tallies = try await reconciled(tallies, &toll, client, process.endpoint)
        let known = tallies
        tallies = await load(tallies, client, process, killAfter: kill)
        #expect(process.waitForEnd() == SIGKILL)
        toll.kills += 1
        toll.startsAcknowledged += zip(tallies, known).map {
          $0.startsAcknowledged - $1.startsAcknowledged
        }.reduce(0, +)
      }
      let last = try SpawnedSandbox(executable, arguments)
      tallies = try await reconciled(tallies, &toll, client, last.endpoint)
      toll.startsFound = tallies.map(\.startsAcknowledged).reduce(0, +)
      last.kill()
      #expect(last.waitForEnd() == SIGKILL)
      return toll
    }
  }

  private func join(_ client: HTTPClient, _ endpoint: String) async throws {
    for lane in 0..<KilledSandbox.lanes {
      let url = endpoint + "/sandbox/rooms/abcd-efgh-ijkl/participants"
      #expect(try await post(url, #"{"participantId":"lane\#(lane)"}"#, client) == 200)
    }
  }

  /// Compares what is there with what was acknowledged, and takes it as the new truth.
  private func reconciled(
    _ tallies: [Tally], _ toll: inout Toll, _ client: HTTPClient, _ endpoint: String
  ) async throws -> [Tally] {
    // What was stopped right before the end is processed then.
    #expect(try await post(endpoint + "/sandbox/clock", #"{"advance":"1s"}"#, client) == 200)
    let recordings = try await recordings(client, endpoint)
    return tallies.enumerated().map { lane, tally in
      let mine = recordings.filter { $0.participantId == "lane\(lane)" }
      let stopped = mine.filter { $0.state == "stopped" && $0.end != nil && $0.files.count == 1 }
      let running = mine.filter { $0.state == "recording" && $0.end == nil }
      toll.startsLost += max(0, tally.startsAcknowledged - mine.count)
      #expect(stopped.count + running.count == mine.count)
      #expect(running.count <= 1)
      #expect(mine.count >= tally.startsAcknowledged && mine.count <= tally.startsSent)
      #expect(stopped.count >= tally.stopsAcknowledged && stopped.count <= tally.stopsSent)
      return Tally(
        startsSent: mine.count, startsAcknowledged: mine.count, stopsSent: stopped.count,
        stopsAcknowledged: stopped.count)
    }
  }

  private func load(
    _ tallies: [Tally], _ client: HTTPClient, _ process: SpawnedSandbox, killAfter limit: Int
  ) async -> [Tally] {
    let acknowledged = Counter()
    return await withTaskGroup(of: (Int, Tally).self) { group in
      for (lane, tally) in tallies.enumerated() {
        group.addTask {
          var tally = tally
          // A process that is killed answers nothing more; that ends the lane.
          while await step(lane, &tally, client, process.endpoint) {
            if acknowledged.next() == limit { process.kill() }
          }
          return (lane, tally)
        }
      }
      return await group.reduce(into: tallies) { $0[$1.0] = $1.1 }
    }
  }

  /// One start or stop; false without an acknowledgement.
  private func step(
    _ lane: Int, _ tally: inout Tally, _ client: HTTPClient, _ endpoint: String
  ) async -> Bool {
    let isStop = tally.isRunning
    if isStop { tally.stopsSent += 1 } else { tally.startsSent += 1 }
    let status = try? await post(
      endpoint + (isStop ? SandboxHarness.stop : SandboxHarness.start),
      #"{"roomId":"abcd-efgh-ijkl","participantId":"lane\#(lane)","kind":"audio"}"#, client)
    guard let status else { return false }
    #expect(status == 200)
    if isStop { tally.stopsAcknowledged += 1 } else { tally.startsAcknowledged += 1 }
    return true
  }

  private func post(_ url: String, _ body: String, _ client: HTTPClient) async throws -> Int {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "authorization", value: token)
    request.body = .bytes(ByteBuffer(string: body))
    let response = try await client.execute(request, timeout: .seconds(20))
    _ = try await response.body.collect(upTo: 1 << 20)
    return Int(response.status.code)
  }

  private struct Recording: Decodable {
    struct File: Decodable { var size: Int }
    var state: String
    var participantId: String
    var end: String?
    var files: [File]
  }

  private func recordings(
    _ client: HTTPClient, _ endpoint: String
  ) async throws -> [Recording] {
    struct State: Decodable { var recordings: [Recording] }
    let request = HTTPClientRequest(url: endpoint + "/sandbox/state")
    let response = try await client.execute(request, timeout: .seconds(20))
    let body = try await response.body.collect(upTo: 1 << 27)
    return try JSONDecoder().decode(State.self, from: Data(body.readableBytesView)).recordings
  }
}
