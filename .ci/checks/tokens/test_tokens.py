"""Tokens as they are on the wire: PyJWT verifies them, and headers and claims stand in Okta's order."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
import requests
from support.browser import Browser
from support.double import Double, running
from support.pkce import verifier_and_challenge

WEB = ("web-app", "web-secret")
SERVICE = ("service-app", "service-secret")
REDIRECT_URI = "http://localhost:3000/callback"
CUSTOM, ORG = "/oauth2/default", "/oauth2"


@pytest.fixture(scope="module")
def double(binary: Path) -> Iterator[Double]:
    with running(binary) as double:
        yield double


def token_request(double: Double, server: str, client: tuple[str, str], **parameters: str) -> dict:
    answer = requests.post(f"{double.url}{server}/v1/token", data=parameters, auth=client, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def signed_in(double: Double, server: str, scope: str) -> dict:
    verifier, challenge = verifier_and_challenge()
    request = requests.Request(
        "GET",
        f"{double.url}{server}/v1/authorize",
        params={
            "client_id": WEB[0], "response_type": "code", "redirect_uri": REDIRECT_URI, "scope": scope, "state": "s",
            "nonce": "n", "code_challenge": challenge, "code_challenge_method": "S256",
        },
    ).prepare()  # fmt: skip
    landing = Browser().sign_in(request.url, "alice@example.com", "Alice-pw-1")
    return token_request(
        double, server, WEB, grant_type="authorization_code", code=landing.parameters["code"],
        redirect_uri=REDIRECT_URI, code_verifier=verifier,
    )  # fmt: skip


def ordered(part: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def header(token: str) -> dict:
    return ordered(token.split(".")[0])


def claims(token: str) -> dict:
    return ordered(token.split(".")[1])


def verify(double: Double, server: str, token: str, audience: str) -> None:
    key = jwt.PyJWKClient(f"{double.url}{server}/v1/keys").get_signing_key_from_jwt(token)
    issuer = double.url + ("" if server == ORG else server)
    options = {"require": ["exp", "iat", "iss", "aud", "sub", "jti"]}
    jwt.decode(token, key, algorithms=["RS256"], audience=audience, issuer=issuer, options=options)


@pytest.mark.parametrize(
    ("server", "typed", "order"),
    [
        (CUSTOM, ["kid", "alg"], "ver jti iss aud iat exp cid uid scp auth_time sub"),
        (ORG, ["kid", "typ", "alg"], "ver jti iss aud sub iat exp cid uid scp auth_time"),
    ],
    ids=["custom", "org"],
)
def test_access_token_of_a_person(double: Double, server: str, typed: list[str], order: str) -> None:
    token = signed_in(double, server, "openid offline_access")["access_token"]
    verify(double, server, token, "api://default" if server == CUSTOM else double.url)
    assert list(header(token)) == typed
    assert re.fullmatch(r"[\w-]{43}", header(token)["kid"])
    assert list(claims(token)) == order.split()
    assert claims(token)["ver"] == 1
    assert claims(token)["scp"] == ["openid", "offline_access"] or claims(token)["scp"] == ["offline_access", "openid"]
    assert claims(token)["sub"] == "alice@example.com"
    assert re.fullmatch(r"AT\.[\w-]{43}\.oar[A-Za-z0-9]{17}", claims(token)["jti"])


def test_access_token_of_a_service(double: Double) -> None:
    answer = token_request(double, CUSTOM, SERVICE, grant_type="client_credentials", scope="orders:read")
    assert list(answer) == ["token_type", "expires_in", "access_token", "scope"]
    token = answer["access_token"]
    verify(double, CUSTOM, token, "api://default")
    assert list(header(token)) == ["kid", "alg"]
    assert list(claims(token)) == "ver jti iss aud iat exp cid scp sub".split()
    assert claims(token)["sub"] == claims(token)["cid"] == "service-app"
    assert re.fullmatch(r"AT\.[\w-]{43}", claims(token)["jti"])


# In the code flow a custom server's ID token is thin and has no sid; the org server's has all claims of its scopes.
@pytest.mark.parametrize(
    ("server", "scope", "expected"),
    [
        (CUSTOM, "openid", "sub ver iss aud iat exp jti amr idp nonce auth_time at_hash"),
        (
            CUSTOM,
            "openid profile email",
            "sub name email ver iss aud iat exp jti amr idp nonce preferred_username auth_time at_hash",
        ),
        (ORG, "openid", "sub ver iss aud iat exp jti amr idp nonce sid auth_time at_hash"),
        (
            ORG,
            "openid profile email",
            "sub name locale email ver iss aud iat exp jti amr idp nonce sid preferred_username given_name family_name "
            "zoneinfo updated_at email_verified auth_time at_hash",
        ),
    ],
)
def test_id_token_of_a_person(double: Double, server: str, scope: str, expected: str) -> None:
    tokens = signed_in(double, server, scope)
    token = tokens["id_token"]
    verify(double, server, token, "web-app")
    assert list(header(token)) == ["kid", "alg"]
    assert list(claims(token)) == expected.split()
    assert claims(token)["amr"] == ["pwd"] and claims(token)["nonce"] == "n"
    assert claims(token)["exp"] - claims(token)["iat"] == 3600
    assert claims(token)["sub"].startswith("00u") and claims(token)["idp"].startswith("00o")
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert claims(token)["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()


@pytest.mark.parametrize("server", [CUSTOM, ORG], ids=["custom", "org"])
def test_order_of_the_answer(double: Double, server: str) -> None:
    answer = signed_in(double, server, "openid offline_access")
    assert list(answer) == ["token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token"]
    assert re.fullmatch(r"[\w-]{43}", answer["refresh_token"])


@pytest.mark.parametrize("server", [CUSTOM, ORG], ids=["custom", "org"])
def test_published_keys(double: Double, server: str) -> None:
    answer = requests.get(f"{double.url}{server}/v1/keys", timeout=10)
    assert answer.headers["Content-Type"].startswith("application/json")
    for key in answer.json()["keys"]:
        assert {"kty", "alg", "kid", "use", "e", "n"} <= set(key)
        assert (key["kty"], key["alg"], key["use"], key["e"]) == ("RSA", "RS256", "sig", "AQAB")
