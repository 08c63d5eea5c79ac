import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

// Answers that are read as they come.
extension AsyncHTTPTransport {
  /// Sends a request and returns as soon as the answer's head is there.
  ///
  /// The call's timeout is for the head, and for the wait for each part of the body, which is read
  /// from the network only as fast as it is asked for. A request with a body gets its whole answer.
  public func open(_ call: HTTPCall) async throws(ClientError) -> HTTPStream {
    guard call.body == nil else { return HTTPStream(try await send(call)) }
    guard !Task.isCancelled else { throw .cancelled(requestWasSent: false) }
    let delegate = StreamDelegate()
    let request = try request(call)
    let client = try client(for: call.origin)
    let (gate, deadline) = try await pass(call, client)
    let task = client.execute(request: request, delegate: delegate)
    task.futureResult.whenComplete { _ in gate.leave() }
    let abandon: @Sendable () -> Void = {
      delegate.pipe.abandon()
      task.cancel()
    }
    let first = await delegate.next(of: task, before: deadline)
    guard case .head(let head) = first else {
      abandon()
      guard case .failed(let error) = first else {
        throw .connectionLost(call.origin, requestWasSent: true)
      }
      throw failure(error, of: call, wasSent: delegate.requestWasSent)
    }
    return HTTPStream(
      status: Int(clamping: head.status.code),
      headers: head.headers.map { (name: $0.name, value: $0.value) },
      read: { () async throws(ClientError) in
        switch await delegate.next(of: task, before: call.deadline) {
        case .part(let bytes): return bytes
        case .failed(let error): throw self.failure(error, of: call, wasSent: true)
        case .head, .end: return nil
        }
      },
      abandon: abandon)
  }
}

/// Puts the events of one answer into a pipe.
private final class StreamDelegate: HTTPClientResponseDelegate {
  let pipe = StreamPipe()
  private let wasSent = Mutex(false)

  var requestWasSent: Bool { wasSent.withLock { $0 } }

  func next(of task: HTTPClient.Task<Void>, before end: NIODeadline) async -> StreamPipe.Event {
    let timer = task.eventLoop.scheduleTask(deadline: end) {
      task.fail(reason: HTTPClientError.deadlineExceeded)
    }
    let event = await pipe.next(onCancel: { task.cancel() })
    timer.cancel()
    return event
  }

  func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
    wasSent.withLock { $0 = true }
  }

  func didReceiveHead(
    task: HTTPClient.Task<Void>, _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    pipe.offer(.head(head))
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<Void>, _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    let goOn = task.eventLoop.makePromise(of: Void.self)
    pipe.offer(.part(Array(buffer.readableBytesView)), goOn: goOn)
    return goOn.futureResult
  }

  func didFinishRequest(task: HTTPClient.Task<Void>) throws { pipe.offer(.end) }

  func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
    pipe.offer(.failed(error))
  }
}
