"""Python's http.client over one socket, all requests sent before the first answer is read."""

import http.client
import socket
import sys
import types

endpoint, token = sys.argv[1:]
host, port = endpoint.removeprefix("http://").split(":")
requests = [line.rstrip("\n").split("\t") for line in sys.stdin]
text = ""
for method, path, body in requests:
    text += f"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: {token}\r\n"
    if body:
        text += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    text += f"\r\n{body}"
with socket.create_connection((host, int(port)), timeout=20) as connection:
    connection.sendall(text.encode())
    # One reader for all answers, since it reads ahead.
    reader = connection.makefile("rb")
    shared = types.SimpleNamespace(makefile=lambda *mode: reader)
    for method, _, _ in requests:
        answer = http.client.HTTPResponse(shared, method=method)
        answer._close_conn = lambda: None
        answer.begin()
        print(answer.status, answer.read().decode(), sep="\t")
