"""The README and the articles of the DocC catalogue: their sections, code blocks and shell lines."""

import re
import subprocess
from pathlib import Path

from support.double import Double

# Where the double listens in print.
PRINTED = "http://127.0.0.1:8080"


def catalogue(repository: Path) -> Path:
    return repository / "Sources" / "MockOkta" / "MockOkta.docc"


def article(repository: Path, name: str) -> str:
    return (catalogue(repository) / f"{name}.md").read_text()


def readme(repository: Path) -> str:
    return (repository / "README.md").read_text()


def section(text: str, heading: str) -> str:
    """What is below a heading, up to the next one of its level or above."""
    level, rest = re.search(rf"^(#+) {re.escape(heading)}\n(.*)", text, re.S | re.M).groups()
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.M)[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M)


def lines(text: str, program: str) -> list[str]:
    """The indented lines that call a program, each joined with those it continues on."""
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M).replace("\\\n", " ")
    return [re.sub(r"\s+", " ", line.strip()) for line in outside.splitlines() if line.startswith(f"    {program} ")]


def run(command: str, double: Double) -> tuple[int, str]:
    """A printed curl line, sent to a running double: the status and the body."""
    shell = command.replace(PRINTED, double.url).replace("curl -s", "curl -s -w '\\n%{http_code}'", 1)
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    body, status = done.stdout.rsplit("\n", 1)
    return int(status), body
