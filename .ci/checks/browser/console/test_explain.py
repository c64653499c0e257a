"""Why a token is refused, as the console shows it."""

import requests

from .page import Console

TOKEN = {"kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid"}


def explain(console: Console, token: str, **expected: str) -> None:
    console.view("tokens")
    for name in ("audience", "scope", "issuer"):
        console.chromium.run("document.getElementById(arguments[0]).value = arguments[1]", f"expected-{name}", expected.get(name, ""))
    console.chromium.run("jwt.value = arguments[0]; jwt.dispatchEvent(new Event('input'))", token)


def test_the_first_line_names_the_cause(console: Console) -> None:
    token = console.api("/tokens", "POST", json=TOKEN)["token"]
    explain(console, token)
    console.wait_for("#verdict", "Access token: valid")
    explain(console, token, audience="api://orders")
    console.wait_for("#verdict", "Access token: not valid. Audience: aud is api://default")
    explain(console, token, scope="orders:write")
    console.wait_for("#verdict", "Scopes: the token lacks orders:write")
    console.double.advance("PT2H")
    explain(console, token)
    console.wait_for("#verdict", "Lifetime: it expired at")
    assert len(console.texts(".checks li")) == 11


def test_a_refresh_token_names_its_exchanges(console: Console) -> None:
    first = console.sign_in()["refresh_token"]
    console.double.advance("PT1H")
    console.refresh(first)
    console.double.advance("PT1M")
    explain(console, first)
    console.wait_for("#verdict", "generation 1 was replaced; the current one is 2; used by #1")


def test_the_token_of_a_refused_request_is_explained(console: Console) -> None:
    token = console.api("/tokens", "POST", json={**TOKEN, "broken": "expired"})["token"]
    url = f"{console.double.url}/oauth2/default/v1/userinfo"
    assert requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=10).status_code == 401
    console.wait_for("#rows .row", "userinfo").click()
    console.chromium.press("#details button", "Explain the token")
    console.wait_for("#verdict", "Access token: not valid. Lifetime: it expired at")


def test_an_id_token_is_for_its_client(console: Console) -> None:
    token = console.api("/tokens", "POST", json={**TOKEN, "kind": "id"})["token"]
    explain(console, token)
    console.wait_for("#verdict", "ID token: valid, for its client. An API takes the access token")
