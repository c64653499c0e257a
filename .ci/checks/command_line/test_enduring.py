"""What a running server survives, and how it ends when clients are in the middle of something."""

import json
import os
import re
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from support.double import Double, environment, running

PATIENCE = 30


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_up(url: str) -> bool:
    return requests.get(f"{url}/_mock/health", timeout=PATIENCE).json()["status"] == "UP"


def connected(double: Double) -> socket.socket:
    parts = urlsplit(double.url)
    return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)


def request(double: Double, method: str, path: str) -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: {urlsplit(double.url).netloc}\r\n".encode()


def test_sighup_without_watch_and_without_a_file(binary: Path) -> None:
    with running(binary) as double:
        os.kill(double.process.pid, signal.SIGHUP)
        assert eventually(lambda: "the fixtures have been reloaded" in double.log), double.log
        assert is_up(double.url)


def test_sighup_when_the_file_has_been_broken(binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "org.json"
    file.write_text('{"apps": [{"client_id": "one"}]}')
    with running(binary, "--fixtures", file) as double:
        file.write_text('{"apps": [')
        os.kill(double.process.pid, signal.SIGHUP)
        assert eventually(lambda: "have not been reloaded" in double.log), double.log
        assert f"{file}:1:" in double.log
        assert is_up(double.url)


def test_sigpipe(binary: Path) -> None:
    with running(binary) as double:
        os.kill(double.process.pid, signal.SIGPIPE)
        # A client that leaves without reading makes the server write to a closed connection.
        for _ in range(50):
            with connected(double) as client:
                client.sendall((request(double, "GET", "/oauth2/default/v1/keys") + b"\r\n") * 20)
        assert is_up(double.url)


def test_standard_output_that_is_not_read(binary: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ready = tmp_path / "ready.json"
    process = subprocess.Popen(
        [binary, "--port", "0", "--ready-file", ready], stdout=writing, stderr=subprocess.DEVNULL, env=environment()
    )
    os.close(writing)
    try:
        assert eventually(ready.exists)
        assert is_up(json.loads(ready.read_text())["url"])
        process.terminate()
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()


def test_ready_file_on_a_full_disk(binary: Path, tmp_path: Path) -> None:
    card, log = tmp_path / "card", tmp_path / "log"
    with card.open("wb") as stdout, log.open("wb") as stderr:
        process = subprocess.Popen(
            [binary, "--port", "0", "--ready-file", "/dev/full"], stdout=stdout, stderr=stderr, env=environment()
        )
    try:
        assert process.wait(PATIENCE) == 73
        assert "/dev/full: No space left on device" in log.read_text()
        assert Path("/dev/full").is_char_device()
    finally:
        process.kill()
        process.wait()


def test_no_descriptor_left(binary: Path) -> None:
    with running(binary) as double, ExitStack() as stack:
        first = stack.enter_context(connected(double))
        open_now = len(os.listdir(f"/proc/{double.process.pid}/fd"))
        resource.prlimit(double.process.pid, resource.RLIMIT_NOFILE, (open_now + 8, open_now + 8))
        crowd = [stack.enter_context(connected(double)) for _ in range(40)]
        assert eventually(lambda: "no file descriptor is left" in double.log), double.log
        first.sendall(request(double, "GET", "/_mock/health") + b"\r\n")
        assert first.recv(12) == b"HTTP/1.1 200"
        for client in crowd:
            client.close()
        assert is_up(double.url)


HALVES = [b"", b"Content-Length: 9\r\n\r\nhalf", b"Transfer-Encoding: chunked\r\n\r\n9\r\nhalf"]


@pytest.mark.parametrize("half", HALVES, ids=["header", "body", "chunk"])
def test_sigterm_waits_for_answers_and_for_nothing_else(binary: Path, half: bytes) -> None:
    """Should anything hold up the end, it would do so for the whole drain time, which is longer than the patience."""
    with running(binary, "--drain-timeout", "PT1H") as double, ExitStack() as stack:
        idle, stream, unfinished, delayed = (stack.enter_context(connected(double)) for _ in range(4))
        stream.sendall(request(double, "GET", "/_mock/events") + b"\r\n")
        assert stream.recv(12) == b"HTTP/1.1 200"
        unfinished.sendall(request(double, "POST", "/oauth2/default/v1/token") + half)
        slow = {"match": {"path": "/oauth2/default/v1/keys"}, "effect": {"delay": "PT2S"}}
        requests.post(f"{double.url}/_mock/faults", json=slow, timeout=PATIENCE).raise_for_status()
        delayed.sendall(request(double, "GET", "/oauth2/default/v1/keys") + b"\r\n")
        assert eventually(lambda: hits(double) == 1)
        double.process.terminate()
        answer = HTTPResponse(delayed)
        answer.begin()
        assert (answer.status, list(json.loads(answer.read()))) == (200, ["keys"])
        assert double.process.wait(PATIENCE) == 0, double.log
        assert idle.recv(1) == b""


def hits(double: Double) -> int:
    return requests.get(f"{double.url}/_mock/faults", timeout=PATIENCE).json()["faults"][0]["hits"]
