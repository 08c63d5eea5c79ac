import NIOCore
import NIOHTTP1
import Synchronization

/// Gathers one answer, and knows how far the request got.
///
/// A class because the event loop fills it while the task that sent the request reads it.
final class AnswerBuffer: Sendable {
  /// The body is longer than was allowed.
  struct TooLong: Error { let limit: Int }

  private struct State {
    var wasSent = false
    var head: HTTPResponseHead?
    var body: [UInt8] = []
  }

  private let bodyLimit: Int
  private let errorBodyLimit: Int
  private let state = Mutex(State())

  init(_ options: TransportOptions) {
    bodyLimit = options.bodyLimit
    errorBodyLimit = options.errorBodyLimit
  }

  /// Whether the service can have received the whole request.
  var requestWasSent: Bool { state.withLock { $0.wasSent } }

  func noteSending() { state.withLock { $0.wasSent = true } }

  func put(_ head: HTTPResponseHead) { state.withLock { $0.head = head } }

  /// Keeps as much of a part as fits.
  func put(_ part: ByteBuffer) throws(TooLong) {
    let limit = state.withLock { state -> Int? in
      let isError = (state.head?.status.code ?? 0) >= 400
      let limit = isError ? errorBodyLimit : bodyLimit
      let room = limit - state.body.count
      state.body.append(contentsOf: part.readableBytesView.prefix(room))
      return part.readableBytes > room ? limit : nil
    }
    if let limit { throw TooLong(limit: limit) }
  }

  /// What has come so far; nil before the head.
  var answer: HTTPAnswer? {
    state.withLock { state in
      state.head.map { head in
        HTTPAnswer(
          status: Int(clamping: head.status.code),
          headers: head.headers.map { (name: $0.name, value: $0.value) }, body: state.body)
      }
    }
  }

  /// An error status whose body broke off or never ends: the status alone tells what matters.
  var refusal: HTTPAnswer? { answer.flatMap { $0.status >= 400 ? $0 : nil } }

  /// A success whose body broke off, is too long or never ends.
  var brokenSuccess: HTTPAnswer? {
    answer.flatMap { answer in
      answer.isSuccess
        ? HTTPAnswer(
          status: answer.status, headers: answer.headers, body: answer.body, isComplete: false)
        : nil
    }
  }
}
