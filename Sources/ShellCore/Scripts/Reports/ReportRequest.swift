import CommandLanguage

/// A report that was asked for, and the file it goes to.
public struct ReportRequest: Sendable, Equatable {
  /// How it is written.
  public let format: ReportFormat
  /// As the person wrote it.
  public let path: String

  /// Reads the value of `--report`, such as `junit=out/report.xml`; the path may contain `=`.
  ///
  /// - Throws: ``ReportRequestError``, also when a side of the `=` is empty.
  public init(parsing value: String) throws(ReportRequestError) {
    guard let sign = value.firstIndex(of: "=") else {
      if let format = ReportFormat(rawValue: value) { throw .missingPath(format) }
      throw .missingFormat(value)
    }
    let word = String(value[..<sign])
    guard let format = ReportFormat(rawValue: word) else { throw .unknownFormat(word) }
    path = String(value[value.index(after: sign)...])
    self.format = format
    guard !path.isEmpty else { throw .missingPath(format) }
  }
}

/// What is wrong with the value of `--report`.
public enum ReportRequestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no `=`, and the whole is no format either.
  case missingFormat(String)
  /// What stands before the `=` is no format.
  case unknownFormat(String)
  /// Nothing stands behind the format.
  case missingPath(ReportFormat)

  /// Lower case, no full stop: what was found, what was expected, and the nearest match.
  public var description: String {
    switch self {
    case .missingFormat(let value):
      "`\(value.onOneLine)` names no report; expected \(Self.list { "`\($0)=FILE`" })"
        + Self.didYouMean(value) { "`\($0)=FILE`" }
    case .unknownFormat(let word):
      "`\(word.onOneLine)` is no report format; expected \(Self.list { "`\($0)`" })"
        + Self.didYouMean(word) { "`\($0)`" }
    case .missingPath(let format):
      "`\(format.rawValue)` names no file; expected `\(format.rawValue)=FILE`"
    }
  }

  private static func list(_ draw: (String) -> String) -> String {
    let words = ReportFormat.allCases.map { draw($0.rawValue) }
    return words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined()
  }

  private static func didYouMean(_ word: String, _ draw: (String) -> String) -> String {
    Suggestion.nearest(to: word, in: ReportFormat.allCases.map(\.rawValue))
      .map { "; did you mean \(draw($0))?" } ?? ""
  }
}
