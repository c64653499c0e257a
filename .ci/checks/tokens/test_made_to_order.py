"""Tokens made by /_mock/tokens: PyJWT refuses each flaw for its own reason and accepts the token without it."""

from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
import requests
from support.double import Double, running

NONCE = "n-1"


@pytest.fixture(scope="module")
def double(binary: Path) -> Iterator[Double]:
    with running(binary) as double:
        yield double


def mint(double: Double, kind: str, broken: str | None = None) -> str:
    order = {"kind": kind, "client": "web-app", "user": "alice@example.com", "scope": "openid", "nonce": NONCE}
    if broken:
        order["broken"] = broken
    answer = requests.post(f"{double.url}/_mock/tokens", json=order, timeout=10)
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


def verify(double: Double, kind: str, token: str) -> dict:
    key = jwt.PyJWKClient(f"{double.issuer}/v1/keys").get_signing_key_from_jwt(token)
    return jwt.decode(
        token, key, algorithms=["RS256"], issuer=double.issuer,
        audience="web-app" if kind == "id" else "api://default", options={"require": ["exp", "iat", "sub"]},
    )  # fmt: skip


REASONS = {
    "expired": jwt.ExpiredSignatureError,
    "not_yet_valid": jwt.ImmatureSignatureError,
    "wrong_iss": jwt.InvalidIssuerError,
    "wrong_aud": jwt.InvalidAudienceError,
    "missing_sub": jwt.MissingRequiredClaimError,
    "kid_absent": jwt.PyJWKClientError,
    "kid_unknown": jwt.PyJWKClientError,
    "unpublished_key": jwt.PyJWKClientError,
    "kid_of_other_key": jwt.InvalidSignatureError,
    "alg_none": jwt.InvalidAlgorithmError,
    "hs256_public_key": jwt.InvalidAlgorithmError,
    "tampered_payload": jwt.InvalidSignatureError,
    "tampered_signature": jwt.InvalidSignatureError,
}


@pytest.mark.parametrize("kind", ["access", "id"])
@pytest.mark.parametrize("broken", REASONS)
def test_each_flaw_is_refused_for_its_own_reason(double: Double, kind: str, broken: str) -> None:
    with pytest.raises(REASONS[broken]) as refusal:
        verify(double, kind, mint(double, kind, broken))
    assert type(refusal.value) is REASONS[broken]


@pytest.mark.parametrize("kind", ["access", "id"])
def test_the_twin_without_a_flaw_is_accepted(double: Double, kind: str) -> None:
    assert verify(double, kind, mint(double, kind))["sub"]


def test_a_client_that_caches_keys_fetches_them_again_for_a_new_one(double: Double) -> None:
    # PyJWT fetches at most once in its cool-down, here in no time.
    client = jwt.PyJWKClient(f"{double.issuer}/v1/keys", cache_keys=True, cooldown_duration=0)
    old = client.get_signing_key_from_jwt(mint(double, "access")).key_id
    requests.post(f"{double.url}/_mock/keys/rotate", json={"server": "default"}, timeout=10).raise_for_status()
    token = mint(double, "access")
    key = client.get_signing_key_from_jwt(token)
    assert key.key_id != old
    jwt.decode(token, key, algorithms=["RS256"], audience="api://default", issuer=double.issuer)
