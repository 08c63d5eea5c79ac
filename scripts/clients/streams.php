<?php
// PHP's streams, which close the connection behind each request.
[, $endpoint, $token] = $argv;
foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $line) {
    [$method, $path, $body] = explode("\t", $line);
    $headers = ["Authorization: $token"];
    if ($body !== '') $headers[] = 'Content-Type: application/json';
    $options = ['method' => $method, 'header' => $headers, 'content' => $body, 'ignore_errors' => true, 'timeout' => 20];
    $text = file_get_contents($endpoint . $path, false, stream_context_create(['http' => $options]));
    echo explode(' ', $http_response_header[0])[1], "\t", $text, "\n";
}
