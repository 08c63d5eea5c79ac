import VideoSDKClient

/// Python 3 with its standard library alone.
///
/// `http.client` rather than `urllib.request`, which takes the token along to wherever a redirect leads. The blank lines
/// are those that Python's prompt needs behind a function.
enum PythonSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    let fields =
      requests.contains(where: \.needsToken)
      ? "{\"Authorization\": os.environ[\"VIDEOSDK_TOKEN\"]}" : "{}"
    let lines =
      [
        "import http.client", "import os", "",
        "def send(method, target, body=None):",
        "    headers = \(fields)",
        "    if body is not None:",
        "        headers[\"Content-Type\"] = \"application/json\"",
        "        body = body.encode()",
        "    connection = http.client.\(connection(requests[0]))",
        "    connection.request(method, target, body, headers)",
        "    answer = connection.getresponse()",
        "    print(answer.status, answer.read().decode())",
        "",
      ] + requests.map { "send(\($0.arguments($0.call.target, QuotedText.python)))" }
    return lines.joined(separator: "\n")
  }

  private static func connection(_ request: PlannedRequest) -> String {
    let origin = request.origin ?? request.call.origin
    let kind = origin.scheme == "https" ? "HTTPSConnection" : "HTTPConnection"
    return "\(kind)(\(QuotedText.python(origin.host)), \(origin.port))"
  }
}
