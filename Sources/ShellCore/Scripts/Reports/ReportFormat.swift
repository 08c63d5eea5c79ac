/// How a report of a replay is written.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// JUnit's XML, in the dialect that Jenkins reads.
  case junit
  /// The Test Anything Protocol, version 13.
  case tap
  /// One JSON object a line.
  case jsonl
  /// A page for people, in one file.
  case html

  /// Whether it shows what was sent and what came back.
  public var showsExchanges: Bool { self == .html }

  /// A complete document, its last line ended, also for a replay that was cut short.
  public func render(_ record: ReplayRecord) -> String {
    switch self {
    case .junit: JUnitReport.render(record)
    case .tap: TAPReport.render(record)
    case .jsonl: JSONLinesReport.render(record)
    case .html: HTMLReport.render(record)
    }
  }
}
