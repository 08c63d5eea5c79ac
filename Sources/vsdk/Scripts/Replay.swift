import CommandLanguage
import LineEditing
import ShellCore

/// The files of one `vsdk run`, one after the other or beside each other.
struct Replay {
  /// Runs each of them; it has neither a recorder nor doors of its own yet.
  let runner: ScriptRunner
  let files: [ScriptFile]
  let arguments: ScriptArguments
  /// Whether no file begins once one has failed.
  let stopsAtFailure: Bool
  /// Takes all files in their order; nil where nobody asks how each ended.
  let recorder: ReplayRecorder?

  /// Why a file is not run.
  private enum Skipping: String {
    case interrupted
    case failFast = "--fail-fast"
  }

  /// Runs one after the other.
  ///
  /// - Returns: the first failure.
  func run() async -> ExitStatus {
    var runner = runner
    runner.recorder = recorder
    var first: ExitStatus?
    var skipping: Skipping?
    for file in files {
      if let skipping {
        recorder?.skip(file: file.name, reason: skipping.rawValue)
        continue
      }
      let status = await run(file, runner)
      guard status != .success else { continue }
      first = first ?? status
      skipping = reason(after: status)
    }
    return first ?? .success
  }

  /// Runs up to `jobs` of them at once; what each writes comes in one piece, in the order of the files.
  ///
  /// - Returns: the first failure in that order.
  func run(jobs: Int) async -> ExitStatus {
    let console = runner.console
    let root = CompositionRoot(
      console: console, options: runner.options, allowance: runner.allowance)
    do throws(CompositionRoot.CannotStart) {
      let configuration = try root.readConfiguration(isShell: false, needsSecrets: true)
      let interrupts = try root.catchSignals(isShell: false)
      return await root.withSharedTransport(configuration) { transport in
        await run(
          jobs: jobs,
          SharedDoors(
            interrupts: interrupts, transport: transport, terminal: SharedTerminal(console),
            configuration: configuration))
      }
    } catch {
      recorder?.fail(.usage, "nothing was run")
      for file in files {
        recorder?.end(file: file.name, error.status, after: .zero)
      }
      return error.status
    }
  }

  private func run(jobs: Int, _ shared: SharedDoors) async -> ExitStatus {
    // Nobody may ever write to a pipe, and while signals are caught nothing would end the wait.
    let read = files.map { file in
      file.isStream ? ScriptSource.read(file, runner.console) : nil
    }
    let line = runner.console.progressLine
    let (status, cause) = await shared.interrupts.hold {
      await withTaskGroup(of: Ended?.self) { group in
        if let line {
          group.addTask {
            await line.run()
            return nil
          }
        }
        line?.begin()
        defer {
          line?.end()
          group.cancelAll()
        }
        return await run(jobs: jobs, shared, read, in: &group)
      }
    }
    return status != .success ? status : cause.map { ExitStatus(code: $0.exitStatus) } ?? .success
  }

  /// A file that has been run.
  private struct Ended: Sendable {
    let place: Int
    let status: ExitStatus
    let output: OutputBlock
    let recorder: ReplayRecorder?
  }

  private func run(
    jobs: Int, _ shared: SharedDoors, _ read: [Result<SourceText, ScriptSource.Refusal>?],
    in group: inout TaskGroup<Ended?>
  ) async -> ExitStatus {
    var waiting: [Int: Ended] = [:]
    var first: ExitStatus?
    var skipping: Skipping?
    var (begun, told) = (0, 0)
    while told < files.count {
      while skipping == nil, begun < files.count, begun - told - waiting.count < jobs {
        begin(begun, shared, read[begun], in: &group)
        begun += 1
      }
      if let ended = waiting.removeValue(forKey: told) {
        runner.console.write(ended.output)
        if let theirs = ended.recorder { recorder?.take(theirs) }
        if ended.status != .success { first = first ?? ended.status }
        told += 1
        runner.console.progressLine?.note(
          .progress(done: told, total: files.count, unit: .files))
      } else if told < begun {
        guard let next = await group.next() else { break }
        guard let ended = next else { continue }
        waiting[ended.place] = ended
        skipping = skipping ?? reason(after: ended.status)
        if shared.interrupts.firstCause != nil { skipping = .interrupted }
      } else {
        recorder?.skip(file: files[told].name, reason: (skipping ?? .interrupted).rawValue)
        told += 1
      }
    }
    return first ?? .success
  }

  private func begin(
    _ place: Int, _ shared: SharedDoors, _ source: Result<SourceText, ScriptSource.Refusal>?,
    in group: inout TaskGroup<Ended?>
  ) {
    let output = OutputBlock()
    let recorder = recorder?.forFile()
    let runner = runner.beside(
      runner.console.collecting(into: output), shared, recorder)
    group.addTask { [self] in
      let status = await run(files[place], runner, source)
      return Ended(place: place, status: status, output: output, recorder: recorder)
    }
  }

  private func run(
    _ file: ScriptFile, _ runner: ScriptRunner,
    _ source: Result<SourceText, ScriptSource.Refusal>? = nil
  ) async -> ExitStatus {
    let start = ContinuousClock.now
    let status = await runner.run(source ?? ScriptSource.read(file, runner.console), arguments)
    runner.recorder?.end(file: file.name, status, after: ContinuousClock.now - start)
    return status
  }

  /// Why nothing begins behind a file that ended so; a signal ends the whole run.
  private func reason(after status: ExitStatus) -> Skipping? {
    if status.code > 128 { return .interrupted }
    return stopsAtFailure && status != .success ? .failFast : nil
  }
}

extension ScriptFile {
  /// Whether to read it may take forever.
  fileprivate var isStream: Bool { name == "-" || LocalFile.isStream(name) }
}
