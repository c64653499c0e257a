"""Two relying parties that the OpenID Foundation has certified check each answer by rules of their own."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from idpyoidc.client.exception import OidcServiceError
from idpyoidc.client.rp_handler import RPHandler
from oic.oic import Client
from oic.oic.message import AuthorizationResponse, RegistrationResponse
from oic.utils.authn.client import CLIENT_AUTHN_METHOD
from support.browser import Browser
from support.double import Double, running

PARTY = {"client_id": "certified", "client_secret": "a-secret-that-is-long-enough-for-both"}
REDIRECT = "http://localhost:8767/callback"
GOODBYE = "http://localhost:8767/goodbye"
SCOPES = ["openid", "profile", "email", "offline_access"]
ASKED = {"state": "af0ifjsldkj", "nonce": "n-0S6_WzA2Mj"}
DORA = {"login": "dora@ledger.example", "password": "Dora-pw-1"}
ISSUERS = pytest.mark.parametrize("path", ["/oauth2/default", ""], ids=["custom", "org"])


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    app = {
        **PARTY,
        "grant_types": ["authorization_code", "implicit", "refresh_token"],
        "response_types": ["code", "id_token", "token"],
        "redirect_uris": [REDIRECT],
        "post_logout_redirect_uris": [GOODBYE],
    }
    user = {
        "profile": {"login": DORA["login"], "firstName": "Dora", "lastName": "Diaz"},
        "credentials": {"password": {"value": DORA["password"]}},
    }
    (tmp_path / "org.json").write_text(json.dumps({"apps": [app], "users": [user]}))
    with running(binary, "--fixtures", tmp_path / "org.json") as double:
        yield double


def land(url: str) -> dict[str, str]:
    landing = Browser().sign_in(url, DORA["login"], DORA["password"])
    assert landing.location is not None and landing.location.startswith(REDIRECT), landing
    return landing.parameters


@ISSUERS
@pytest.mark.parametrize(
    "kind", ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"]
)
def test_pyoidc(double: Double, path: str, kind: str) -> None:
    party = Client(client_authn_method=CLIENT_AUTHN_METHOD)
    party.provider_config(double.url + path)
    party.store_registration_info(RegistrationResponse(redirect_uris=[REDIRECT], **PARTY))
    kinds = kind.split()
    scope = SCOPES if "code" in kinds else SCOPES[:-1]
    asked = {"response_type": kinds, "scope": scope, "redirect_uri": REDIRECT, **ASKED}
    request = party.construct_AuthorizationRequest(request_args=asked)
    answer = party.parse_response(
        AuthorizationResponse, info=land(request.request(party.authorization_endpoint)), sformat="dict"
    )
    assert set(kinds) <= {name.replace("access_token", "token") for name in answer}
    if "code" not in kinds:
        return
    tokens = party.do_access_token_request(state=ASKED["state"], authn_method="client_secret_post")
    assert tokens["id_token"]["nonce"] == ASKED["nonce"], tokens
    person = party.do_user_info_request(state=ASKED["state"])
    assert (person["sub"], person["given_name"]) == (tokens["id_token"]["sub"], "Dora")
    again = party.do_access_token_refresh(state=ASKED["state"], authn_method="client_secret_post")
    assert again["access_token"] != tokens["access_token"]


@ISSUERS
def test_idpyoidc(double: Double, path: str) -> None:
    issuer = double.url + path
    settings = PARTY | {
        "client_type": "oidc",
        "issuer": issuer,
        "redirect_uris": [REDIRECT],
        # By Basic it would name its client twice, which Okta refuses.
        "preference": {
            "scopes_supported": SCOPES,
            "response_types_supported": ["code"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        },
        "client_authn_methods": ["client_secret_post"],
    }
    party = RPHandler(base_url=REDIRECT.rsplit("/", 1)[0], client_configs={"okta": settings})
    url = party.begin("okta")
    assert urlsplit(url).path == urlsplit(issuer).path + ("/v1/authorize" if path else "/oauth2/v1/authorize")
    signed_in = party.finalize(issuer, land(url))
    assert signed_in["userinfo"]["given_name"] == "Dora", signed_in["userinfo"].to_dict()
    assert signed_in["id_token"]["iss"] == issuer


def test_idpyoidc_by_basic_names_its_client_twice_and_is_refused_as_at_okta(double: Double) -> None:
    settings = PARTY | {
        "client_type": "oidc",
        "issuer": double.issuer,
        "redirect_uris": [REDIRECT],
        "preference": {"scopes_supported": SCOPES, "response_types_supported": ["code"]},
    }
    party = RPHandler(base_url=REDIRECT.rsplit("/", 1)[0], client_configs={"okta": settings})
    with pytest.raises(OidcServiceError, match="invalid_request"):
        party.finalize(double.issuer, land(party.begin("okta")))
