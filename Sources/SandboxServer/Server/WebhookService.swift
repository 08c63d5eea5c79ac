import ServiceLifecycle

/// Works the queue off as long as the sandbox serves, and lets time pass in it.
///
/// When the sandbox drains, what waits is still delivered; when it is cut off, the deliveries under way are too.
struct WebhookService: Service {
  let queue: WebhookQueue
  let sender: WebhookSender
  let store: SandboxStore

  func run() async throws {
    // Ends with this scope.
    async let _: Void = passTime()
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await lane in queue.lanes {
          group.addTask { await deliver(lane) }
        }
      }
    } onGracefulShutdown: {
      queue.finish()
    }
  }

  /// Lets happen what time brings about even while nobody asks.
  private func passTime() async {
    while (try? await Task.sleep(for: .milliseconds(250))) != nil {
      // What cannot be saved now is saved with the next request, which can say that it failed.
      try? await store.passTime()
    }
  }

  private func deliver(_ lane: String) async {
    while !Task.isCancelled, let delivery = queue.next(in: lane) {
      await store.settle(delivery, await sender.send(delivery))
      if delivery.flaw?.kind == .duplicate {
        await store.settle(delivery, await sender.send(delivery), isRepeat: true)
      }
      // A counter that cannot be saved now is saved with the next request, which can say that it failed.
      try? await store.save()
    }
  }
}
