"""A person signs out, from an app or from the org."""

from urllib.parse import urlencode

import pytest
import requests
from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, sign_in


def id_token(chromium: Chromium, okta: Okta, app: App) -> str:
    chromium.open(okta.authorize("orders", app.callback, response_type="id_token", nonce="n-1"))
    sign_in(chromium, *ALICE)
    chromium.wait_for_url(app.callback)
    return chromium.parameters["id_token"]


def is_signed_in(chromium: Chromium, okta: Okta, app: App) -> bool:
    chromium.open(okta.authorize("orders", app.callback, prompt="none"))
    chromium.wait_for_url(app.callback)
    return "code" in chromium.parameters


@pytest.mark.parametrize("has_target", [True, False])
def test_from_an_app(chromium: Chromium, either_okta: Okta, app: App, has_target: bool) -> None:
    parameters = {"id_token_hint": id_token(chromium, either_okta, app), "state": "s-2"}
    assert is_signed_in(chromium, either_okta, app)
    if has_target:
        parameters["post_logout_redirect_uri"] = f"{app.origin}/goodbye"
    chromium.open(f"{either_okta.url}/oauth2/default/v1/logout?{urlencode(parameters)}")
    if has_target:
        chromium.wait_for_url(f"{app.origin}/goodbye?state=s-2")
    else:
        assert chromium.find("h1").text == "Signed out"
    assert not is_signed_in(chromium, either_okta, app)


def test_from_the_org(chromium: Chromium, either_okta: Okta, app: App, stranger: App) -> None:
    id_token(chromium, either_okta, app)
    chromium.open(f"{either_okta.url}/login/signout?fromURI={app.origin}/goodbye")
    chromium.wait_for_url(f"{app.origin}/goodbye")
    assert not is_signed_in(chromium, either_okta, app)
    chromium.open(f"{either_okta.url}/login/signout?fromURI={stranger.origin}/")
    assert chromium.find("h1").text == "Signed out"


def test_by_script(chromium: Chromium, either_okta: Okta, app: App) -> None:
    """Okta's browser SDK asks for the session, prolongs and closes it, from the app's own origin."""
    id_token(chromium, either_okta, app)
    chromium.open(f"{app.origin}/page")
    ask = """
        const [path, method, done] = arguments;
        fetch(path, {method, credentials: "include", headers: {"Content-Type": "application/json"}})
            .then(async answer => done([answer.status, await answer.text()]), error => done([0, String(error)]));
        """
    me = f"{either_okta.url}/api/v1/sessions/me"
    status, body = chromium.driver.execute_async_script(ask, me, "GET")
    assert (status, '"status":"ACTIVE"' in body) == (200, True), body
    assert chromium.driver.execute_async_script(ask, f"{me}/lifecycle/refresh", "POST")[0] == 200
    assert chromium.driver.execute_async_script(ask, me, "DELETE")[0] == 204
    assert chromium.driver.execute_async_script(ask, me, "GET")[0] == 404
    assert chromium.forget("404 (Not Found)")


def test_a_session_token_becomes_a_cookie(chromium: Chromium, either_okta: Okta, app: App) -> None:
    answer = requests.post(
        f"{either_okta.double.url}/api/v1/authn", json={"username": ALICE[0], "password": ALICE[1]}, timeout=10
    )
    parameters = {"token": answer.json()["sessionToken"], "redirectUrl": f"{app.origin}/in"}
    chromium.open(f"{either_okta.url}/login/sessionCookieRedirect?{urlencode(parameters)}")
    chromium.wait_for_url(f"{app.origin}/in")
    assert is_signed_in(chromium, either_okta, app)
