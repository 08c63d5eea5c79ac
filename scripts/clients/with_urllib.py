"""Python's urllib, which closes the connection behind each request."""

import sys
import urllib.error
import urllib.request

endpoint, token = sys.argv[1:]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for line in sys.stdin:
    method, path, body = line.rstrip("\n").split("\t")
    headers = {"Authorization": token} | ({"Content-Type": "application/json"} if body else {})
    request = urllib.request.Request(endpoint + path, body.encode() or None, headers, method=method)
    try:
        with opener.open(request, timeout=20) as answer:
            print(answer.status, answer.read().decode(), sep="\t")
    except urllib.error.HTTPError as refusal:
        print(refusal.code, refusal.read().decode(), sep="\t")
