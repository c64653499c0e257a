"""A user signs in to a third-party client, on the custom server and on the org server."""

import pytest
import requests
from okta_jwt_verifier.exceptions import JWTValidationException
from support.browser import Browser
from support.double import Double

from .flow import NONCE, authorization_url, refresh, session, sign_in, verify_access_token, verify_id_token
from .ledger import CAROL, NATIVE, SPA, WEB, Client, Server

CLIENTS = pytest.mark.parametrize("client", [WEB, NATIVE, SPA], ids=["web", "native", "browser"])


@CLIENTS
def test_tokens_of_a_sign_in_verify(server: Server, client: Client) -> None:
    tokens = sign_in(server, session(server, client), CAROL, Browser())
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == server.lifetimes[client.id]
    assert set(tokens["scope"].split()) == set(server.scope.split())
    verify_access_token(server, tokens["access_token"])
    verify_id_token(server, client, tokens["id_token"], nonce=NONCE)


def test_an_exported_key_is_made_anew_under_its_id(double: Double) -> None:
    """An export holds a key's id but never its private half."""
    answer = requests.get(f"{double.url}/oauth2/ausledgersrv0000g1d7/v1/keys", timeout=10)
    assert "Ledger_key_without_a_private_half_0123456-A" in [key["kid"] for key in answer.json()["keys"]]


def test_another_nonce_is_not_accepted(server: Server) -> None:
    tokens = sign_in(server, session(server, WEB), CAROL, Browser())
    with pytest.raises(JWTValidationException, match="nonce"):
        verify_id_token(server, WEB, tokens["id_token"], nonce="of another request")


def test_a_token_changed_in_one_letter_is_not_accepted(server: Server) -> None:
    head, claims, signature = sign_in(server, session(server, WEB), CAROL, Browser())["access_token"].split(".")
    changed = signature[:9] + ("A" if signature[9] != "A" else "B") + signature[10:]
    with pytest.raises(JWTValidationException, match="[Ss]ignature"):
        verify_access_token(server, ".".join([head, claims, changed]))


@CLIENTS
def test_refreshed_tokens_verify_and_have_no_nonce(server: Server, client: Client) -> None:
    oauth = session(server, client)
    first = sign_in(server, oauth, CAROL, Browser())
    second = refresh(oauth, first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert second["id_token"] != first["id_token"]
    assert (second["refresh_token"] != first["refresh_token"]) == client.rotates
    verify_access_token(server, second["access_token"])
    verify_id_token(server, client, second["id_token"], nonce=None)


def test_a_browser_that_has_signed_in_is_not_asked_again(server: Server) -> None:
    browser = Browser()
    sign_in(server, session(server, WEB), CAROL, browser)
    other = session(server, NATIVE)
    landing = browser.open(authorization_url(server, other))
    assert landing.location is not None and landing.location.startswith(NATIVE.redirect_uri)
    assert landing.parameters["code"]


def test_a_wrong_password_shows_the_form_again(server: Server) -> None:
    browser = Browser()
    refused = browser.sign_in(authorization_url(server, session(server, WEB)), CAROL.login, "guessed")
    assert (refused.location, refused.response.status_code) == (None, 200)
    accepted = browser.submit(refused.response, CAROL.login, CAROL.password)
    assert accepted.parameters["code"]
