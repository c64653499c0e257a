"""What strangers send for a minute: the double lives, answers health at once all the while, and stays small.

    pytest .ci/checks -k hostile --binary … --share 0.1      a tenth of each, by hand
"""

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from support.double import environment
from support.health import Watch

# Of the whole minute.
MEMORY_MEGABYTES = 200
HEALTH_SECONDS = 0.1
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
TOKEN = "/oauth2/default/v1/token"

# Each has made a backtracking engine run away or a recursive one overflow.
PATTERNS = [
    "(a+)+b", "(a|aa)+b", "(a*)*b", "(.*a){20}", r"(a){0}\1", "(a?){40}a{40}", "((a{1,60}){1,60}){1,60}",
    "(?=(a+))+b", "[" + "a-z" * 900 + "]+b", "(" * 500 + "a" + ")" * 500,
]  # fmt: skip

INTEGERS = ["-1", "0", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400", "٣", "0x10", ""]
QUERIES = [
    ("/requests", ["limit", "last", "after", "status"]), ("/requests/count", ["limit", "last", "after", "status"]),
    ("/requests/wait", ["limit", "last", "after", "status", "timeout"]), ("/grants", ["limit"]),
]  # fmt: skip
DURATIONS = ["P99999999999D", "-PT1S", "PT1e308S", "9223372036854775807", "PT" + "9" * 400 + "S", "7d" * 200]


class Client:
    """One kept connection; a new one where the double has closed it."""

    def __init__(self, url: str) -> None:
        self.address = urlsplit(url)
        self.connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=30)

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> int:
        try:
            return self.exchange(method, path, body, headers or {})
        except (http.client.HTTPException, ConnectionError):
            # The double may close a connection whose request it has refused unread.
            self.connection.close()
            return 0

    def exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> int:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


@contextmanager
def unread(binary: Path, folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The double with its log going to a pipe that is never read."""
    ready = folder / "ready.json"
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [binary, "--port", "0", "--ready-file", ready], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=writing, env=environment(),
    )  # fmt: skip
    os.close(writing)
    try:
        deadline = time.monotonic() + 20
        while not ready.exists():
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.02)
        yield json.loads(ready.read_text())["url"], process
    finally:
        process.kill()
        process.wait()
        os.close(reading)


def tenants(client: Client, count: int) -> None:
    for number in range(count):
        client.send("GET", f"/t/x{number}/nothing" if number % 2 else f"/t/x{number}/oauth2/default/v1/keys")


def large_clients(client: Client, count: int) -> None:
    body = b"grant_type=client_credentials&client_id=" + b"x" * 1_000_000
    for _ in range(count):
        client.send("POST", TOKEN, body, FORM)


def many_parameters(client: Client, count: int) -> None:
    for _ in range(count):
        client.send("POST", TOKEN, b"a&" * 32_700, FORM)
        client.send("POST", TOKEN, b"&".join(b"p%d=1" % number for number in range(60_000)), FORM)
        client.send("GET", "/_mock/requests?last=5")


def many_keys(client: Client, count: int) -> None:
    body = json.dumps({f"key{number}": number for number in range(60_000)}).encode()
    deep = b'{"a":' * 60_000
    for _ in range(count):
        for path in ("/oauth2/default/v1/par", "/api/v1/users", "/api/v1/authn", "/_mock/tokens", "/_mock/faults"):
            client.send("POST", path, body, JSON)
            client.send("POST", path, deep, JSON)
        client.send("PATCH", "/_mock/fixtures", body, JSON)


def patterns(client: Client, count: int) -> None:
    for _ in range(count):
        for pattern in PATTERNS:
            name = "a" * 60
            fixture = {
                "groups": [{"profile": {"name": name}}],
                "users": [{"profile": {"login": "ann@example.com"}, "groups": [name],
                           "credentials": {"password": {"value": "Ann-pw-1"}}}],
                "authorizationServers": [{"id": "default", "claims": [
                    {"name": "g", "valueType": "GROUPS", "group_filter_type": "REGEX", "value": pattern},
                    {"name": "e", "value": f"user.login.matches('{pattern}')"},
                    {"name": "n", "value": "String.replace(" * 12 + "user.login" + ",'a','aaaaaaaaaa')" * 12},
                ]}],
            }  # fmt: skip
            client.send("PATCH", "/_mock/fixtures", json.dumps(fixture).encode(), JSON)
            for _ in range(3):
                form = "grant_type=password&username=ann@example.com&password=Ann-pw-1&scope=openid"
                client.send("POST", TOKEN, form.encode(), FORM | {"Authorization": "Basic d2ViLWFwcDp3ZWItc2VjcmV0"})
        client.send("POST", "/_mock/reset", b"{}", JSON)


def integers(client: Client, count: int) -> None:
    for _ in range(count):
        for path, names in QUERIES:
            for name in names:
                for value in INTEGERS + DURATIONS:
                    # Nothing is waited for.
                    query = {"timeout": "0", name: value} if path == "/requests/wait" else {name: value}
                    client.send("GET", f"/_mock{path}?{urlencode(query)}")
        for by in DURATIONS + INTEGERS:
            client.send("POST", "/_mock/clock/advance", json.dumps({"by": by}).encode(), JSON)
            client.send("POST", "/_mock/tokens", json.dumps({"kind": "access", "client": "web-app", "ttl": by}).encode(), JSON)
            client.send("POST", "/_mock/faults", json.dumps({"effect": {"delay": by}, "times": by}).encode(), JSON)
            client.send("DELETE", "/_mock/faults")
        client.send("POST", "/_mock/reset", b"{}", JSON)


def left_over(client: Client, count: int) -> None:
    """What a client may have kept for it: snapshots, faults, pushed requests, sign-in pages."""
    for number in range(count):
        client.send("PUT", f"/_mock/snapshots/s{number}")
        client.send("POST", "/_mock/faults", b'{"match":{"path":"/nowhere"},"effect":{"status":503}}', JSON)
        pushed = "client_id=spa-app&response_type=code&scope=openid&redirect_uri=http://localhost:5173/callback&state=" \
            + "s" * 10_000  # fmt: skip
        client.send("POST", "/oauth2/default/v1/par", pushed.encode(), FORM | {"Origin": "http://localhost:5173"})
        client.send("POST", "/oauth2/default/v1/authorize/sign-in", b"a=b", FORM | {"Sec-Fetch-Mode": "navigate"})


def half_open(client: Client, count: int) -> None:
    """Connections that begin and do not go on, or read nothing."""
    opened = []
    for number in range(count):
        connection = socket.create_connection((client.address.hostname, client.address.port), timeout=30)
        connection.sendall(b"GET /oauth2/default/v1/keys HTTP/1.1\r\nHost: x\r\n" + (b"\r\n" * (number % 2)))
        opened.append(connection)
    for connection in opened:
        connection.close()


ATTACKS: list[tuple[Callable[[Client, int], None], int]] = [
    (tenants, 50_000), (large_clients, 900), (many_parameters, 100), (many_keys, 10), (patterns, 4), (integers, 4),
    (left_over, 3_000), (half_open, 800),
]  # fmt: skip


def test_a_minute_of_hostile_clients(binary: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    share = pytestconfig.getoption("--share")
    with unread(binary, tmp_path) as (url, process):
        watch = Watch(url, process.pid)
        client = Client(url)
        begun = [(0.0, "it started")]
        for attack, count in ATTACKS:
            begun.append((time.monotonic(), attack.__name__))
            attack(client, max(1, int(count * share)))
            assert process.poll() is None, f"it ended with {process.returncode} in {attack.__name__}"
        begun.append((time.monotonic(), "a token at last"))
        token = requests.post(
            f"{url}{TOKEN}", auth=("service-app", "service-secret"),
            data={"grant_type": "client_credentials", "scope": "orders:read"}, timeout=30,
        )  # fmt: skip
        assert token.status_code == 200, token.text
        samples = watch.end()
        slowest = max(samples, key=lambda sample: sample.took)
        resident = max(sample.resident_megabytes for sample in samples)
        answered = slowest.at + slowest.took
        doing = [name for at, name in begun if at <= answered][-1]
        print(f"{len(samples)} samples, slowest health {slowest.took * 1000:.0f} ms ({doing}), {resident} MB")
        assert {sample.status for sample in samples} == {200}
        assert slowest.took < HEALTH_SECONDS, f"health took {slowest.took:.3f} s while {doing}"
        assert resident < MEMORY_MEGABYTES
        process.terminate()
        assert process.wait(30) == 0
