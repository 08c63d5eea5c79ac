/// One command line a request, for a POSIX shell.
enum CurlSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    requests.map(\.curl).joined(separator: "\n")
  }
}
