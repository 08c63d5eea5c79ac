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
  var world: World
  private var faults = FaultQueue()
  private var log = RequestLog()
  private var requestNumber: UInt64

  init(configuration: SandboxConfiguration, world: World? = nil) {
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
    log.append(RequestLog.Entry(time: now, request: request))
    let digits = String(requestNumber, radix: 16)
    return Admission(
      now: now,
      requestID: String(repeating: "0", count: 16 - digits.count) + digits,
      fault: request.operation.flatMap { faults.next(for: $0) })
  }

  /// Goes back to the seed; faults and the log of requests are gone too.
  func reset() {
    world = World(seed: seed, isDeterministic: isDeterministic)
    faults = FaultQueue()
    log = RequestLog()
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

  var requests: [RequestLog.Entry] { log.entries }

  var snapshot: Snapshot {
    Snapshot(
      world: world, seed: seed, isDeterministic: isDeterministic, faults: faults.waiting)
  }
}
