"""What scripts/verify-contract adds to schemathesis.

Before each call the sandbox goes back to its seed and into one known state, whose ids are the examples of openapi.yaml:
recordings of every family that have ended, some that run, a merge, and a second room. So no call spoils the next one.
Chains of calls (SANDBOX_CHAINS) build on one another and are left alone. All statuses are counted.
"""

import atexit
import collections
import json
import os

import requests
import schemathesis

ENDPOINT = os.environ["SANDBOX_ENDPOINT"]
TOKEN = os.environ["SANDBOX_TOKEN"]
ROOM = {"roomId": "abcd-efgh-ijkl"}
ADA = ROOM | {"participantId": "abcd"}
EMIL = ROOM | {"participantId": "efgh"}
IRIS = ROOM | {"participantId": "ijkl"}
SESSION = "695797200000000000000003"
TRACK = "/v2/recordings/participant/track"
PARTICIPANT = "/v2/recordings/participant"

STATE = [
    ("/sandbox/reset", None),
    (f"{TRACK}/start", ADA | {"kind": "audio"}),
    (f"{TRACK}/stop", ADA | {"kind": "audio"}),
    (f"{PARTICIPANT}/start", EMIL),
    (f"{PARTICIPANT}/stop", EMIL),
    ("/v2/recordings/start", ROOM),
    ("/v2/recordings/end", ROOM),
    (
        f"{PARTICIPANT}/merge",
        {"sessionId": SESSION, "channel1": [{"participantId": "abcd"}], "channel2": [{"participantId": "efgh"}]},
    ),
    (f"{TRACK}/start", ADA | {"kind": "screen_video"}),
    (f"{PARTICIPANT}/start", IRIS),
    ("/v2/rooms", {"customRoomId": "lesson"}),
    ("/sandbox/rooms/lesson/participants", {"participantId": "mnop"}),
    ("/v2/recordings/start", {"roomId": "lesson"}),
]

connection = requests.Session()
seen = collections.defaultdict(collections.Counter)


def bring_about_state():
    for path, body in STATE:
        answer = connection.post(ENDPOINT + path, json=body, headers={"Authorization": TOKEN})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code} {answer.text}")


@schemathesis.hook
def before_call(context, case, kwargs):
    if "SANDBOX_CHAINS" not in os.environ:
        bring_about_state()


def is_nothing(value):
    """Whether a value, or a list of values, is written as nothing behind `name=`."""
    if isinstance(value, (list, tuple)):
        return all(map(is_nothing, value))
    return value in ("", None, {})


@schemathesis.hook
def filter_query(context, query):
    """A parameter without a value counts as absent, and so is nothing to refuse."""
    return not query or not any(map(is_nothing, query.values()))


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw.get("operationId", "?")
    if case.method.upper() == case.operation.method.upper():
        seen[operation][response.status_code] += 1


@atexit.register
def write_down():
    with open(os.environ["SANDBOX_SEEN"], "w", encoding="utf-8") as file:
        json.dump(seen, file)


if "SANDBOX_CHAINS" in os.environ:
    bring_about_state()
