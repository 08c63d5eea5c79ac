import FoundationEssentials
import ShellCore

/// The files that `--report` names: opened before anything is sent, written when all has ended.
struct ReportWriter {
  private let reports: [(request: ReportRequest, file: ReportFile)]

  /// Why a report cannot be written.
  struct Problem: Error {
    let status: ExitStatus
    let message: String
  }

  /// Reads the values of `--report`, and opens each file.
  ///
  /// - Parameter scripts: what is run; none of them is written over.
  /// - Throws: `Problem` for the first that is wrong.
  init(_ values: [String], besides scripts: [String]) throws(Problem) {
    var requests: [ReportRequest] = []
    for value in values {
      do throws(ReportRequestError) {
        requests.append(try ReportRequest(parsing: value))
      } catch {
        throw Problem(status: ExitStatus(.usage), message: "--report: \(error)")
      }
    }
    try Self.compare(requests, scripts)
    var reports: [(ReportRequest, ReportFile)] = []
    for request in requests {
      do throws(FileProblem) {
        reports.append((request, try ReportFile(request.path)))
      } catch {
        throw Problem(
          status: ExitStatus(.transport),
          message: "cannot write the report `\(request.path)`: \(error.reason); nothing was sent")
      }
    }
    self.reports = reports
  }

  /// No two may go to one place, and none may take a script's.
  private static func compare(
    _ requests: [ReportRequest], _ scripts: [String]
  ) throws(Problem) {
    var paths: Set<String> = []
    var files = Set(scripts.filter { $0 != "-" }.compactMap(ReportFile.Identity.init))
    let scripts = files
    for request in requests {
      let file = ReportFile.Identity(request.path)
      if let file, scripts.contains(file) {
        throw Problem(
          status: ExitStatus(.usage), message: "--report: `\(request.path)` is a script that is run"
        )
      }
      let isOther = file.map { files.insert($0).inserted } ?? true
      guard paths.insert(request.path).inserted, isOther else {
        throw Problem(
          status: ExitStatus(.usage), message: "--report: two reports go to `\(request.path)`")
      }
    }
  }

  /// What records for them; nil where nothing is to be written.
  func recorder(_ console: Console) -> ReplayRecorder? {
    guard !reports.isEmpty else { return nil }
    let showsExchanges = reports.contains { $0.request.format.showsExchanges }
    return ReplayRecorder(
      redactor: console.redactor,
      clock: showsExchanges
        ? ReplayRecorder.Clock(
          now: { Date() }, secondsFromUTC: CompositionRoot.secondsFromUTC) : nil)
  }

  /// Writes all reports; one that cannot be written makes a success a failure.
  func write(_ record: ReplayRecord, _ status: ExitStatus, _ console: Console) -> ExitStatus {
    var status = status
    for (request, file) in reports {
      do throws(FileProblem) {
        try file.write(request.format.render(record), console)
      } catch {
        let problem = console.complain(
          ExitStatus(.transport), "cannot write the report `\(request.path)`: \(error.reason)")
        if status == .success { status = problem }
      }
    }
    return status
  }
}
