"""The newer half of OAuth by requests_oauth2client and Authlib: PAR, JAR, DPoP, device, CIBA, token exchange."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from jwskate import Jwk, Jwt, SymmetricJwk
from requests_oauth2client import (
    AuthorizationPending,
    DPoPKey,
    DPoPToken,
    InvalidGrant,
    OAuth2AccessTokenAuth,
    OAuth2Client,
    PrivateKeyJwt,
    SlowDown,
)
from requests_oauth2client.exceptions import AccessDenied, EndpointError
from support.browser import Browser
from support.double import Double

from .ledger import CAROL
from .newer_org import BEARER, CALLBACK, ISSUER, SECRET, claims, metadata, running_org


@pytest.fixture(scope="module")
def key() -> Jwk:
    return Jwk.generate(alg="RS256", kid="signing-key")


@pytest.fixture(scope="module")
def double(binary: Path, tmp_path_factory: pytest.TempPathFactory, key: Jwk) -> Iterator[Double]:
    with running_org(binary, tmp_path_factory.mktemp("org"), key) as double:
        yield double


@pytest.fixture
def frozen(binary: Path, tmp_path: Path, key: Jwk) -> Iterator[Double]:
    """A double of its own, because the check moves the clock."""
    with running_org(binary, tmp_path, key) as double:
        double.freeze()
        yield double


def party(double: Double, client_id: str, key: Jwk | None = None, **options) -> OAuth2Client:
    """`testing` lets the double's plain http pass."""
    session = Browser().session
    auth = PrivateKeyJwt(client_id, key) if key else (client_id, SECRET) if client_id != "tv" else client_id
    document = metadata(double)
    return OAuth2Client.from_discovery_document(
        document,
        issuer=document["issuer"],
        auth=auth,
        redirect_uri=CALLBACK,
        # Okta's metadata do not name the endpoint for CIBA, and the library does not read the one for devices.
        device_authorization_endpoint=document["device_authorization_endpoint"],
        backchannel_authentication_endpoint=document["issuer"] + "/v1/bc/authorize",
        authorization_server_jwks=session.get(document["jwks_uri"], timeout=10).json(),
        session=session,
        testing=True,
        **options,
    )


def sign_in(uri: str):
    return Browser().sign_in(uri, CAROL.login, CAROL.password).location


def bound_tokens(oauth: OAuth2Client, scope: str = "openid offline_access") -> DPoPToken:
    """The library loses the key of a bound token when it validates the ID token beside it."""
    request = oauth.authorization_request(scope=scope)
    pushed = oauth.pushed_authorization_request(request)
    return oauth.authorization_code(request.validate_callback(sign_in(pushed.uri)), validate=False)


def decide(double: Double, what: str, decision: str = "approve") -> None:
    body = {"decision": decision, "user": CAROL.login}
    requests.post(f"{double.url}/_mock/{what}", json=body, timeout=10).raise_for_status()


def test_a_pushed_request_signs_in_once(double: Double, key: Jwk) -> None:
    oauth = party(double, "web", key)
    request = oauth.authorization_request(scope="openid offline_access")
    pushed = oauth.pushed_authorization_request(request)
    assert "redirect_uri" not in pushed.uri
    tokens = oauth.authorization_code(request.validate_callback(sign_in(pushed.uri)), validate=True)
    assert claims(tokens.access_token)["sub"] == CAROL.login
    assert Browser().open(pushed.uri).response.status_code == 400


def test_a_signed_request_signs_in(double: Double, key: Jwk) -> None:
    oauth = party(double, "web", key)
    named = {"iss": "web", "aud": metadata(double)["issuer"], "jti": "request-1"}
    request = oauth.authorization_request(scope="openid", **named)
    signed = request.sign(key, lifetime=60)
    tokens = oauth.authorization_code(request.validate_callback(sign_in(signed.uri)), validate=True)
    assert tokens.id_token.sub


def test_a_bound_client_signs_in_with_dpop_and_nonces(double: Double) -> None:
    oauth = party(double, "wallet", dpop_bound_access_tokens=True)
    tokens = bound_tokens(oauth)
    assert isinstance(tokens, DPoPToken)
    assert claims(tokens.access_token)["cnf"] == {"jkt": tokens.dpop_key.dpop_jkt}
    assert oauth.userinfo(tokens)["sub"]
    second = oauth.refresh_token(tokens)
    assert claims(second.access_token)["cnf"] == claims(tokens.access_token)["cnf"]
    stranger = DPoPKey.generate()
    with pytest.raises(EndpointError, match="DPoP"):
        oauth.token_request(
            {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}, dpop=True, dpop_key=stranger
        )


def test_a_bound_client_must_push_and_prove(double: Double) -> None:
    oauth = party(double, "wallet")
    request = oauth.authorization_request(scope="openid")
    assert "code=" not in Browser().open(request.uri).location
    with pytest.raises(EndpointError, match="DPoP"):
        oauth.token_request({"grant_type": "authorization_code", "code": "x"})


def test_a_device_gets_tokens_when_its_user_agrees(frozen: Double) -> None:
    oauth = party(frozen, "tv")
    device = oauth.authorize_device(scope="openid offline_access")
    with pytest.raises(AuthorizationPending):
        oauth.device_code(device)
    with pytest.raises(SlowDown):
        oauth.device_code(device)
    frozen.advance("PT5S")
    decide(frozen, f"device/{device.user_code}")
    tokens = oauth.device_code(device)
    assert claims(tokens.access_token)["cid"] == "tv"
    assert oauth.refresh_token(tokens).access_token
    with pytest.raises(InvalidGrant):
        oauth.device_code(device)


def test_a_device_is_told_that_its_user_refused(double: Double) -> None:
    oauth = party(double, "tv")
    device = oauth.authorize_device(scope="openid")
    decide(double, f"device/{device.user_code}", "deny")
    with pytest.raises(AccessDenied):
        oauth.device_code(device)


@pytest.mark.parametrize("signed", [False, True], ids=["plain", "signed"])
def test_a_backchannel_request_gets_tokens_when_its_user_agrees(frozen: Double, signed: bool) -> None:
    oauth = party(frozen, "bank")
    options: dict = {}
    if signed:
        now = int(datetime.fromisoformat(requests.get(f"{frozen.url}/_mock/clock", timeout=10).json()["now"]).timestamp())
        times = {"iat": now, "nbf": now, "exp": now + 60}
        options = {"private_jwk": SymmetricJwk.from_bytes(SECRET.encode()), "alg": "HS256", "jti": "ciba-1", **times}
        options |= {"iss": "bank", "aud": metadata(frozen)["issuer"]}
    request = oauth.backchannel_authentication_request(
        "openid", login_hint=CAROL.login, binding_message="Pay 12 EUR", **options
    )
    with pytest.raises(AuthorizationPending):
        oauth.ciba(request)
    frozen.advance("PT5S")
    decide(frozen, f"ciba/{request.auth_req_id}")
    tokens = oauth.ciba(request)
    assert claims(tokens.access_token)["sub"] == CAROL.login
    assert tokens.id_token


def test_a_service_acts_on_behalf_of_a_user(double: Double, key: Jwk) -> None:
    web = party(double, "web", key)
    request = web.authorization_request(scope="openid orders:read")
    tokens = web.authorization_code(request.validate_callback(sign_in(request.uri)), validate=True)
    service = party(double, "agent", key)
    exchanged = service.token_exchange(
        subject_token=tokens.access_token,
        subject_token_type="access_token",
        audience="api://orders",
        scope="orders:read",
    )
    payload = claims(exchanged.access_token)
    assert (payload["cid"], payload["sub"]) == ("agent", CAROL.login)


def test_two_apps_of_a_device_share_a_sign_in(double: Double) -> None:
    oauth = party(double, "tv")
    request = oauth.authorization_request(scope="openid offline_access device_sso")
    first = oauth.authorization_code(request.validate_callback(sign_in(request.uri)), validate=True)
    second = oauth.token_exchange(
        subject_token=str(first.id_token),
        subject_token_type="id_token",
        actor_token=first.device_secret,
        actor_token_type="urn:x-oath:params:oauth:token-type:device-secret",
        audience="api://orders",
        scope="openid offline_access",
    )
    assert claims(second.access_token)["uid"] == claims(first.access_token)["uid"]


def test_a_bound_subject_token_needs_its_proof(double: Double, key: Jwk) -> None:
    wallet = party(double, "wallet", dpop_bound_access_tokens=True)
    tokens = bound_tokens(wallet, "openid orders:read")
    service = party(double, "agent", key)
    asked = {
        "subject_token": tokens.access_token,
        "subject_token_type": "access_token",
        "audience": "api://orders",
        "scope": "orders:read",
    }
    with pytest.raises(EndpointError, match="DPoP"):
        service.token_exchange(**asked)
    exchanged = service.token_exchange(**asked, dpop=True, dpop_key=tokens.dpop_key)
    assert claims(exchanged.access_token)["cnf"] == {"jkt": tokens.dpop_key.dpop_jkt}


def test_authlib_proves_itself_by_a_key_and_redeems_an_assertion(double: Double, key: Jwk) -> None:
    document = metadata(double)
    session = OAuth2Session(
        "agent", key.to_pem(), scope="orders:read", token_endpoint_auth_method="private_key_jwt",
        token_endpoint=document["token_endpoint"],
    )  # fmt: skip
    session.trust_env = False
    header = {"kid": "signing-key"}
    session.register_client_auth_method(PrivateKeyJWT(document["token_endpoint"], headers=header))
    tokens = session.fetch_token(grant_type="client_credentials")
    assert claims(tokens["access_token"])["sub"] == "agent"
    now = int(time.time())
    asserted = {"iss": ISSUER, "sub": CAROL.login, "aud": document["issuer"], "iat": now, "exp": now + 60, "jti": "a-1"}
    assertion = Jwt.sign(asserted, key=key)
    tokens = session.fetch_token(grant_type=BEARER, assertion=str(assertion), scope="orders:read")
    assert claims(tokens["access_token"])["sub"] == CAROL.login


def test_a_resource_request_carries_a_proof_with_its_hash(double: Double) -> None:
    oauth = party(double, "wallet", dpop_bound_access_tokens=True)
    tokens = bound_tokens(oauth)
    url = metadata(double)["userinfo_endpoint"]
    assert requests.get(url, auth=OAuth2AccessTokenAuth(oauth, tokens), timeout=10).status_code == 200
    bare = requests.get(url, headers={"Authorization": f"Bearer {tokens.access_token}"}, timeout=10)
    assert bare.status_code == 400
    assert bare.headers["WWW-Authenticate"].startswith("DPoP algs=")
