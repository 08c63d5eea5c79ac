import VideoSDKClient

/// The sentences for what `download` cannot do.
extension Failure {
  static func noRecording(of subject: RecordedSubject) -> Failure {
    unmet(
      "no-recording", "not-found", "no recording of \(subject.subject)",
      hint: "`\(subject.sort.listing)` shows what the server has")
  }

  static func stillRunning(_ recording: RecordingRecord) -> Failure {
    let word = recording.word ?? "KIND"
    return unmet(
      "still-running", "conflict", "recording \(recording.id.rawValue) has no end yet",
      hint:
        "where it still records, `stop \(word)` ends it; `wait until \(recording.firstFile) exists` waits for its file"
    )
  }

  static func failed(_ recording: RecordingRecord) -> Failure {
    let command = recording.sort == .track ? "recording" : "recording \(recording.sort.rawValue)"
    return unmet(
      "recording-failed", "not-found", "recording \(recording.id.rawValue) failed: it has no files",
      hint: "`\(command) \(recording.id.rawValue)` shows what the service knows of it")
  }

  static func noFiles(_ recording: RecordingRecord) -> Failure {
    guard recording.sort != .meeting else {
      return unmet(
        "no-files", "not-found", "recording \(recording.id.rawValue) has no file yet",
        hint:
          "where it still records, `stop meeting` ends it; `wait until \(recording.firstFile) exists` waits for its file"
      )
    }
    return unmet(
      "no-files", "not-found", "recording \(recording.id.rawValue) has no files",
      hint:
        "they may still be on their way: `wait until \(recording.firstFile) exists` waits for them")
  }

  static func severalFiles(_ count: Int, destination: String) -> Failure {
    transfer(
      "several-files", "the recording has \(count) files, and `\(destination)` is one name",
      hints: ["for a folder write `to=\(destination)/`"])
  }

  static func noFolder(_ problem: FileProblem) -> Failure {
    transfer("no-folder", "cannot make the folder `\(problem.path)`: \(problem.reason)")
  }

  static func pathTaken(_ path: String, _ reason: String) -> Failure {
    transfer(
      "file-exists", "`\(path)` is not written over: \(reason)",
      hints: ["`to=PATH` names another place"])
  }

  static func download(
    _ error: DownloadError, of item: TransferPlan.Item, at origin: Origin
  ) -> Failure {
    switch error {
    case .noAddress where item.file.presence(of: "fileUrl") == .absent:
      return unmet(
        "no-address", "not-found", "the service does not tell where the file can be fetched",
        hint: "`recording ID` shows what it tells; later it may tell more")
    case .noAddress:
      let place = item.file.filePath.map { ": `\($0)`" } ?? ""
      return unmet(
        "own-storage", "not-found", "the file has no address, it lies in your own storage\(place)",
        hint: "fetch it from there; it was recorded with a `bucket`")
    case .badAddress(let url):
      return transfer("bad-address", "`\(url)` is not the address of a file")
    case .insecure(let origin):
      return transfer(
        "insecure-download", "the file would come unencrypted from \(origin)",
        hints: ["nothing was fetched: anybody on the way could change it"])
    case .targetExists(let path): return pathTaken(path, "it came into being meanwhile")
    case .busy(let path):
      return transfer("busy", "another download writes `\(path)`")
    case .fileSystem(let path, let reason):
      return transfer("cannot-write", "cannot write `\(path)`: \(reason.lowercased())")
    case .sizeMismatch(let expected, let found):
      return transfer(
        "size-mismatch", "the file should have \(expected) bytes, and has \(found)",
        hints: ["what was fetched is not kept; try again, or ask the service"])
    case .request(let error):
      return .request(RequestFailure(subject: item.path, error: error), at: origin)
        .resumable(after: error)
    }
  }

  /// A download that was cut off can go on.
  private func resumable(after error: ClientError) -> Failure {
    guard case .cancelled = error else { return self }
    var copy = self
    copy.message = "interrupted"
    copy.hints = [Self.goingOn("download")]
    return copy
  }

  /// What to do about files that were not fetched to their end.
  static func goingOn(_ verb: String) -> String {
    "the same `\(verb)` goes on where this one stopped"
  }

  private static func transfer(
    _ code: String, _ message: String, hints: [String] = []
  ) -> Failure {
    Failure(.transport, code, message, hints: hints)
  }
}

extension RecordingRecord {
  /// The query that finds the first file of the newest record like this one.
  fileprivate var firstFile: String {
    sort == .meeting ? "recording.meeting.file" : "recording.\(word ?? "audio").files[0]"
  }
}
