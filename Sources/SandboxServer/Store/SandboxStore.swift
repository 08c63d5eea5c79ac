/// The state of a sandbox, changed by one request at a time.
///
/// Methods return values, never JSON: how a record looks on the wire is decided by the routes.
actor SandboxStore {
  /// What a request is given on its way in.
  struct Admission: Sendable {
    let now: Timestamp
    let requestID: String
    let fault: Fault?
  }

  /// All that the control plane shows.
  struct Snapshot: Sendable {
    let world: World
    let seed: SandboxConfiguration.Seed
    let isDeterministic: Bool
    let faults: [Fault]
  }

  private let seed: SandboxConfiguration.Seed
  private let isDeterministic: Bool
  let switches: SandboxConfiguration.Switches
  let webhooks: WebhookQueue
  var world: World
  var faults = FaultQueue()
  var webhookLog = RecentEntries<WebhookLogEntry>()
  /// Events that a fault holds back until the next one about the same subject has gone to the same address.
  var overtakenWebhooks: [String: WebhookDelivery] = [:]
  /// Counts the resets.
  private(set) var generation = 0
  private var log = RecentEntries<RequestLogEntry>()
  private var requestNumber: UInt64

  init(
    configuration: SandboxConfiguration, world: World? = nil,
    webhooks: WebhookQueue = WebhookQueue()
  ) {
    self.webhooks = webhooks
    seed = configuration.seed
    isDeterministic = configuration.isDeterministic
    switches = configuration.switches
    self.world =
      world
      ?? World(seed: configuration.seed, isDeterministic: configuration.isDeterministic)
    requestNumber = isDeterministic ? 0 : UInt64.random(in: 0...(.max >> 1))
  }

  /// Writes a request of the API down, gives it a time and takes the fault that waits for it.
  func admit(_ request: ReceivedRequest) -> Admission {
    requestNumber += 1
    let now = world.clock.tick()
    log.append(RequestLogEntry(time: now, request: request))
    let digits = String(requestNumber, radix: 16)
    return Admission(
      now: now,
      requestID: String(repeating: "0", count: 16 - digits.count) + digits,
      fault: request.operation.flatMap { faults.next(for: $0) })
  }

  /// Goes back to the seed; faults, logs and webhooks that are held back are gone too.
  func reset() {
    world = World(seed: seed, isDeterministic: isDeterministic)
    faults = FaultQueue()
    log = RecentEntries()
    webhookLog = RecentEntries()
    overtakenWebhooks = [:]
    generation += 1
    if isDeterministic { requestNumber = 0 }
  }

  func add(_ fault: Fault) throws(Refusal) {
    guard faults.add(fault) else {
      throw .wrongField("faults", expected: "fewer than \(FaultQueue.capacity)")
    }
  }

  func clearFaults() {
    faults = FaultQueue()
  }

  var now: Timestamp { world.clock.now }

  /// Puts the clock forward.
  func advance(by duration: Duration) throws(Refusal) {
    guard world.clock.advance(by: duration) else {
      throw .wrongField("advance", expected: "short enough to stay before the year 10000")
    }
  }

  var requests: [RequestLogEntry] { log.entries }

  var snapshot: Snapshot {
    Snapshot(
      world: world, seed: seed, isDeterministic: isDeterministic, faults: faults.waiting)
  }
}
