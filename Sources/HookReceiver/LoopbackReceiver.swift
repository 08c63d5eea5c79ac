import NIOCore
import NIOHTTP1
import NIOPosix
public import ShellCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens ports of this machine on which webhooks are taken; they are open no longer than ``run()`` runs.
///
/// A port listens on 127.0.0.1 alone: other machines come through a tunnel of the person's own.
public struct LoopbackReceiver: Sendable {
  private let ports: AsyncStream<LoopbackPort>
  private let opened: AsyncStream<LoopbackPort>.Continuation

  /// No port is open yet.
  public init() { (ports, opened) = AsyncStream.makeStream() }

  /// Answers what comes to the ports until the task is cancelled, which closes them all.
  public func run() async {
    await withDiscardingTaskGroup { group in
      for await port in ports {
        group.addTask { await port.serve() }
      }
    }
  }

  /// Opens a port.
  ///
  /// - Parameters:
  ///   - number: 0 takes a free one.
  ///   - take: is given every request that may be a webhook; its answer is the request's.
  /// - Throws: `ReceiverProblem` with the system's reason.
  public func open(
    port number: Int, take: @escaping WebhookIntake
  ) async throws(ReceiverProblem) -> any WebhookPort {
    let (requests, end) = AsyncStream<HookRequest>.makeStream(
      bufferingPolicy: .bufferingOldest(LoopbackPort.requestLimit))
    let channel: any Channel
    do {
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { child in
          child.eventLoop.makeCompletedFuture {
            try child.pipeline.syncOperations.configureHTTPServerPipeline()
            try child.pipeline.syncOperations.addHandler(HookRequestHandler(end))
          }
        }
        .bind(host: "127.0.0.1", port: number).get()
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode)).lowercased()
      throw ReceiverProblem(port: number, reason: reason)
    } catch {
      throw ReceiverProblem(port: number, reason: "\(error)")
    }
    let port = LoopbackPort(channel: channel, requests: requests, end: end, take: take)
    if case .enqueued = opened.yield(port) { return port }
    await port.close()
    throw ReceiverProblem(port: number, reason: "the shell ends")
  }
}

/// One open port with the requests that came to it.
private struct LoopbackPort: WebhookPort {
  /// How many requests may wait, and as many may be judged at once.
  static let requestLimit = 64

  let channel: any Channel
  let requests: AsyncStream<HookRequest>
  let end: AsyncStream<HookRequest>.Continuation
  let take: WebhookIntake

  var number: Int { channel.localAddress?.port ?? 0 }

  func close() async {
    try? await channel.close()
    end.finish()
  }

  /// Answers requests until the port is closed or the task is cancelled.
  func serve() async {
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await request in requests {
        if running == Self.requestLimit {
          await group.next()
          running -= 1
        }
        group.addTask { request.answer(await take(request.posted)) }
        running += 1
      }
    }
    await close()
  }
}
