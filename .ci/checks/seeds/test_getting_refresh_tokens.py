"""The documents' ways to a first refresh token: the code flow and the password flow; and the silent renewal."""

import re
from collections.abc import Callable

from support.browser import Browser

from .docs import EXAMPLE, REFRESHING, Docs, code
from .printed import curl

ALL_THREE = ["token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token"]
WITHOUT_ID_TOKEN = ALL_THREE[:-1]
CALLBACK = "http://localhost:8080"


def test_authorize_as_printed_with_a_client_id_only(docs: Docs) -> None:
    """GET https://${yourOktaDomain}/oauth2/default/v1/authorize?client_id={clientId}"""
    answer = curl(docs.url("authorize", client_id=docs.web[0]))
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert "redirect_uri is missing." in answer.body


def test_code_flow_with_offline_access(docs: Docs) -> None:
    """POST https://${yourOktaDomain}/oauth2/default/v1/token?grant_type=authorization_code, all of it on the URL."""
    url, verifier = docs.authorize(docs.web[0], redirect_uri=CALLBACK)
    landing = Browser().sign_in(url, *EXAMPLE)
    assert landing.location is not None and landing.location.startswith(CALLBACK)
    parameters = {"redirect_uri": CALLBACK, "code": code(landing), "code_verifier": verifier}
    answer = curl(
        "--header", "accept: application/json", "--header", f"authorization: {docs.basic}", "--data", "",
        docs.url("token", grant_type="authorization_code", **parameters),
    )  # fmt: skip
    assert answer.status == 200, answer
    assert list(answer.members) == ALL_THREE
    assert set(answer.members["scope"].split()) == {"offline_access", "openid"}
    assert (answer.members["token_type"], answer.members["expires_in"]) == ("Bearer", 3600)
    assert re.fullmatch(r"[\w-]{43}", answer.members["refresh_token"])


def test_offline_access_at_the_token_endpoint_is_too_late(docs: Docs) -> None:
    """The note: in the code flow the scope must be asked for at /authorize."""
    url, verifier = docs.authorize(docs.web[0], redirect_uri=CALLBACK, scope="openid")
    answer = docs.token(
        "--header", f"authorization: {docs.basic}",
        grant_type="authorization_code", redirect_uri=CALLBACK, code=code(Browser().sign_in(url, *EXAMPLE)),
        code_verifier=verifier, scope="openid offline_access",
    )  # fmt: skip
    assert answer.status == 200, answer
    assert list(answer.members) == ["token_type", "expires_in", "access_token", "scope", "id_token"]
    assert answer.members["scope"] == "openid"


def test_password_on_the_url(docs: Docs) -> None:
    """POST https://${yourOktaDomain}/oauth2/default/v1/token?grant_type=password"""
    login, password = EXAMPLE
    parameters = {"redirect_uri": "http://localhost", "username": login, "password": password}
    url = docs.url("token", grant_type="password", scope="openid offline_access", **parameters)
    answer = curl("--header", "accept: application/json", "--header", f"authorization: {docs.basic}", "--data", "", url)
    assert answer.status == 200, answer
    assert list(answer.members) == ALL_THREE


def test_password_with_openid_as_printed(docs: Docs) -> None:
    printed = (
        "grant_type=password&redirect_uri=http%3A%2F%2Flocalhost&username=example%40mailinator.com"
        "&password=a.gReAt.pasSword&scope=openid%20offline_access"
    )
    confidential = curl("--header", f"authorization: {docs.basic}", "--data", printed, docs.url("token"))
    public = curl("--data", f"{printed}&client_id={REFRESHING}", docs.url("token"))
    for answer in (confidential, public):
        assert answer.status == 200, answer
        assert list(answer.members) == ALL_THREE
        assert set(answer.members["scope"].split()) == {"offline_access", "openid"}


def test_password_without_openid_gives_no_id_token(docs: Docs) -> None:
    assert list(docs.web_with_password("offline_access")) == WITHOUT_ID_TOKEN
    assert list(docs.with_password(REFRESHING, "offline_access")) == WITHOUT_ID_TOKEN


def test_silent_renewal_without_a_session_answers_an_error(docs: Docs) -> None:
    url, _ = docs.authorize(docs.web[0], redirect_uri=CALLBACK, prompt="none")
    landing = Browser().open(url)
    assert landing.parameters == {
        "state": "state-1",
        "error": "login_required",
        "error_description": "The client specified not to prompt, but the user is not logged in.",
    }


def test_silent_renewal_with_a_session_answers_a_code(docs: Docs) -> None:
    browser = Browser()
    browser.sign_in(docs.authorize(docs.web[0], redirect_uri=CALLBACK)[0], *EXAMPLE)
    url, verifier = docs.authorize(docs.web[0], redirect_uri=CALLBACK, prompt="none", scope="openid")
    answer = docs.token(
        "--header", f"authorization: {docs.basic}",
        grant_type="authorization_code", redirect_uri=CALLBACK, code=code(browser.open(url)), code_verifier=verifier,
    )  # fmt: skip
    assert answer.status == 200 and "id_token" in answer.members, answer


def test_browser_apps_by_the_older_rule_and_by_the_newer(docs_with: Callable[[dict], Docs]) -> None:
    """The note: code with PKCE gave no refresh token to a single-page app. Since 2021 it gives one that rotates."""
    app = {
        "client_id": "0oaspa0spa0spa0sp5d7", "label": "Single-page app", "application_type": "browser",
        "grant_types": ["authorization_code", "refresh_token"], "redirect_uris": [CALLBACK],
    }  # fmt: skip
    for rule, expected in (("legacy", False), ("modern", True)):
        docs = docs_with({"apps": [app], "mock": {"spaRefreshTokens": rule}})
        url, verifier = docs.authorize(app["client_id"], redirect_uri=CALLBACK)
        answer = docs.token(
            grant_type="authorization_code", client_id=app["client_id"], redirect_uri=CALLBACK, code_verifier=verifier,
            code=code(Browser().sign_in(url, *EXAMPLE)),
        )  # fmt: skip
        assert answer.status == 200, answer
        assert ("refresh_token" in answer.members) == expected
