"""Second factors, with one-time passwords by somebody else's code and codes from the outbox."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import requests
from support.double import Double, running

from .org import FIXTURE, SECRET


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps(FIXTURE))
    with running(binary, "--fixtures", fixture) as double:
        yield double


def now(double: Double) -> datetime:
    text = requests.get(f"{double.url}/_mock/clock", timeout=10).json()["now"]
    return datetime.fromisoformat(text)


def authn(double: Double, path: str = "", **body: object) -> requests.Response:
    return requests.post(f"{double.url}/api/v1/authn{path}", json=body, timeout=10)


def challenge(double: Double, kind: str) -> dict[str, Any]:
    """The factor of a kind, with the state token of a new sign-in."""
    answer = authn(double, username="mia@example.com", password="Mia-pw-1").json()
    assert answer["status"] == "MFA_REQUIRED"
    factor = next(factor for factor in answer["_embedded"]["factors"] if factor["factorType"] == kind)
    return {"stateToken": answer["stateToken"], "href": factor["_links"]["verify"]["href"]}


def verify(asked: dict[str, Any], **more: object) -> requests.Response:
    return requests.post(asked["href"], json={"stateToken": asked["stateToken"], **more}, timeout=10)


def test_pyotp_at_a_frozen_and_an_advanced_clock(double: Double) -> None:
    for _ in range(3):
        code = pyotp.TOTP(SECRET).at(now(double))
        assert verify(challenge(double, "token:software:totp"), passCode=code).json()["status"] == "SUCCESS"
        # Each code once.
        again = verify(challenge(double, "token:software:totp"), passCode=code)
        assert (again.status_code, again.json()["errorCode"]) == (403, "E0000068")
        requests.post(f"{double.url}/_mock/clock/advance", json={"by": "PT1M"}, timeout=10)
    late = pyotp.TOTP(SECRET).at(now(double) - timedelta(minutes=1))
    assert verify(challenge(double, "token:software:totp"), passCode=late).status_code == 403


def test_a_code_that_the_outbox_is_waited_for(double: Double) -> None:
    with ThreadPoolExecutor() as pool:
        url = f"{double.url}/_mock/messages/wait?to=mia@example.com&timeout=PT9S"
        waiting = pool.submit(requests.get, url, timeout=10)
        asked = challenge(double, "email")
        assert verify(asked).json()["status"] == "MFA_CHALLENGE"
        (message,) = waiting.result().json()["messages"]
    assert message["code"] in message["text"]
    assert verify(asked, passCode=message["code"]).json()["status"] == "SUCCESS"


def test_lockout(double: Double) -> None:
    for _ in range(10):
        assert authn(double, username="plain@example.com", password="x").status_code == 401
    assert authn(double, username="plain@example.com", password="Plain-pw-1").status_code == 401
    users = requests.get(f"{double.url}/_mock/fixtures", timeout=10).json()["users"]
    assert {user["profile"]["login"]: user["status"] for user in users}["plain@example.com"] == "LOCKED_OUT"
