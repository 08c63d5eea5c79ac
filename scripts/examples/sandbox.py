"""Records a microphone in a sandbox and downloads the file; needs nothing but Python itself."""

import base64, hashlib, hmac, json, sys, time, urllib.request

SANDBOX = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:9797"
KEY, SECRET = "sandbox", "sandbox-secret-do-not-use-live-0123456789"


def mint():
    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    claims = {"apikey": KEY, "permissions": ["allow_join"], "version": 2, "roles": ["crawler"], "exp": int(time.time()) + 600}
    signed = part(b'{"alg":"HS256","typ":"JWT"}') + b"." + part(json.dumps(claims).encode())
    return (signed + b"." + part(hmac.digest(SECRET.encode(), signed, hashlib.sha256))).decode()


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": mint(), "Content-Type": "application/json"}
    request = urllib.request.Request(SANDBOX + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


track = "/v2/recordings/participant/track"
microphone = {"roomId": "abcd-efgh-ijkl", "participantId": "abcd", "kind": "audio"}
call("POST", "/sandbox/reset")
print(call("POST", f"{track}/start", microphone))
call("POST", "/sandbox/clock", {"advance": "10m"})
print(call("POST", f"{track}/stop", microphone))
while not (newest := call("GET", f"{track}?roomId=abcd-efgh-ijkl")["data"][0])["end"]:
    time.sleep(0.1)  # the files are processed for a second
with urllib.request.urlopen(newest["files"][0]["fileUrl"], timeout=10) as file:
    print(len(file.read()) == newest["files"][0]["size"], newest["files"][0]["meta"]["duration"] >= 600)
