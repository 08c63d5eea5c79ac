import Dispatch
import Glibc
import Synchronization
import VideoSDKClient

/// Commands to a browser and what it tells, over two pipes: https://chromedevtools.github.io/devtools-protocol.
///
/// No port is opened, and a browser whose pipe is closed ends by itself. Messages are JSON, each with a zero byte behind it.
final class DevToolsConnection: Sendable {
  private typealias Answer = Result<JSONValue, BrowserFailure>

  private struct State: Sendable {
    var lastNumber = 0
    var waiting: [Int: @Sendable (Answer) -> Void] = [:]
    var unfinished: [UInt8] = []
    var isAtEnd = false
  }

  private let commands: Int32
  private let writing = DispatchQueue(label: "commands to a browser")
  private let state: StateBox

  /// Shared with the thread that reads, which must not hold the connection itself.
  private final class StateBox: Sendable {
    let mutex = Mutex(State())
    let onEvent: @Sendable (_ method: String, _ parameters: JSONValue) -> Void

    init(_ onEvent: @escaping @Sendable (String, JSONValue) -> Void) { self.onEvent = onEvent }

    func take(_ bytes: [UInt8]) {
      let messages = mutex.withLock { state in
        state.unfinished += bytes
        var messages = state.unfinished.split(separator: 0, omittingEmptySubsequences: false)
        state.unfinished = messages.popLast().map { Array($0) } ?? []
        return messages.map { Array($0) }
      }
      for message in messages { take(message: message) }
    }

    private func take(message: [UInt8]) {
      guard let json = try? JSONValue(parsing: message) else { return }
      if case .number(let number)? = json["id"], let id = Int(number.description) {
        let waiting = mutex.withLock { $0.waiting.removeValue(forKey: id) }
        let refusal = json["error"].map { BrowserFailure("\($0)") }
        waiting?(refusal.map { .failure($0) } ?? .success(json["result"] ?? .null))
      } else if case .string(let method)? = json["method"] {
        onEvent(method, json["params"] ?? .null)
      }
    }

    func end() {
      let waiting = mutex.withLock { state in
        state.isAtEnd = true
        defer { state.waiting = [:] }
        return state.waiting.values
      }
      for body in waiting { body(.failure(BrowserFailure("the browser has ended"))) }
    }
  }

  /// - Parameters:
  ///   - commands: taken over, and closed with the connection.
  ///   - events: taken over, and closed when the browser has ended.
  ///   - onEvent: called for each event, in order, on a thread of its own.
  init(
    commands: Int32, events: Int32,
    onEvent: @escaping @Sendable (_ method: String, _ parameters: JSONValue) -> Void
  ) {
    self.commands = commands
    let state = StateBox(onEvent)
    self.state = state
    // A browser that has ended is told by its answers, which are missing.
    _ = signal(SIGPIPE, SIG_IGN)
    let reader = DescriptorReader(descriptor: events) { state.take($0) }
    Task {
      _ = await reader.wait(within: .seconds(3_600)) { _, isAtEnd in isAtEnd }
      state.end()
    }
  }

  deinit { close(commands) }

  /// Sends a command and waits for its result.
  ///
  /// - Parameter session: the page that it is for; nil for the browser.
  /// - Throws: `BrowserFailure` when it is refused, when the browser ends, or when there is no answer in time.
  func send(
    _ method: String, _ parameters: JSONValue = .object([]), session: String? = nil,
    within limit: Duration
  ) async throws(BrowserFailure) -> JSONValue {
    let answer = await withCheckedContinuation { continuation in
      let number = state.mutex.withLock { state -> Int? in
        guard !state.isAtEnd else { return nil }
        state.lastNumber += 1
        state.waiting[state.lastNumber] = { continuation.resume(returning: $0) }
        return state.lastNumber
      }
      guard let number else {
        return continuation.resume(
          returning: Answer.failure(BrowserFailure("\(method): the browser has ended")))
      }
      let command = JSONValue.object([
        "id": .number(number), "method": .string(method), "params": parameters,
        "sessionId": session.map { .string($0) },
      ])
      write(command.encoded() + [0])
      let state = state
      DispatchQueue.global().asyncAfter(deadline: .now() + limit.inSeconds) { @Sendable in
        let waiting = state.mutex.withLock { $0.waiting.removeValue(forKey: number) }
        waiting?(.failure(BrowserFailure("\(method): no answer within \(limit)")))
      }
    }
    return try answer.get()
  }

  private func write(_ bytes: [UInt8]) {
    let commands = commands
    // The queue holds the connection, and so its descriptor, until all is written.
    writing.async { @Sendable [self] in
      withExtendedLifetime(self) {
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { Glibc.write(commands, $0.baseAddress, $0.count) }
          if count < 0, errno == EINTR { continue }
          if count < 0 { return }
          rest = rest.dropFirst(count)
        }
      }
    }
  }
}

/// What a browser would not do.
public struct BrowserFailure: Error, CustomStringConvertible {
  /// One sentence, with what the page showed where that helps.
  public let description: String

  init(_ description: String) { self.description = description }
}
