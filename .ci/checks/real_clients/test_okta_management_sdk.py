"""Okta's Python SDK builds an org from nothing, as an API token and as an OAuth service app, and uses what it built."""

import asyncio
import json
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from okta.client import Client
from okta.models import (
    AuthorizationServer,
    AuthorizationServerPolicy,
    AuthorizationServerPolicyRuleRequest,
    CreateGroupRuleRequest,
    CreateUserRequest,
    OAuth2Claim,
    OAuth2Scope,
    OpenIdConnectApplication,
)
from okta.pagination import PaginationHelper
from support.browser import Browser
from support.double import Double, running
from support.pkce import verifier_and_challenge

SCOPES = ["authorizationServers", "apps", "groups", "users", "logs"]
CALLBACK = "http://localhost:9999/callback"
PASSWORD = "Dora-pw-1"


@pytest.fixture(autouse=True)
def over_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK's own switch for tests."""
    monkeypatch.setenv("OKTA_TESTING_TESTINGDISABLEHTTPSCHECK", "true")


@pytest.fixture(scope="module")
def keys() -> tuple[str, dict[str, Any]]:
    """The private key (PEM) of a service app and its public half (JWK)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    jwk = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return pem, {"kty": "RSA", "kid": "robot-key", "use": "sig", "alg": "RS256", "n": jwk["n"], "e": jwk["e"]}


@pytest.fixture
def double(binary: Path, tmp_path: Path, keys: tuple[str, dict[str, Any]]) -> Iterator[Double]:
    """An org with nothing but an API token and two service apps that may manage it."""
    apps = [
        {
            "client_id": name,
            "label": name,
            "application_type": "service",
            "token_endpoint_auth_method": "private_key_jwt",
            "dpop_bound_access_tokens": name == "bound-robot",
            "grants": [f"okta.{scope}.{right}" for scope in SCOPES for right in ("read", "manage")],
            "jwks": {"keys": [keys[1]]},
        }
        for name in ("robot", "bound-robot")
    ]
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps({"apps": apps, "apiTokens": [{"name": "ci", "token": "sdk-token"}]}))
    with running(binary, "--fixtures", fixture) as double:
        yield double


def configuration(double: Double, caller: str, pem: str) -> dict[str, Any]:
    common = {"orgUrl": double.url, "raiseException": True}
    if caller == "token":
        return common | {"token": "sdk-token"}
    scopes = [f"okta.{scope}.{'read' if scope == 'logs' else 'manage'}" for scope in SCOPES]
    oauth = {"authorizationMode": "PrivateKey", "clientId": caller, "privateKey": pem, "scopes": scopes}
    return common | oauth | {"kid": "robot-key", "dpopEnabled": caller == "bound-robot"}


async def done(call: Awaitable[Any]) -> Any:
    """What a call of the SDK gives: its calls answer the object, the response and an error."""
    answer = await call
    assert answer[-1] is None, answer[-1]
    return answer[0] if len(answer) > 2 else None


async def build(client: Client) -> dict[str, str]:
    """An org that gives one group ten minutes of `orders:pay`."""
    group = await done(client.add_group({"profile": {"name": "Payers", "description": "who may pay"}}))
    rule = await done(
        client.create_group_rule(
            CreateGroupRuleRequest.from_dict(
                {
                    "type": "group_rule",
                    "name": "accountants pay",
                    "conditions": {
                        "expression": {
                            "value": "user.department == 'Accounts'", "type": "urn:okta:expression:1.0",
                        }
                    },
                    "actions": {"assignUserToGroups": {"groupIds": [group.id]}},
                }
            )
        )
    )  # fmt: skip
    await done(client.activate_group_rule(rule.id))
    profile = {"login": "dora@example.com", "email": "dora@example.com", "firstName": "Dora", "lastName": "Payer"}
    user = await done(
        client.create_user(
            CreateUserRequest.from_dict(
                {
                    "profile": profile | {"department": "Accounts"},
                    "credentials": {"password": {"value": PASSWORD}},
                }
            )
        )
    )
    web = await done(client.create_application(app("web", ["authorization_code", "refresh_token"], [CALLBACK])))
    service = await done(client.create_application(app("service", ["client_credentials"], [])))
    await done(client.assign_group_to_application(web.id, group.id))
    server = await done(
        client.create_authorization_server(
            AuthorizationServer.from_dict({"name": "Orders", "description": "d", "audiences": ["api://orders"]})
        )
    )
    await done(client.create_o_auth2_scope(server.id, OAuth2Scope.from_dict({"name": "orders:pay"})))
    claim = {
        "name": "dept", "claimType": "RESOURCE", "valueType": "EXPRESSION", "value": "user.department",
        "status": "ACTIVE", "conditions": {"scopes": ["orders:pay"]},
    }  # fmt: skip
    await done(client.create_o_auth2_claim(server.id, OAuth2Claim.from_dict(claim)))
    policy = await done(
        client.create_authorization_server_policy(
            server.id,
            AuthorizationServerPolicy.from_dict(
                {
                    "type": "OAUTH_AUTHORIZATION_POLICY", "name": "Payments", "description": "d", "priority": 1,
                    "status": "ACTIVE", "conditions": {"clients": {"include": [web.id]}},
                }
            ),
        )
    )  # fmt: skip
    await done(
        client.create_authorization_server_policy_rule(
            server.id,
            policy.id,
            AuthorizationServerPolicyRuleRequest.from_dict(
                {
                    "type": "RESOURCE_ACCESS", "name": "ten minutes", "priority": 1,
                    "conditions": {
                        "people": {"groups": {"include": [group.id]}},
                        "grantTypes": {"include": ["authorization_code"]},
                        "scopes": {"include": ["*"]},
                    },
                    "actions": {
                        "token": {
                            "accessTokenLifetimeMinutes": 10, "refreshTokenLifetimeMinutes": 600,
                            "refreshTokenWindowMinutes": 60,
                        }
                    },
                }
            ),
        )
    )  # fmt: skip
    secret = web.credentials.oauth_client.client_secret
    return {
        "user": user.id, "group": group.id, "web": web.id, "secret": secret, "server": server.id,
        "service": service.id,
    }  # fmt: skip


def app(kind: str, grants: list[str], redirects: list[str]) -> OpenIdConnectApplication:
    return OpenIdConnectApplication.from_dict(
        {
            "name": "oidc_client", "label": f"Payments {kind}", "signOnMode": "OPENID_CONNECT",
            "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
            "settings": {
                "oauthClient": {
                    "application_type": kind, "grant_types": grants, "redirect_uris": redirects,
                    "response_types": ["token" if kind == "service" else "code"],
                }
            },
        }
    )  # fmt: skip


def sign_in(double: Double, made: dict[str, str]) -> dict[str, Any]:
    issuer = f"{double.url}/oauth2/{made['server']}"
    session = OAuth2Session(
        made["web"], made["secret"], scope="openid offline_access orders:pay", redirect_uri=CALLBACK,
        code_challenge_method="S256",
    )  # fmt: skip
    session.trust_env = False
    verifier, _ = verifier_and_challenge()
    url, _ = session.create_authorization_url(f"{issuer}/v1/authorize", code_verifier=verifier)
    landing = Browser().sign_in(url, "dora@example.com", PASSWORD)
    assert landing.location.startswith(CALLBACK), landing.location
    return dict(
        session.fetch_token(f"{issuer}/v1/token", authorization_response=landing.location, code_verifier=verifier)
    )


async def use(double: Double, client: Client) -> None:
    made = await build(client)
    tokens = await asyncio.to_thread(sign_in, double, made)
    assert tokens["expires_in"] == 600
    assert set(tokens["scope"].split()) == {"openid", "offline_access", "orders:pay"}
    listed = await done(client.list_refresh_tokens_for_authorization_server_and_client(made["server"], made["web"]))
    assert [token.user_id for token in listed] == [made["user"]]
    clients = await done(client.list_o_auth2_clients_for_authorization_server(made["server"]))
    assert [client.client_id for client in clients] == [made["web"]]
    await done(
        client.revoke_refresh_token_for_authorization_server_and_client(made["server"], made["web"], listed[0].id)
    )
    assert await asyncio.to_thread(is_active, double, made, tokens["access_token"]) is False
    events = [event.event_type for event in await done(client.list_log_events())]
    expected = [
        "group.lifecycle.create", "user.lifecycle.create", "application.lifecycle.create", "oauth2.as.created",
        "oauth2.scope.created", "oauth2.claim.created", "policy.lifecycle.create", "policy.rule.add",
        "user.session.start", "app.oauth2.as.authorize.code", "app.oauth2.as.token.grant.access_token",
        "app.oauth2.as.token.grant.refresh_token", "app.oauth2.as.token.revoke",
    ]  # fmt: skip
    assert [kind for kind in dict.fromkeys(events) if kind in expected] == expected


def is_active(double: Double, made: dict[str, str], token: str) -> bool:
    url = f"{double.url}/oauth2/{made['server']}/v1/introspect"
    answer = requests.post(url, data={"token": token}, auth=(made["web"], made["secret"]), timeout=10)
    return answer.json()["active"]


@pytest.mark.parametrize("caller", ["token", "robot", "bound-robot"])
def test_an_org_is_built_used_and_observed(double: Double, keys: tuple[str, dict[str, Any]], caller: str) -> None:
    async def run() -> None:
        async with Client(configuration(double, caller, keys[0])) as client:
            await use(double, client)

    asyncio.run(run())


def test_a_service_app_without_the_scope_is_refused(double: Double, keys: tuple[str, dict[str, Any]]) -> None:
    settings = configuration(double, "robot", keys[0]) | {"scopes": ["okta.users.read"]}

    async def run() -> None:
        async with Client(settings) as client:
            await client.list_groups()

    with pytest.raises(Exception, match="E0000006|permission|403"):
        asyncio.run(run())


def test_pages_of_users_follow_one_another(double: Double, keys: tuple[str, dict[str, Any]]) -> None:
    async def run() -> list[str]:
        logins: list[str] = []
        async with Client(configuration(double, "token", keys[0])) as client:
            for number in range(5):
                profile = {"login": f"u{number}@x.org", "email": f"u{number}@x.org", "firstName": "U", "lastName": "X"}
                await done(client.create_user(CreateUserRequest.from_dict({"profile": profile}), activate=False))
            cursor: str | None = None
            while True:
                users, response, error = await client.list_users(limit=2, after=cursor)
                assert error is None
                logins += [user.profile.login for user in users]
                cursor = PaginationHelper.extract_next_cursor(response.headers)
                if cursor is None:
                    return logins

    assert asyncio.run(run()) == [f"u{number}@x.org" for number in range(5)]
