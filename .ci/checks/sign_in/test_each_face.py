"""Each flow over each face that Okta has it on: /api/v1/authn has no registration."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import requests
from support.double import Double, running

from .faces import FACTORS, Authn, Idx, Pages
from .org import FIXTURE, SECRET
from .test_factors import now

USERS = [
    {
        "profile": {"login": "each@example.com", "firstName": "Each", "lastName": "Face"},
        "credentials": {"password": {"value": "Each-pw-1"}},
        "factors": [
            {
                "id": FACTORS["totp"], "factorType": "token:software:totp", "provider": "GOOGLE",
                "mock": {"sharedSecret": SECRET},
            },
            {"id": FACTORS["email"], "factorType": "email"},
        ],
    },
    {
        "profile": {"login": "old@example.com", "firstName": "Old", "lastName": "Password"},
        "credentials": {"password": {"value": "Old-pw-123"}}, "status": "PASSWORD_EXPIRED",
    },
]  # fmt: skip
POLICIES = [
    {
        "type": "PASSWORD", "name": "Passwords", "status": "ACTIVE", "priority": 1,
        "settings": {"password": {"lockout": {"maxAttempts": 3, "autoUnlockMinutes": 5}}},
    },
    {
        "type": "PROFILE_ENROLLMENT", "name": "Registration", "status": "ACTIVE", "priority": 1,
        "rules": [
            {
                "name": "all",
                "actions": {"profileEnrollment": {"access": "ALLOW", "unknownUserAction": "REGISTER"}},
            }
        ],
    },
]  # fmt: skip
APP = {
    "client_id": "pages", "client_secret": "pages-secret", "grant_types": ["authorization_code"],
    "redirect_uris": ["http://localhost:3000/cb"],
}  # fmt: skip

Face = Authn | Idx | Pages


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    org = {**FIXTURE, "users": FIXTURE["users"] + USERS, "apps": [*FIXTURE["apps"], APP], "policies": POLICIES}
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps(org))
    with running(binary, "--fixtures", fixture) as double:
        yield double


@pytest.fixture(params=[Authn, Idx, Pages])
def face(request: pytest.FixtureRequest, double: Double) -> Face:
    return request.param(double)


def message(double: Double, to: str) -> dict[str, str]:
    return requests.get(f"{double.url}/_mock/messages", params={"to": to}, timeout=10).json()["messages"][-1]


def test_one_time_passwords(double: Double, face: Face) -> None:
    def is_good(code: str) -> bool:
        face.begin("each@example.com", "Each-pw-1")
        face.choose("totp")
        face.answer(code)
        return face.done

    code = pyotp.TOTP(SECRET).at(now(double))
    assert is_good(code)
    assert not is_good(code)
    double.advance("PT1M")
    assert is_good(pyotp.TOTP(SECRET).at(now(double)))
    double.advance("PT1M")
    assert not is_good(pyotp.TOTP(SECRET).at(now(double) - timedelta(minutes=1)))


def test_a_code_that_the_outbox_is_waited_for(double: Double, face: Face) -> None:
    with ThreadPoolExecutor() as pool:
        url = f"{double.url}/_mock/messages/wait?to=each@example.com&timeout=PT9S"
        waiting = pool.submit(requests.get, url, timeout=10)
        face.begin("each@example.com", "Each-pw-1")
        face.choose("email")
        (sent,) = waiting.result().json()["messages"]
    face.answer("no code")
    assert not face.done
    face.answer(sent["code"])
    assert face.done


def test_lockout_and_its_end(double: Double, face: Face) -> None:
    def is_good(password: str) -> bool:
        face.begin("plain@example.com", password)
        return face.done

    assert is_good("Plain-pw-1")
    assert not any([is_good("wrong") for _ in range(3)])
    assert not is_good("Plain-pw-1")
    double.advance("PT4M59S")
    assert not is_good("Plain-pw-1")
    double.advance("PT1S")
    assert is_good("Plain-pw-1")


def test_recovery(double: Double, face: Face) -> None:
    face.recover("plain@example.com")
    face.prove(message(double, "plain@example.com"))
    face.renew("", "Brand-new-1")
    assert face.done
    face.begin("plain@example.com", "Plain-pw-1")
    assert not face.done
    face.begin("plain@example.com", "Brand-new-1")
    assert face.done


def test_an_expired_password(double: Double, face: Face) -> None:
    face.begin("old@example.com", "Old-pw-123")
    assert not face.done
    face.renew("Old-pw-123", "Brand-new-1")
    assert face.done
    face.begin("old@example.com", "Brand-new-1")
    assert face.done


@pytest.mark.parametrize("kind", [Idx, Pages])
def test_registration(double: Double, kind: type[Idx] | type[Pages]) -> None:
    face = kind(double)
    face.register({"firstName": "Nia", "lastName": "New", "email": "nia@example.com"}, "Good-pw-123")
    assert face.done
    for again in (Authn(double), Idx(double), Pages(double)):
        again.begin("nia@example.com", "Good-pw-123")
        assert again.done
