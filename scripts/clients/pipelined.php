<?php
// A PHP stream over one socket, all requests sent before the first answer is read.
[, $endpoint, $token] = $argv;
$authority = substr($endpoint, strlen('http://'));
$requests = array_map(fn($line) => explode("\t", $line), file('php://stdin', FILE_IGNORE_NEW_LINES));
$stream = stream_socket_client("tcp://$authority", $code, $reason, 20);
stream_set_timeout($stream, 20);
foreach ($requests as [$method, $path, $body]) {
    $fields = $body === '' ? '' : "Content-Type: application/json\r\nContent-Length: " . strlen($body) . "\r\n";
    fwrite($stream, "$method $path HTTP/1.1\r\nHost: $authority\r\nAuthorization: $token\r\n$fields\r\n$body");
}
foreach ($requests as [$method]) {
    $status = explode(' ', fgets($stream))[1];
    $length = 0;
    while (($field = rtrim(fgets($stream))) !== '') {
        if (stripos($field, 'content-length:') === 0) $length = (int) substr($field, 15);
    }
    $text = $method === 'HEAD' || $length === 0 ? '' : stream_get_contents($stream, $length);
    echo "$status\t$text\n";
}
