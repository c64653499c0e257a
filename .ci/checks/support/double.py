"""Starts the program as its users do: on a free port that the ready file names, ended by SIGTERM."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

START_SECONDS = 20
STOP_SECONDS = 20


def environment(**extra: str) -> dict[str, str]:
    """This process's environment without what would steer the program or send a loopback request to a proxy."""
    steering = ("MOCK_OKTA_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(steering)} | extra


@dataclass
class Double:
    url: str
    issuer: str
    ready: str
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def card(self) -> str:
        return (self.folder / "stdout").read_text()

    @property
    def log(self) -> str:
        return (self.folder / "stderr").read_text()

    def advance(self, by: str) -> None:
        """Moves the double's clock, which is how a check waits."""
        requests.post(f"{self.url}/_mock/clock/advance", json={"by": by}, timeout=10).raise_for_status()

    def freeze(self) -> None:
        """Stops the double's clock, so that only `advance` moves it, however busy the machine is."""
        requests.put(f"{self.url}/_mock/clock", json={"frozen": True}, timeout=10).raise_for_status()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)


@contextmanager
def running(binary: Path, *options: str | Path, env: dict[str, str] | None = None) -> Iterator[Double]:
    """The double while the block runs; it must end cleanly unless the block has ended it itself."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ready = folder / "ready.json"
        command = [binary, "serve", "--port", "0", "--ready-file", ready, *options]
        with (folder / "stdout").open("wb") as stdout, (folder / "stderr").open("wb") as stderr:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment(**env or {})
            )
        double = Double("", "", "", process, folder)
        try:
            double.ready = wait_for(ready, double)
            document = json.loads(double.ready)
            double.url, double.issuer = document["url"], document["issuer"]
            yield double
            if process.poll() is None:
                assert double.stop() == 0, f"SIGTERM did not end it cleanly:\n{double.log}"
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def wait_for(ready: Path, double: Double) -> str:
    deadline = time.monotonic() + START_SECONDS
    while not ready.exists():
        assert double.process.poll() is None, f"exited with {double.process.returncode} at start:\n{double.log}"
        assert time.monotonic() < deadline, f"not ready after {START_SECONDS} s:\n{double.log}"
        time.sleep(0.01)
    return ready.read_text()


@dataclass
class Finished:
    status: int
    stdout: str
    stderr: str


def run(binary: Path, *arguments: str | Path, env: dict[str, str] | None = None) -> Finished:
    """One command of the program, to its end."""
    done = subprocess.run(
        [binary, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30,
        env=environment(**env or {}),
    )  # fmt: skip
    return Finished(done.returncode, done.stdout, done.stderr)
