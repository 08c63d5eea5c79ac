import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The listening server around a store.
struct HTTPService: Sendable {
  private let configuration: SandboxConfiguration
  private let group: ServiceGroup
  private let ports: AsyncThrowingStream<Int, any Error>
  private let portFound: AsyncThrowingStream<Int, any Error>.Continuation
  private let drains: AsyncStream<Void>
  private let drainWanted: AsyncStream<Void>.Continuation

  private let store: SandboxStore

  /// - Throws: `SandboxError` when the data file cannot be used.
  init(configuration: SandboxConfiguration) async throws(SandboxError) {
    self.configuration = configuration
    let (ports, portFound) = AsyncThrowingStream<Int, any Error>.makeStream()
    (self.ports, self.portFound) = (ports, portFound)
    (drains, drainWanted) = AsyncStream<Void>.makeStream()
    let webhooks = WebhookQueue()
    let signer = WebhookSigner()
    store = try await SandboxStore.open(configuration, webhooks: webhooks)
    let dispatcher = Dispatcher(
      store: store,
      tokens: TokenVerifier(isStrict: configuration.switches.strictTokens),
      signer: signer,
      hosts: HostGuard(
        boundHost: configuration.host, allowedHosts: configuration.allowedHosts),
      crossOrigin: CrossOriginPolicy(configuration.allowedOrigins))
    let silent = Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
    let server = Server(
      childChannelSetup: HTTPConnection(
        requestTimeout: TimeAmount(configuration.requestTimeout)
      ) { request, writer, channel in
        let response = try await dispatcher.respond(to: request, on: Connection(channel: channel))
        try await writer.write(response: response.head, body: response.body)
      },
      configuration: ServerConfiguration(
        address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { portFound.yield(port) }
        portFound.finish()
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: silent)
    // Services are shut down from the last to the first, so webhooks of the last requests still go out.
    let sending = WebhookService(
      queue: webhooks,
      sender: WebhookSender(
        timeout: configuration.webhookTimeout, signer: signer, allowedHosts: store.allowedHosts),
      store: store)
    // Named: a name that the group makes of a service prints all that the service holds, a quarter of the way to the prompt.
    var lifecycle = ServiceGroupConfiguration(
      services: [
        .init(service: sending, serviceName: "webhooks"),
        .init(service: server, serviceName: "server"),
      ], logger: silent)
    lifecycle.maximumGracefulShutdownDuration = configuration.longestDrain
    group = ServiceGroup(configuration: lifecycle)
  }

  /// Serves until the task is cancelled, which cuts everything off, or until a drain has ended.
  ///
  /// The data file is free when it returns.
  func run() async throws {
    do {
      try await serve()
    } catch {
      try? await store.close()
      portFound.finish(throwing: error)
      throw error
    }
    portFound.finish()
    try await store.close()
  }

  /// The rooms that are there.
  var roomIDs: [String] {
    get async { await store.roomIDs }
  }

  /// What of the data file is damaged and not served.
  var leftOut: [String] { store.leftOut }

  private func serve() async throws {
    async let _: Void = drainWhenWanted()
    do {
      try await group.run()
    } catch is CancellationError {
      return
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw SandboxError.portInUse(host: configuration.host, port: configuration.port)
    } catch {
      throw SandboxError.cannotBind(
        host: configuration.host, port: configuration.port, reason: String(describing: error))
    }
  }

  /// The port as soon as it accepts connections; nil when the server was told to end before.
  ///
  /// - Throws: what ended the server before.
  func listeningPort() async throws -> Int? {
    try await ports.first { _ in true }
  }

  /// Lets the requests under way finish, closes idle connections and ends `run`.
  func requestDrain() {
    drainWanted.yield()
  }

  private func drainWhenWanted() async {
    for await _ in drains {
      await group.triggerGracefulShutdown()
    }
  }
}
