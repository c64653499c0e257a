"""Asks a double for its health twenty times a second, and notes what memory it holds.

A process of its own: in a thread of the checks each question would also wait for what Python does meanwhile, such as
collecting the garbage of some hundred checks (70 ms and more) or writing a large JSON text (50 ms).
"""

import http.client
import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlsplit


class Sample(NamedTuple):
    """`at` and `took` in seconds of the monotonic clock, which all processes share; status 0 is no answer."""

    at: float
    took: float
    status: int
    resident_megabytes: int


class Watch:
    """The samples from its making until `end`."""

    def __init__(self, url: str, pid: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, url, str(pid)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def end(self) -> list[Sample]:
        printed, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, f"the watch ended with {self.process.returncode}"
        return [Sample(*fields) for fields in json.loads(printed)]


def status(connection: http.client.HTTPConnection) -> int:
    try:
        connection.request("GET", "/_mock/health")
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (http.client.HTTPException, OSError):
        connection.close()
        return 0


def resident_megabytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def main(url: str, pid: int) -> None:
    """Until the standard input ends; then prints the samples as JSON."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    ended = Event()
    Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    samples = []
    while True:
        at = time.monotonic()
        answered = status(connection)
        samples.append(Sample(at, time.monotonic() - at, answered, resident_megabytes(pid)))
        if ended.wait(0.05):
            break
    print(json.dumps(samples))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
