import VideoSDKClient

/// What running one statement came to.
struct Performance: Sendable {
  var reports: [Report] = []
  var failures: [Failure] = []
  var warnings: [Failure] = []
  var notes: [String] = []
  /// The status of the first answer that was not a success, else of the last one.
  var http: Int?
  /// The body of the last answer that was JSON.
  var json: JSONValue?
  var elapsed: Duration?
  var didSend = false
  /// Files to fetch once all requests are answered.
  var transfer: Transfer?
  var next = Next.proceed

  /// What the script does after the statement.
  enum Next: Sendable {
    case proceed
    case quit(code: Int32)
    case include(Inclusion)
    /// The shell carries it out, and tells what came of it.
    case shell(ShellOrder)
    /// The shell asks a person about these.
    case decide([Recovered])
  }

  /// Takes status and body from a step's answers.
  mutating func absorb<Request: Endpoint>(_ results: [StepResult<Request>]) {
    for item in results {
      switch item.result {
      case .success(let answer):
        if http.map({ $0 < 400 }) ?? true { http = answer.status }
        json = answer.json ?? json
      case .failure(.http(let status, let problem)):
        if http.map({ $0 < 400 }) ?? true { http = status }
        json = (try? JSONValue(parsing: problem.body)) ?? json
      case .failure: break
      }
    }
  }
}
