"""What the benchmarks share: turns, the table, and a sandbox of their own. Imported by scripts/bench."""

import http.client
import json
import statistics
import subprocess
import sys

ROOM = "abcd-efgh-ijkl"


def fail(text):
    sys.exit(f"bench: {text}")


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


class Table:
    """What was measured, a row a budget."""

    form = "{:<44}  {:<11}  {:<30}  {:<6}  {:<12}  {}"

    def __init__(self):
        self.rows = []

    def add(self, what, ours, against="-", ratio="-", budget="-", met=True):
        self.rows.append(self.form.format(what, ours, against, ratio, budget, "yes" if met else "no"))

    def compare(self, what, times, budget, met, ours="vsdk", unit=lambda seconds: f"{seconds:.3f} s"):
        """A row for each opponent: how many times their seconds ours are; the budget is held against the first."""
        others = [name for name in times if name != ours]
        for place, other in enumerate(others):
            ratio = statistics.median(own / their for own, their in zip(times[ours], times[other]))
            limit, holds = (budget, met) if place == 0 else ("< 1", lambda ratio: ratio < 1)
            self.add(what, unit(statistics.median(times[ours])), f"{unit(statistics.median(times[other]))} {other}",
                     f"{ratio:.2f}", limit, holds(ratio))

    def print(self):
        print(self.form.format("what", "ours", "against", "ratio", "budget", "ok"))
        print("\n".join(self.rows))


def alternate(turns, opponents):
    """Has the opponents, functions that answer seconds by name, take turns; answers the seconds of each."""
    names = list(opponents)
    times = {name: [] for name in names}
    for turn in range(turns):
        for name in names if turn % 2 == 0 else reversed(names):
            times[name].append(opponents[name]())
    return times


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


class Sandbox:
    """A sandbox of its own for some of the rows, and what is sent to it."""

    def __init__(self, bench):
        self.process = subprocess.Popen(
            [bench.vsdk, "sandbox", "--port", "0", "--output", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=bench.environment)
        self.endpoint = json.loads(self.process.stdout.readline())["endpoint"]
        self.token = bench.environment.get("VIDEOSDK_TOKEN") or subprocess.check_output(
            [bench.vsdk, "token", "mint", "--sandbox"], env=bench.environment, text=True).strip()
        bench.environment["VIDEOSDK_TOKEN"] = self.token
        self.connection = http.client.HTTPConnection(self.endpoint.removeprefix("http://"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def post(self, path, body):
        self.connection.request("POST", path, json.dumps(body),
                                {"Authorization": self.token, "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status // 100 != 2:
            fail(f"POST {path}: {answer.status} {text.decode()}")

    def join(self, count, room=ROOM):
        """Adds p1, p2, … to a room."""
        for number in range(1, count + 1):
            self.post(f"/sandbox/rooms/{room}/participants", {"participantId": f"p{number}"})

    def delay(self, text):
        self.post("/sandbox/faults",
                  {"match": {"operation": "startTrackRecording"}, "times": 1000000, "fault": {"delay": text}})
