import VideoSDKClient

/// JavaScript for Node 18 and later; nothing to install.
///
/// In a function of its own, so that it runs as a file of either module kind, behind `-e` and at Node's prompt.
enum NodeSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    let fields =
      requests.contains(where: \.needsToken)
      ? "{ Authorization: process.env.VIDEOSDK_TOKEN }" : "{}"
    let lines =
      [
        "(async () => {",
        "  const send = async (method, url, body) => {",
        "    const headers = \(fields);",
        "    if (body !== undefined) headers[\"Content-Type\"] = \"application/json\";",
        "    const answer = await fetch(url, { method, headers, body, redirect: \"manual\" });",
        "    console.log(answer.status, await answer.text());",
        "  };",
      ] + requests.map { "  await send(\($0.arguments($0.url, QuotedText.script)));" }
      + ["})();"]
    return lines.joined(separator: "\n")
  }
}
