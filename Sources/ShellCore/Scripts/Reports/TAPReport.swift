/// A replay as TAP 13: one test a file, its steps as a subtest before it.
///
/// Version 13 knows no subtests: its readers skip the indented lines, those of version 14 read
/// them. See <https://testanything.org/tap-version-13-specification.html>.
enum TAPReport {
  private static let subtestIndent = "    "

  static func render(_ record: ReplayRecord) -> String {
    var lines = ["TAP version 13", plan(record.files.count)]
    for (index, file) in record.files.enumerated() {
      lines += subtest(file)
      lines.append(testLine(index + 1, file.name, file.verdict))
      lines += block(file.verdict, exit: file.exit)
    }
    if let interruption = record.interruption {
      lines.append("Bail out! \(interruption.sentence)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func plan(_ count: Int) -> String {
    count == 0 ? "1..0 # SKIP nothing was run" : "1..\(count)"
  }

  private static func subtest(_ file: FileRecord) -> [String] {
    guard !file.steps.isEmpty else { return [] }
    var lines = [plan(file.steps.count)]
    for (index, step) in file.steps.enumerated() {
      lines.append(testLine(index + 1, "\(step.place) \(step.text)", step.verdict))
      lines += block(step.verdict, exit: nil)
      if let retries = step.retried.phrase { lines.append("# \(retries)") }
    }
    return ["# Subtest: \(escape(file.name))"] + lines.map { subtestIndent + $0 }
  }

  private static func testLine(
    _ number: Int, _ description: String, _ verdict: ReplayRecord.Verdict
  ) -> String {
    let text = "\(number) - \(escape(description))"
    return switch verdict {
    case .passed: "ok \(text)"
    case .failed: "not ok \(text)"
    case .skipped(let reason): "ok \(text) # SKIP \(escape(reason))"
    }
  }

  private static func block(_ verdict: ReplayRecord.Verdict, exit: ExitStatus?) -> [String] {
    guard case .failed(let failure) = verdict else { return [] }
    var lines = ["---", "message: \(YAMLText.quoted(failure.message))"]
    if let place = failure.place { lines.append("at: \(YAMLText.quoted(place.description))") }
    lines.append("category: \(failure.category.rawValue)")
    lines.append("code: \(YAMLText.quoted(failure.code))")
    if let exit { lines.append("exit: \(exit.code)") }
    lines += YAMLText.member("text", failure.lines)
    return (lines + ["..."]).map { "  " + $0 }
  }

  /// One line in which no `#` can begin a directive.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.onOneLine.unicodeScalars {
      if scalar == "#" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
