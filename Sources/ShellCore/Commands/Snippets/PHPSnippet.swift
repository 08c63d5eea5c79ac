import VideoSDKClient

/// PHP 8 with the curl extension.
enum PHPSnippet: SnippetWriter {
  static func snippet(_ requests: [PlannedRequest]) -> String {
    let fields =
      requests.contains(where: \.needsToken)
      ? "['Authorization: ' . getenv('VIDEOSDK_TOKEN')]" : "[]"
    let lines =
      [
        "<?php",
        "$send = function (string $method, string $url, ?string $body = null): void {",
        "    $headers = \(fields);",
        "    $handle = curl_init($url);",
        "    if ($body !== null) {",
        "        $headers[] = 'Content-Type: application/json';",
        "        curl_setopt($handle, CURLOPT_POSTFIELDS, $body);",
        "    }",
        "    curl_setopt($handle, CURLOPT_CUSTOMREQUEST, $method);",
        "    curl_setopt($handle, CURLOPT_HTTPHEADER, $headers);",
        "    curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);",
        "    $answer = curl_exec($handle);",
        "    if ($answer === false) {",
        "        throw new RuntimeException(curl_error($handle));",
        "    }",
        "    echo curl_getinfo($handle, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;",
        "};",
      ] + requests.map { "$send(\($0.arguments($0.url, QuotedText.php)));" }
    return lines.joined(separator: "\n")
  }
}
