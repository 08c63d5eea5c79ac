import VideoSDKClient

/// The sentences for what `download` cannot do.
extension Failure {
  static func noRecording(of track: TrackKey) -> Failure {
    unmet(
      "no-recording", "not-found", "no recording of \(track.subject)",
      hint: "`recordings` shows what the server has")
  }

  static func stillRunning(_ recording: TrackRecording) -> Failure {
    let kind = recording.kind?.wireName ?? "KIND"
    return unmet(
      "still-running", "conflict", "recording \(recording.id.rawValue) has no end yet",
      hint:
        "where it still records, `stop \(kind)` ends it; `wait until recording.\(kind).files[0] exists` waits for its file"
    )
  }

  static func failed(_ recording: TrackRecording) -> Failure {
    unmet(
      "recording-failed", "not-found", "recording \(recording.id.rawValue) failed: it has no files",
      hint: "`recording \(recording.id.rawValue)` shows what the service knows of it")
  }

  static func noFiles(_ recording: TrackRecording) -> Failure {
    unmet(
      "no-files", "not-found", "recording \(recording.id.rawValue) has no files",
      hint:
        "they may still be on their way: `wait until recording.\(recording.kind?.wireName ?? "audio").files[0] exists` waits for them"
    )
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
