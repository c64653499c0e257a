"""Flaws of ID tokens that only a client can see: Authlib refuses each for its own reason, and accepts the twin."""

import asyncio
import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from authlib.integrations.base_client.sync_openid import OpenIDMixin
from joserfc.errors import InvalidClaimError
from okta_jwt_verifier import IDTokenVerifier
from okta_jwt_verifier.exceptions import JWTValidationException
from support.double import Double, running
from support.okta_verifier import over_plain_http

CLIENT = "web-app"
NONCE = "n-1"


@pytest.fixture(scope="module")
def double(binary: Path) -> Iterator[Double]:
    with running(binary) as double:
        yield double


class Client(OpenIDMixin):
    """Authlib's checks of an ID token, without the web framework that they come in."""

    client_id = CLIENT

    def __init__(self, double: Double) -> None:
        url = f"{double.issuer}/.well-known/openid-configuration"
        self.metadata = requests.get(url, timeout=10).json()
        self.metadata["jwks"] = requests.get(self.metadata["jwks_uri"], timeout=10).json()

    def load_server_metadata(self) -> dict:
        return self.metadata


def mint(double: Double, **order: object) -> str:
    order = {"client": CLIENT, "user": "alice@example.com", "scope": "openid"} | order
    answer = requests.post(f"{double.url}/_mock/tokens", json=order, timeout=10)
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


def token_response(double: Double, **changes: str) -> dict:
    access = mint(double, kind="access")
    half = hashlib.sha256(access.encode()).digest()[:16]
    claims = {"at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(), "azp": CLIENT}
    return {"access_token": access, "id_token": mint(double, kind="id", nonce=NONCE, claims=claims, **changes)}


def test_the_twin_without_a_flaw_is_accepted(double: Double) -> None:
    tokens = token_response(double)
    assert Client(double).parse_id_token(tokens, nonce=NONCE)["azp"] == CLIENT


@pytest.mark.parametrize("claim", ["nonce", "at_hash", "azp"])
def test_a_wrong_claim_is_refused_by_its_name(double: Double, claim: str) -> None:
    tokens = token_response(double, broken=f"wrong_{claim}")
    with pytest.raises(InvalidClaimError) as refusal:
        Client(double).parse_id_token(tokens, nonce=NONCE)
    assert refusal.value.claim == claim


def test_oktas_own_verifier_refuses_the_wrong_nonce_too(double: Double) -> None:
    verifier = over_plain_http(IDTokenVerifier, double.issuer, client_id=CLIENT)
    good, bad = token_response(double), token_response(double, broken="wrong_nonce")
    asyncio.run(verifier.verify(good["id_token"], nonce=NONCE))
    with pytest.raises(JWTValidationException, match="nonce"):
        asyncio.run(verifier.verify(bad["id_token"], nonce=NONCE))
