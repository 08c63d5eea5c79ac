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
    let state: SandboxState
    let seed: SandboxConfiguration.Seed
    let isDeterministic: Bool
    let settings: SandboxSettings
    let faults: [Fault]
  }

  let seed: SandboxConfiguration.Seed
  let isDeterministic: Bool
  let switches: SandboxConfiguration.Switches
  let webhooks: WebhookQueue
  /// Where webhooks go besides this machine.
  let allowedHosts: Set<HostName>
  private let configuredSettings: SandboxSettings
  private(set) var settings: SandboxSettings
  var state: SandboxState
  var faults = FaultQueue()
  var webhookLog = RecentEntries<WebhookLogEntry>()
  /// Events that a fault holds back until the next one about the same subject has gone to the same address.
  var overtakenWebhooks: [String: WebhookDelivery] = [:]
  /// Events that a fault holds back for a while, by the numbers that the schedule knows.
  var lateWebhooks: [Int: WebhookDelivery] = [:]
  var lateWebhookNumber = 0
  /// Counts the resets.
  private(set) var generation = 0
  private(set) var requestLog = RecentEntries<RequestLogEntry>()
  private(set) var requestNumber: UInt64
  let dataFile: DataFile?
  /// What of the data file is damaged and not part of the state.
  nonisolated let leftOut: [String]
  /// What the data file says; nil as long as nothing of this state is in it.
  var savedHeader: DataFileHeader?
  /// Whether the data file is being written, and who waits to write it next.
  var isSaving = false
  var waitingToSave: [CheckedContinuation<Void, Never>] = []
  private let wall = ContinuousClock()
  private var lastRequest = ContinuousClock.now

  init(
    configuration: SandboxConfiguration, state: SandboxState? = nil,
    webhooks: WebhookQueue = WebhookQueue()
  ) {
    self.init(configuration, webhooks, state: state, header: nil, dataFile: nil)
  }

  /// The store of a configuration, with what its data file holds or else with the seed.
  ///
  /// - Throws: `SandboxError` when the file cannot be used.
  static func open(
    _ configuration: SandboxConfiguration, webhooks: WebhookQueue
  ) async throws(SandboxError) -> SandboxStore {
    guard let path = configuration.dataFile else {
      return SandboxStore(configuration: configuration, webhooks: webhooks)
    }
    let dataFile = try DataFile(path: path)
    let content = try dataFile.read()
    if let header = content?.header, header.ids.isDeterministic != configuration.isDeterministic {
      throw .cannotUseData(
        path: path,
        reason: header.ids.isDeterministic
          ? "it belongs to a deterministic sandbox" : "it belongs to a sandbox in real time")
    }
    let store = SandboxStore(
      configuration, webhooks, state: content.map(SandboxState.init), header: content?.header,
      dataFile: dataFile, leftOut: content?.leftOut ?? [])
    try await store.save()
    return store
  }

  private init(
    _ configuration: SandboxConfiguration, _ webhooks: WebhookQueue, state: SandboxState?,
    header: DataFileHeader?, dataFile: DataFile?, leftOut: [String] = []
  ) {
    self.webhooks = webhooks
    self.leftOut = leftOut
    self.dataFile = dataFile
    savedHeader = header
    seed = configuration.seed
    isDeterministic = configuration.isDeterministic
    switches = configuration.switches
    allowedHosts = Set(configuration.allowedHosts)
    configuredSettings = SandboxSettings(configuration)
    settings = configuredSettings
    self.state =
      state
      ?? SandboxState(
        seed: configuration.seed, isDeterministic: configuration.isDeterministic,
        changes: dataFile == nil ? .ignored : .kept)
    requestNumber =
      isDeterministic ? header?.requestNumber ?? 0 : UInt64.random(in: 0...(.max >> 1))
  }

  /// Writes a request of the API down, gives it a time and takes the fault that waits for it.
  func admit(_ request: ReceivedRequest) -> Admission {
    requestNumber &+= 1
    if isDeterministic { lastRequest = wall.now }
    let now = state.clock.tick()
    catchUp(origin: request.head.origin)
    requestLog.append(RequestLogEntry(time: now, request: request))
    return Admission(
      now: now, requestID: HexDigits.text(requestNumber),
      fault: request.operation.flatMap { faults.next(for: $0) })
  }

  /// Goes back to the seed; faults, logs and webhooks that are held back are gone too.
  func reset() {
    state = SandboxState(
      seed: seed, isDeterministic: isDeterministic, changes: isDurable ? .kept : .ignored)
    savedHeader = nil
    faults = FaultQueue()
    requestLog = RecentEntries()
    webhookLog = RecentEntries()
    overtakenWebhooks = [:]
    lateWebhooks = [:]
    settings = configuredSettings
    generation += 1
    if isDeterministic { requestNumber = 0 }
  }

  func add(_ fault: Fault) throws(APIError) {
    guard faults.add(fault) else {
      throw .wrongField("faults", expected: "fewer than \(FaultQueue.capacity)")
    }
  }

  func clearFaults() {
    faults = FaultQueue()
  }

  var now: Timestamp { state.clock.now }

  /// How long nobody has asked the API for anything.
  var idleTime: Duration { lastRequest.duration(to: wall.now) }

  /// The time, after all that is due has happened.
  func present(origin: String) -> Timestamp {
    catchUp(origin: origin)
    return now
  }

  func change(_ change: @Sendable (inout SandboxSettings) -> Void) { change(&settings) }

  private func catchUp(origin: String) {
    if let next = state.schedule.nextTime, next <= now { passTime(to: now, origin: origin) }
  }

  /// Puts the clock forward, past all that becomes due.
  func advance(by duration: Duration, origin: String) throws(APIError) {
    guard state.clock.advance(by: duration) else {
      throw .wrongField("advance", expected: "short enough to stay before the year 10000")
    }
    passTime(to: now, origin: origin)
  }

  /// The rooms in the order of their making.
  var roomIDs: [String] { state.rooms.map(\.roomID) }

  var requests: [RequestLogEntry] { requestLog.entries }

  var snapshot: Snapshot {
    Snapshot(
      state: state, seed: seed, isDeterministic: isDeterministic, settings: settings,
      faults: faults.waiting)
  }
}
