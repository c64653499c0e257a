"""An org for the newer half of OAuth: pushed and signed requests, DPoP, devices, CIBA, token exchange."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from jwskate import Jwk, SignedJwt
from support.double import Double, running

from .ledger import CAROL

CALLBACK = "http://localhost:8765/authorization-code/callback"
SECRET = "a-secret-of-more-than-thirty-two-bytes"
ISSUER = "https://partner.example"

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
CIBA = "urn:openid:params:grant-type:ciba"


def public(key: Jwk) -> dict:
    return {"keys": [{**key.public_jwk(), "kid": key.kid or key.thumbprint()}]}


def org(key: Jwk) -> dict:
    """Clients named by what they are for; those with keys share one."""
    keyed = {"token_endpoint_auth_method": "private_key_jwt", "jwks": public(key)}
    secret = {"client_secret": SECRET}
    web = {"redirect_uris": [CALLBACK], "application_type": "web"}
    service = {"application_type": "service"}
    grants = ["authorization_code", "password", "client_credentials", DEVICE, EXCHANGE, BEARER, CIBA]
    return {
        "users": [{"profile": {"login": CAROL.login}, "credentials": {"password": {"value": CAROL.password}}}],
        "apps": [
            {"client_id": "web", **web, **keyed,
             "grant_types": ["authorization_code", "refresh_token", EXCHANGE, BEARER]},
            {"client_id": "bank", **web, **secret, "grant_types": ["authorization_code", CIBA],
             "backchannel_authentication_request_signing_alg": "HS256"},
            {"client_id": "wallet", **web, **secret, "grant_types": ["authorization_code", "refresh_token"],
             "dpop_bound_access_tokens": True, "require_pushed_authorization_requests": True},
            {"client_id": "tv", "application_type": "native", "token_endpoint_auth_method": "none",
             "grant_types": ["authorization_code", DEVICE, "refresh_token", EXCHANGE], "redirect_uris": [CALLBACK]},
            {"client_id": "agent", **service, **keyed, "grant_types": ["client_credentials", EXCHANGE, BEARER]},
            {"client_id": "robot", **service, **keyed, "grant_types": ["client_credentials"],
             "dpop_bound_access_tokens": True, "grants": ["okta.users.read", "okta.clients.manage"]},
        ],
        "authorizationServers": [{
            "id": "orders", "name": "orders", "audiences": ["api://orders"], "scopes": [{"name": "orders:read"}],
            "trustedIssuers": [{"issuer": ISSUER, "jwks": public(key)}],
            "policies": [{"name": "All", "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}, "rules": [{
                "name": "All", "conditions": {"people": {"groups": {"include": ["EVERYONE"]}},
                                              "scopes": {"include": ["*"]}, "grantTypes": {"include": grants}}}]}],
        }],
        "apiTokens": [{"name": "ci", "token": "mock-api-token"}],
    }  # fmt: skip


@contextmanager
def running_org(binary: Path, folder: Path, key: Jwk, *options: str) -> Iterator[Double]:
    fixture = folder / "org.json"
    fixture.write_text(json.dumps(org(key)))
    with running(binary, "--fixtures", fixture, *options) as double:
        yield double


def metadata(double: Double, issuer: str = "/oauth2/orders") -> dict:
    answer = requests.get(f"{double.url}{issuer}/.well-known/openid-configuration", timeout=10)
    answer.raise_for_status()
    return answer.json()


def claims(token: str) -> dict:
    """What a token says, without a look at its signature."""
    return SignedJwt(str(token)).claims
