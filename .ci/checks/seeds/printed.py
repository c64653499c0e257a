"""Sends what Okta's documents print, by the program they print it for, and reads back what came over the wire."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.double import environment

CONFIG = Path(__file__).parent / "httpie"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str

    @property
    def members(self) -> dict:
        """The members of a JSON object, in the order in which they came."""
        assert self.headers["content-type"].startswith("application/json"), self
        return json.loads(self.body)


def curl(*arguments: str) -> Answer:
    return answer(["curl", "--silent", "--show-error", "--include", "--http1.1", *arguments])


def http(*arguments: str) -> Answer:
    """HTTPie, from the same folder as this Python."""
    program = str(Path(sys.executable).parent / "http")
    return answer([program, "--ignore-stdin", "--print=hb", "--pretty=none", *arguments])


def answer(command: list[str]) -> Answer:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=environment(HTTPIE_CONFIG_DIR=str(CONFIG))
    )
    assert done.returncode == 0, f"{command} exited with {done.returncode}: {done.stderr}"
    head, _, body = done.stdout.replace("\r\n", "\n").partition("\n\n")
    status_line, *lines = head.split("\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(status_line.split()[1]), headers, body)
