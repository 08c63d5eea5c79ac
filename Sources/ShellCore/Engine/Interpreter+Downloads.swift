import VideoSDKClient

/// `download`: the files behind a record, one after the other.
extension Interpreter {
  func fetch(
    _ transfer: Transfer, in session: inout Session, into outcome: inout CommandOutcome
  ) async {
    var fetched: [FetchedFile] = []
    do throws(Failure) {
      let plan = try TransferPlan(transfer, status: services.files.status)
      try allow(plan, in: session)
      if let folder = plan.folder { try makeFolder(folder) }
      for item in plan.items {
        fetched.append(try await fetch(item, in: &session, into: &outcome))
      }
    } catch {
      outcome.failures.append(error)
    }
    guard !fetched.isEmpty else { return }
    for file in fetched { session.noteWritten(file.path) }
    outcome.reports.append(TransferReport.files(fetched, of: transfer.recording))
  }

  /// - Throws: `Failure` where a script runs that may not write there.
  private func allow(_ plan: TransferPlan, in session: Session) throws(Failure) {
    guard let permit = session.permit else { return }
    for path in [plan.folder].compactMap(\.self) + plan.items.map(\.path) {
      if let refusal = permit.refusal(ofWriting: path, services.files) {
        throw .mayNotWrite(path, refusal)
      }
    }
  }

  private func makeFolder(_ path: String) throws(Failure) {
    do throws(FileProblem) { try services.files.makeFolder(path) } catch {
      throw .noFolder(error)
    }
  }

  /// Fetches one file, and stops meanwhile what is to be stopped at a time.
  func fetch(
    _ item: TransferPlan.Item, in session: inout Session, into outcome: inout CommandOutcome
  ) async throws(Failure) -> FetchedFile {
    switch services.files.status(item.path) {
    case .absent: break
    case .folder: throw .pathTaken(item.path, "a folder has this name")
    // A file gets its name when all of it is there.
    case .file(let bytes) where bytes == item.file.size:
      return FetchedFile(path: item.path, bytes: bytes, wasThere: true)
    case .file(let bytes):
      let expected = item.file.size.map { "the recording's has \($0) bytes" }
      throw .pathTaken(
        item.path, "there is a file of \(bytes) bytes; \(expected ?? "it may be another one")")
    }
    let client = client(for: session)
    let (result, met) = await meetingDeadlines(in: &session) { [self] in
      await download(item, with: client)
    }
    outcome.notes += met.notes
    outcome.warnings += met.warnings
    do throws(DownloadError) {
      return FetchedFile(path: item.path, bytes: try result.get(), wasThere: false)
    } catch {
      throw .download(error, of: item, at: session.target.origin)
    }
  }

  private func download(
    _ item: TransferPlan.Item, with client: Client
  ) async -> Result<Int, DownloadError> {
    var meter = TransferMeter(services)
    defer { meter.end() }
    do throws(DownloadError) {
      var received = 0
      var download = client.download(item.file, to: item.path).makeAsyncIterator()
      while let progress = try await download.next() {
        received = progress.receivedBytes
        meter.tell(progress)
      }
      return .success(received)
    } catch {
      return .failure(error)
    }
  }
}

/// Tells how far a file has come, not with every part.
struct TransferMeter {
  private static let interval = Duration.milliseconds(100)
  private let services: Services
  private let watch: Stopwatch
  private var next = Duration.zero
  private var toldTotal: Int?

  init(_ services: Services) {
    self.services = services
    watch = Stopwatch(services.clock)
  }

  mutating func tell(_ progress: DownloadProgress) {
    guard let tell = services.progress, let total = progress.totalBytes, watch.elapsed >= next
    else { return }
    next = watch.elapsed + Self.interval
    toldTotal = total
    tell(progress.receivedBytes, total, .bytes)
  }

  /// Takes back what was told, however the transfer ended.
  func end() {
    guard let toldTotal else { return }
    services.progress?(toldTotal, toldTotal, .bytes)
  }
}

/// The answer of `download`.
enum TransferReport {
  static func files(_ files: [FetchedFile], of recording: RecordingID) -> Report {
    Report(
      json: .object([
        "id": .string(recording.rawValue), "files": .array(files.map(\.json)),
      ]),
      body: files.map { file in
        .line(
          StyledText([
            .init(file.path, .code), .init("  \(file.bytes) bytes"),
            .init(file.wasThere ? ", there already" : "", .muted),
          ]))
      })
  }
}
