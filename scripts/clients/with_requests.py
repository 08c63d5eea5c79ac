"""Python's requests, with a session."""

import sys

import requests

endpoint, token = sys.argv[1:]
with requests.Session() as session:
    session.trust_env = False
    for line in sys.stdin:
        method, path, body = line.rstrip("\n").split("\t")
        headers = {"Authorization": token} | ({"Content-Type": "application/json"} if body else {})
        answer = session.request(method, endpoint + path, data=body or None, headers=headers, timeout=20)
        print(answer.status_code, answer.text, sep="\t")
