"""Every printed curl line, run as it is written and in the order printed, against a double of its own."""

import json
import shlex
from pathlib import Path

import pytest
from support.browser import Browser
from support.double import run as run_program
from support.double import running

from .chapters import PRINTED, article, lines, readme, run, section


def test_the_first_tokens(binary: Path, repository: Path) -> None:
    text = section(readme(repository), "A first token in one minute")
    service, password, redemption = lines(text, "curl")
    (address,) = [line.strip() for line in text.splitlines() if line.startswith(f"    {PRINTED}/")]
    with running(binary) as double:
        for command, members in ((service, {"access_token"}), (password, {"access_token", "id_token", "refresh_token"})):
            status, body = run(command, double)
            assert status == 200 and members <= json.loads(body).keys(), body
        landing = Browser().sign_in(address.replace(PRINTED, double.url), "alice@example.com", "Alice-pw-1")
        status, body = run(redemption.replace("…", landing.parameters["code"]), double)
        assert status == 200 and {"access_token", "id_token"} <= json.loads(body).keys(), body


@pytest.mark.parametrize("name", ["README", "ControlAPI"])
def test_steering(binary: Path, repository: Path, name: str) -> None:
    text = readme(repository) if name == "README" else article(repository, name)
    if name == "README":
        text = section(text, "Control it from your test")
    commands = lines(text, "curl")
    assert len(commands) >= (11 if name == "README" else 24)
    with running(binary) as double:
        answers = [(command, *run(command, double)) for command in commands]
    refused = [(status, command) for command, status, _ in answers if status >= 300]
    # The one that the fault before it is for, and the one whose reason the journal is asked for.
    assert [status for status, _ in refused] == ([429] if name == "README" else [429, 401]), refused
    assert '"frozen":true' in answers[0][2] and "2030-01-01T01:00:00.000Z" in answers[1][2]
    waits = [json.loads(body) for command, _, body in answers if "/requests/wait" in command]
    assert waits and all(answer["requests"] for answer in waits)
    if name == "ControlAPI":
        assert any('"why":"no rule of 2 policies' in body for _, _, body in answers)


def test_the_management_api(binary: Path, repository: Path) -> None:
    with running(binary) as double:
        answers = [run(command, double) for command in lines(article(repository, "ManagementAPI"), "curl")]
    assert [status for status, _ in answers] == [201, 200, 200, 200, 200, 200], answers
    assert json.loads(answers[1][1])["scope"] == "invoices:read"
    assert [len(json.loads(body)) for _, body in answers[2:4]] == [1, 6]


def test_a_token_without_a_server(binary: Path, repository: Path) -> None:
    for name in ("Claims", "Options"):
        (command,) = [line for line in lines(article(repository, name), "mock-okta") if line.startswith("mock-okta token")]
        done = run_program(binary, *shlex.split(command)[1:])
        assert done.status == 0 and done.stdout.count(".") == 2, done.stderr
