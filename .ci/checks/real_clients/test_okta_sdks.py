"""Okta's own SDKs: `okta` for the Management API with a bound service app, `okta-client-python` for its flows."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from jwskate import Jwk
from okta.client import Client as OktaClient
from okta_client.authfoundation import (
    ClientAssertionAuthorization,
    JWTBearerClaims,
    LocalKeyProvider,
    OAuth2Client,
    OAuth2ClientConfiguration,
)
from okta_client.oauth2auth import AuthorizationCodeFlow, CrossAppAccessFlow, CrossAppAccessTarget
from support.browser import Browser
from support.double import Double

from .ledger import CAROL
from .newer_org import CALLBACK, claims, running_org


@pytest.fixture(scope="module")
def key() -> Jwk:
    return Jwk.generate(alg="RS256", kid="signing-key")


@pytest.fixture(scope="module")
def double(binary: Path, tmp_path_factory: pytest.TempPathFactory, key: Jwk) -> Iterator[Double]:
    with running_org(binary, tmp_path_factory.mktemp("org"), key) as double:
        yield double


@pytest.fixture(autouse=True)
def plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the double's plain http pass."""
    monkeypatch.setenv("OKTA_TESTING_TESTINGDISABLEHTTPSCHECK", "true")


def robot(double: Double, key: Jwk, **options) -> OktaClient:
    return OktaClient(
        {
            "orgUrl": double.url,
            "authorizationMode": "PrivateKey",
            "clientId": "robot",
            "scopes": ["okta.users.read"],
            "privateKey": key.to_pem(),
            "kid": "signing-key",
            "cache": {"enabled": False},
            **options,
        }
    )


def test_a_bound_service_app_reads_users(double: Double, key: Jwk) -> None:
    users, _, error = asyncio.run(robot(double, key, dpopEnabled=True).list_users())
    assert error is None, error
    assert [user.profile.login for user in users] == ["carol@ledger.example"]


def test_without_dpop_it_gets_no_token(double: Double, key: Jwk) -> None:
    users, _, error = asyncio.run(robot(double, key).list_users())
    assert not users
    assert "DPoP proof JWT header is missing" in str(error)


def test_a_bound_token_is_no_bearer_token(double: Double, key: Jwk) -> None:
    client = robot(double, key, dpopEnabled=True)
    token, _, error = asyncio.run(client._request_executor._oauth.get_oauth_token())
    assert error is None, error
    assert "cnf" in claims(token)
    answer = requests.get(f"{double.url}/api/v1/users", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code == 400
    assert "must use the DPoP authentication scheme" in answer.json()["error_description"]


def web(double: Double, key: Jwk, folder: Path, issuer: str, scope: list[str]) -> OAuth2Client:
    file = folder / "key.pem"
    file.write_text(key.to_pem())
    endpoints = issuer + ("/oauth2" if issuer == double.url else "") + "/v1"
    return OAuth2Client(
        configuration=OAuth2ClientConfiguration(
            issuer=issuer,
            scope=scope,
            redirect_uri=CALLBACK,
            client_authorization=ClientAssertionAuthorization(
                assertion_claims=JWTBearerClaims(
                    issuer="web", subject="web", audience=endpoints + "/token", expires_in=300
                ),
                key_provider=LocalKeyProvider.from_pem_file(str(file), algorithm="RS256", key_id="signing-key"),
            ),
        )
    )


def raw(token) -> str:
    return getattr(token, "raw", None) or str(token)


def test_a_user_token_reaches_another_app_by_an_id_jag(double: Double, key: Jwk, tmp_path: Path) -> None:
    client = web(double, key, tmp_path, double.url, ["openid"])
    flow = AuthorizationCodeFlow(client=client)
    url = asyncio.run(flow.start())
    tokens = asyncio.run(flow.resume(Browser().sign_in(url, CAROL.login, CAROL.password).location))
    target = CrossAppAccessTarget(issuer=f"{double.url}/oauth2/orders")
    cross = CrossAppAccessFlow(client=client, target=target)
    result = asyncio.run(cross.start(token=raw(tokens.id_token), scope=["orders:read"]))
    assert result.resume_assertion_claims is None
    access = asyncio.run(cross.resume())
    assert claims(access.access_token)["sub"] == CAROL.login
