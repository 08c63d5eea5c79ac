import VideoSDKClient

/// The languages of `as`.
enum SnippetLanguage: String, CaseIterable, Sendable {
  case curl, node, php, python, swift, json

  /// One line for help and completion.
  var summary: String {
    switch self {
    case .curl: "a command line"
    case .node: "Node 18 and later, built-in fetch"
    case .php: "PHP with the curl extension"
    case .python: "Python 3, its standard library alone"
    case .swift: "the client library of this project"
    case .json: "one object a request"
    }
  }

  /// Who writes it.
  var writer: any SnippetWriter.Type {
    switch self {
    case .curl: CurlSnippet.self
    case .node: NodeSnippet.self
    case .php: PHPSnippet.self
    case .python: PythonSnippet.self
    case .swift: SwiftSnippet.self
    case .json: JSONSnippet.self
    }
  }
}

/// Writes requests in one language.
///
/// Pure. A snippet follows no redirect: the token belongs to one origin.
protocol SnippetWriter {
  /// Lines without a line end behind the last; at least one request.
  static func snippet(_ requests: [PlannedRequest]) -> String
}

/// One command line a request, for a POSIX shell.
enum CurlSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    requests.map(\.curl).joined(separator: "\n")
  }
}

extension PlannedRequest {
  /// The absolute URL.
  var url: String { (origin ?? call.origin).description + call.target }

  /// The body as text; JSON is UTF-8.
  var bodyText: String? { call.body.map { String(decoding: $0, as: UTF8.self) } }

  /// Method, target and, where there is one, body as the arguments of a call.
  func arguments(_ target: String, _ quoted: (String) -> String) -> String {
    [call.method.rawValue, target, bodyText].compactMap { $0 }.map(quoted).joined(separator: ", ")
  }
}
