import CommandLanguage

/// What a person reads at the end of a run of several files: a line a file, and one for all.
public struct RunSummary: Sendable {
  private let record: ReplayRecord
  private let elapsed: Duration

  /// Tells of a run that took so long.
  public init(_ record: ReplayRecord, elapsed: Duration) {
    self.record = record
    self.elapsed = elapsed
  }

  /// Its lines, for standard error.
  public func outputs(colored: Bool) -> [Output] {
    [Output(.standardError, record.files.map(line) + [total], colored: colored)]
  }

  private func line(_ file: FileRecord) -> StyledText {
    switch file.verdict {
    case .passed:
      StyledText([
        .init("ok", .good), .init("   \(file.name)  "),
        .init(DurationText.short(file.elapsed), .muted),
      ])
    case .failed(let failure):
      StyledText([
        .init("FAIL", .bad), .init(" \(failure.place?.description ?? file.name)  "),
        .init(failure.message.onOneLine),
      ])
    case .skipped(let reason):
      StyledText([.init("skip", .muted), .init(" \(file.name)  "), .init(reason, .muted)])
    }
  }

  private var total: StyledText {
    var (passed, failed, skipped) = (0, 0, 0)
    for file in record.files {
      switch file.verdict {
      case .passed: passed += 1
      case .failed: failed += 1
      case .skipped: skipped += 1
      }
    }
    let counts =
      ["\(passed) ok"] + (failed > 0 ? ["\(failed) failed"] : [])
      + (skipped > 0 ? ["\(skipped) skipped"] : [])
    let count = record.files.count
    let ran = record.files.contains { $0.commandCount > 0 }
    let files = count == 1 ? "1 file" : "\(count) files"
    let end = ran ? "" : "; no command ran"
    let text: String =
      "\(files): \(counts.joined(separator: ", ")) in \(DurationText.short(elapsed))\(end)"
    return StyledText(text, .plain)
  }
}
