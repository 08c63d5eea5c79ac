import NIOCore
import ShellCore

/// One open port with the requests that came to it.
struct LoopbackPort: WebhookPort {
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
