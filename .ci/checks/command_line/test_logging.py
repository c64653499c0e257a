"""What the log says of an exchange: who and what at info, every reason with its trace at debug, never a secret."""

import json
from pathlib import Path

import pytest
import requests
from support.double import running


def exchanges(binary: Path, level: str) -> tuple[str, list[dict]]:
    """The log of one refusal and one success, as text and by line."""
    with running(binary, "--log-level", level, "--log-format", "json") as double:
        person = {"grant_type": "password", "username": "bob@example.com", "password": "Bob-pw-1"}
        refused = requests.post(
            f"{double.url}/oauth2/short/v1/token", data=person | {"scope": "orders:write"},
            auth=("web-app", "web-secret"), timeout=10,
        )  # fmt: skip
        granted = requests.post(
            f"{double.url}/oauth2/short/v1/token", data=person | {"scope": "orders:read"},
            auth=("web-app", "web-secret"), timeout=10,
        )  # fmt: skip
        assert (refused.status_code, granted.status_code) == (401, 200)
        assert "why" not in refused.text and "lets bob" not in refused.text
        double.stop()
        lines = [json.loads(line) for line in double.log.splitlines()]
        return double.log, [line for line in lines if line["message"].startswith("POST ")]


def test_debug_tells_why_and_by_which_rules(binary: Path) -> None:
    log, (refused, granted) = exchanges(binary, "debug")
    assert refused["why"].startswith("no rule of 2 policies of short allows bob@example.com orders:write")
    assert "rule Admins did not match: people.groups: bob@example.com is in none of" in refused["trace"]
    assert "policy A matched: clients.include has web-app; rule Short matched" in granted["trace"]
    assert "Bob-pw-1" not in log and "web-secret" not in log


def test_info_says_why_a_request_was_refused(binary: Path) -> None:
    _, (refused, granted) = exchanges(binary, "info")
    assert refused["why"].startswith("no rule of 2 policies of short")
    assert "why" not in granted and "trace" not in refused and "trace" not in granted
    assert (refused["method"], refused["path"]) == ("POST", "/oauth2/short/v1/token")
    assert (refused["status"], refused["error"], granted["status"]) == (401, "access_denied", 200)
    assert "error" not in granted
    assert (granted["client"], granted["user"], granted["scope"]) == ("web-app", "bob@example.com", "orders:read")


@pytest.mark.parametrize("level", ["notice", "error"])
def test_above_info_exchanges_are_not_logged(binary: Path, level: str) -> None:
    _, logged = exchanges(binary, level)
    assert logged == []
