"""Introspection, revocation, user information and sign-out, asked for by a real client."""

from urllib.parse import urlencode

import requests
from support.browser import Browser

from .flow import authorization_url, refusal, session, sign_in
from .ledger import CAROL, WEB, Server


def introspected(server: Server, oauth, token: str, hint: str) -> dict:
    answer = oauth.introspect_token(server.metadata["introspection_endpoint"], token=token, token_type_hint=hint)
    assert answer.status_code == 200
    return answer.json()


def test_introspection_tells_what_a_token_is(server: Server) -> None:
    oauth = session(server, WEB)
    tokens = sign_in(server, oauth, CAROL, Browser())
    access = introspected(server, oauth, tokens["access_token"], "access_token")
    assert access["active"] is True
    assert access["iss"] == server.issuer and access["aud"] == server.audience
    assert access["client_id"] == WEB.id and access["uid"] == CAROL.id
    assert access["username"] == access["sub"] == CAROL.login
    assert access["exp"] - access["iat"] == server.lifetimes[WEB.id]
    refresh = introspected(server, oauth, tokens["refresh_token"], "refresh_token")
    assert refresh["active"] is True and refresh["client_id"] == WEB.id
    assert introspected(server, oauth, "no token of ours", "access_token") == {"active": False}


def test_a_revoked_access_token_is_dead_and_its_refresh_token_lives(server: Server) -> None:
    oauth = session(server, WEB)
    tokens = sign_in(server, oauth, CAROL, Browser())
    revoke(server, oauth, tokens["access_token"], "access_token")
    assert introspected(server, oauth, tokens["access_token"], "access_token") == {"active": False}
    assert refusal(oauth, tokens["refresh_token"]) is None


def test_a_revoked_refresh_token_takes_its_access_tokens_along(server: Server) -> None:
    oauth = session(server, WEB)
    tokens = sign_in(server, oauth, CAROL, Browser())
    revoke(server, oauth, tokens["refresh_token"], "refresh_token")
    assert introspected(server, oauth, tokens["refresh_token"], "refresh_token") == {"active": False}
    assert introspected(server, oauth, tokens["access_token"], "access_token") == {"active": False}
    assert (error := refusal(oauth, tokens["refresh_token"])) is not None and error.error == "invalid_grant"


def revoke(server: Server, oauth, token: str, hint: str) -> None:
    answer = oauth.revoke_token(server.metadata["revocation_endpoint"], token=token, token_type_hint=hint)
    assert (answer.status_code, answer.content) == (200, b"")


def test_user_information_of_the_person_who_signed_in(server: Server) -> None:
    oauth = session(server, WEB)
    sign_in(server, oauth, CAROL, Browser())
    answer = oauth.get(server.metadata["userinfo_endpoint"])
    assert answer.status_code == 200
    person = answer.json()
    assert next(iter(person)) == "sub" and person["sub"] == CAROL.id
    assert person["email"] == person["preferred_username"] == CAROL.login
    assert (person["given_name"], person["family_name"]) == ("Carol", "Clark")


def test_user_information_wants_a_good_token(server: Server) -> None:
    answer = requests.get(
        server.metadata["userinfo_endpoint"], headers={"Authorization": "Bearer not-one-of-ours"}, timeout=10
    )
    assert (answer.status_code, answer.content) == (401, b"")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_signing_out_ends_the_browser_session(server: Server) -> None:
    browser, oauth = Browser(), session(server, WEB)
    tokens = sign_in(server, oauth, CAROL, browser)
    where = {
        "id_token_hint": tokens["id_token"],
        "post_logout_redirect_uri": "http://localhost:8765/goodbye",
        "state": "see you",
    }
    landing = browser.open(f"{server.metadata['end_session_endpoint']}?{urlencode(where)}")
    assert landing.location is not None and landing.location.startswith("http://localhost:8765/goodbye?")
    assert landing.parameters == {"state": "see you"}
    silent = browser.open(authorization_url(server, oauth) + "&prompt=none")
    assert silent.parameters["error"] == "login_required"
    assert refusal(oauth, tokens["refresh_token"]) is None, "signing out revokes no token"
