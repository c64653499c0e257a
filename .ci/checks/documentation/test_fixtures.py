"""Every printed fixture is one that `check` accepts, and gives what the text below it says."""

import json
import re
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from support.double import run as run_program
from support.double import running

from .chapters import article, blocks, lines, readme, run, section


@pytest.mark.parametrize("number", [0, 1])
def test_those_of_the_readme(binary: Path, repository: Path, tmp_path: Path, number: int) -> None:
    found = blocks(section(readme(repository), "Write a fixture"), "json5")
    assert len(found) == 2
    (tmp_path / "orders.json5").write_text(found[number])
    done = run_program(binary, "check", tmp_path / "orders.json5")
    assert (done.status, done.stdout) == (0, "") and "no errors, no warnings" in done.stderr, done
    with running(binary, "--fixtures", tmp_path / "orders.json5"):
        pass


@pytest.mark.parametrize("heading", ["By the user's profile", "By the app's profile", "By groups"])
def test_those_of_the_claims(binary: Path, repository: Path, tmp_path: Path, heading: str) -> None:
    text = section(article(repository, "Claims"), heading)
    (fixture,), (command,) = blocks(text, "json5"), lines(text, "curl")
    (tmp_path / "shop.json5").write_text(fixture)
    with running(binary, "--fixtures", tmp_path / "shop.json5") as double:
        status, body = run(command, double)
    assert status == 200, body
    payload = json.loads(body)["access_token"].split(".")[1]
    claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    promised = re.findall(r'`"(\w+)": ([^`]+)`', text.split("\ngives ")[1])
    assert len(promised) >= 2
    for name, value in promised:
        assert claims[name] == json.loads(value), name
