"""The curl lines of "Steer it from your test", run as they are written against a double of their own."""

import re
import subprocess
from pathlib import Path

from support.double import running

BASE = "http://127.0.0.1:8080"


def lines(repository: Path) -> list[str]:
    text = (repository / "README.md").read_text()
    section = re.search(r"^## Steer it from your test\n(.*?)^## ", text, re.S | re.M).group(1)
    return [line.strip() for line in section.splitlines() if line.startswith("    curl ")]


def test_every_line_does_what_the_text_says(binary: Path, repository: Path) -> None:
    commands = lines(repository)
    assert len(commands) > 15
    with running(binary) as double:
        answers = []
        for command in commands:
            shell = command.replace(BASE, double.url).replace("curl -s", "curl -s -w '\\n%{http_code}'", 1)
            done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=30)
            assert done.returncode == 0, f"{command}: {done.stderr}"
            answers.append(done.stdout)
    statuses = [answer.rsplit("\n", 1)[1] for answer in answers]
    refused = [command for command, status in zip(commands, statuses) if status[0] != "2"]
    assert statuses.count("429") == 1 and statuses.count("401") == 1 and len(refused) == 2, refused
    assert '"frozen":true' in answers[0] and "2030-01-01T01:00:00.000Z" in answers[1]
    assert any('"why":"no rule of 2 policies' in answer for answer in answers)
