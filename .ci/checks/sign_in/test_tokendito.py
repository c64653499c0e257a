"""tokendito signs in by /api/v1/authn: with a password, a one-time password, a push that is approved, a message."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pyotp
import pytest
import requests
from support.double import Double, running
from tokendito import okta

from .org import FIXTURE, SECRET
from .test_factors import now

USERS = [
    {
        "profile": {"login": "tess@example.com"},
        "credentials": {"password": {"value": "Tess-pw-1"}},
        "factors": [
            {"factorType": "token:software:totp", "provider": "GOOGLE", "mock": {"sharedSecret": SECRET}},
            {"factorType": "push"},
            {"factorType": "sms", "profile": {"phoneNumber": "+15551234567"}},
            {"factorType": "question", "profile": {"question": "disliked_food", "answer": "Spinach"}},
        ],
    }
]


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    fixture = tmp_path / "org.json"
    mock = {**FIXTURE["mock"], "oneTimeCode": "123456"}
    fixture.write_text(json.dumps({**FIXTURE, "users": FIXTURE["users"] + USERS, "mock": mock}))
    with running(binary, "--fixtures", fixture) as double:
        yield double


def config(double: Double, login: str, password: str, **more: object) -> SimpleNamespace:
    return SimpleNamespace(okta={"org": double.url, "username": login, "password": password, **more})


def session(double: Double, token: str) -> str:
    """The login of the session that a token starts."""
    answer = requests.post(f"{double.url}/api/v1/sessions", json={"sessionToken": token}, timeout=10)
    return answer.json()["login"]


def test_the_org_is_found(double: Double) -> None:
    assert okta.get_auth_pipeline(double.url) == "idx"
    assert okta.get_auth_properties("tess@example.com", double.url)["type"] == "OKTA"


def test_a_password(double: Double) -> None:
    token = okta.local_authenticate(config(double, "plain@example.com", "Plain-pw-1"))
    assert session(double, token) == "plain@example.com"
    with pytest.raises(SystemExit):
        okta.local_authenticate(config(double, "plain@example.com", "wrong"))


@pytest.mark.parametrize("factor", ["token:software:totp", "sms", "question"])
def test_a_code_or_an_answer(double: Double, factor: str) -> None:
    answers = {"token:software:totp": pyotp.TOTP(SECRET).at(now(double)), "sms": "123456", "question": "spinach"}
    chosen = config(double, "tess@example.com", "Tess-pw-1", mfa=factor, mfa_response=answers[factor])
    assert session(double, okta.local_authenticate(chosen)) == "tess@example.com"


@pytest.mark.parametrize("decision", ["approve", "deny"])
def test_a_push(double: Double, decision: str) -> None:
    chosen = config(double, "tess@example.com", "Tess-pw-1", mfa="push", mfa_response=None)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(okta.local_authenticate, chosen)
        while not requests.get(f"{double.url}/_mock/pending", timeout=10).json()["pending"]:
            assert not waiting.done()
        answer = requests.post(
            f"{double.url}/_mock/push/tess@example.com", json={"decision": decision}, timeout=10
        )
        assert answer.status_code == 204
        if decision == "approve":
            assert session(double, waiting.result()) == "tess@example.com"
        else:
            with pytest.raises(SystemExit):
                waiting.result()
