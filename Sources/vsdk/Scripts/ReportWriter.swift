import ShellCore

/// The files that `--report` names: claimed before anything is sent, written when all has ended.
struct ReportWriter {
  private let requests: [ReportRequest]

  /// Why a report cannot be written.
  struct Problem: Error {
    let status: ExitStatus
    let message: String
  }

  /// Reads the values of `--report`, and makes sure that each file can be written.
  ///
  /// - Throws: `Problem` for the first that is wrong.
  init(_ values: [String]) throws(Problem) {
    var requests: [ReportRequest] = []
    for value in values {
      do throws(ReportRequestError) {
        requests.append(try ReportRequest(parsing: value))
      } catch {
        throw Problem(status: ExitStatus(.usage), message: "--report: \(error)")
      }
    }
    var paths: Set<String> = []
    for request in requests {
      guard paths.insert(request.path).inserted else {
        throw Problem(
          status: ExitStatus(.usage), message: "--report: two reports go to `\(request.path)`")
      }
      do throws(FileProblem) {
        try LocalFile.claim(request.path)
      } catch {
        throw Problem(
          status: ExitStatus(.transport),
          message: "cannot write the report `\(request.path)`: \(error.reason); nothing was sent")
      }
    }
    self.requests = requests
  }

  /// Whether anything is to be written.
  var isNeeded: Bool { !requests.isEmpty }

  /// Writes all reports; one that cannot be written makes a success a failure.
  func write(_ record: ReplayRecord, _ status: ExitStatus, _ console: Console) -> ExitStatus {
    var status = status
    for request in requests {
      do throws(FileProblem) {
        try LocalFile.overwrite(request.path, with: request.format.render(record))
      } catch {
        let problem = console.complain(
          ExitStatus(.transport), "cannot write the report `\(request.path)`: \(error.reason)")
        if status == .success { status = problem }
      }
    }
    return status
  }
}
