import CommandLanguage

/// A replay as JUnit's XML: one suite, one test case a file.
///
/// JUnit has no schema of its own; this keeps to what both of Jenkins' allow, the strict order of
/// the older one and the attributes of the newer one:
/// <https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>.
enum JUnitReport {
  static func render(_ record: ReplayRecord) -> String {
    let totals = Totals(record)
    let lines =
      [
        #"<?xml version="1.0" encoding="UTF-8"?>"#,
        #"<testsuites name="vsdk" \#(totals.outcome) time="\#(totals.time)">"#,
        #"  <testsuite name="vsdk" \#(totals.outcome) skipped="\#(totals.skipped)" "#
          + #"time="\#(totals.time)">"#,
      ] + testCases(record) + (record.interruption.map(interrupted) ?? []) + [
        "  </testsuite>",
        "</testsuites>",
      ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCases(_ record: ReplayRecord) -> [String] {
    var taken: Set<[String]> = []
    return record.files.flatMap { file in
      var (folder, name) = split(file.name)
      // A file of the current folder and one of the folder `vsdk` would be the same case.
      if !taken.insert([folder, name]).inserted { name = file.name }
      taken.insert([folder, name])
      return testCase(file, folder, name)
    }
  }

  private static func testCase(
    _ file: FileRecord, _ folder: String, _ name: String
  ) -> [String] {
    let tag =
      #"    <testcase name="\#(XMLText.attribute(name))" "#
      + #"classname="\#(XMLText.attribute(folder))" time="\#(seconds(file.elapsed))""#
    let content = verdict(file) + output(file)
    return content.isEmpty ? [tag + "/>"] : [tag + ">"] + content + ["    </testcase>"]
  }

  private static func verdict(_ file: FileRecord) -> [String] {
    switch file.verdict {
    case .passed: return []
    case .skipped(let reason):
      return ["      <skipped>\(XMLText.content(VisibleText.masked(reason)))</skipped>"]
    case .failed(let failure):
      let text = file.failures.map {
        $0.lines.map { VisibleText.masked($0) }.joined(separator: "\n")
      }
      .joined(separator: "\n\n")
      let element = isFailure(failure.category) ? "failure" : "error"
      return [
        #"      <\#(element) message="\#(XMLText.attribute(failure.message))" "#
          + #"type="\#(failure.category.rawValue)">\#(XMLText.content(text))</\#(element)>"#
      ]
    }
  }

  /// A file that passed may be all there is; only this tells that the rest is missing.
  private static func interrupted(_ interruption: ReplayRecord.Interruption) -> [String] {
    [
      #"    <testcase name="replay" classname="vsdk" time="0.000">"#,
      #"      <error message="\#(interruption.sentence)" type="interrupted"/>"#,
      "    </testcase>",
    ]
  }

  private static func output(_ file: FileRecord) -> [String] {
    guard !file.steps.isEmpty else { return [] }
    let lines = file.steps.map { XMLText.content(line($0, of: file)) + "\n" }
    return ["      <system-out>" + lines.joined() + "</system-out>"]
  }

  private static func line(_ step: StepRecord, of file: FileRecord) -> String {
    let place = step.place.description(within: file.name).onOneLine
    let time = step.elapsed.map { " (\(DurationText.short($0)))" } ?? ""
    let retries = step.retried.phrase.map { " \($0)" } ?? ""
    let text = "\(place) \(step.text.onOneLine)\(time)\(retries)"
    return switch step.verdict {
    case .passed: "ok \(text)"
    case .failed: "not ok \(text)"
    case .skipped(let reason): "skipped \(text): \(reason.onOneLine)"
    }
  }

  /// The folder stands where JUnit has a class.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("vsdk", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func isFailure(_ category: ExitStatus.Category) -> Bool {
    switch category {
    case .expectation: true
    case .usage, .script, .transport, .api, .leak, .internal: false
    }
  }

  /// Seconds with three decimals, rounded half up.
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = max(duration, .zero).components
    let thousandths = seconds * 1000 + (attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private struct Totals {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
    let time: String

    init(_ record: ReplayRecord) {
      time = seconds(record.files.reduce(.zero) { $0 + $1.elapsed })
      tests = record.files.count
      for file in record.files {
        switch file.verdict {
        case .passed: break
        case .skipped: skipped += 1
        case .failed(let failure) where isFailure(failure.category): failures += 1
        case .failed: errors += 1
        }
      }
      if record.interruption != nil { (tests, errors) = (tests + 1, errors + 1) }
    }

    var outcome: String { #"tests="\#(tests)" failures="\#(failures)" errors="\#(errors)""# }
  }
}
