"""Pages inside pages: silent renewal in a hidden frame, and who may frame what."""

import json

import pytest
import requests
from support.app import App, page
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, PKCE, VERIFIER, sign_in

# What Okta's browser SDK does: a hidden frame, and a listener that believes the double's origin only.
RENEWAL = """
    <script>
    addEventListener("message", event => { document.title = JSON.stringify([event.origin, event.data]); });
    const frame = document.createElement("iframe");
    frame.style.display = "none";
    frame.src = %s;
    document.body.append(frame);
    </script>
    """


def renewal(url: str) -> str:
    return page(f"<body>{RENEWAL % json.dumps(url)}")


def message(chromium: Chromium) -> list:
    chromium.wait(lambda: chromium.driver.title.startswith("["), "waited for a message from the frame")
    return json.loads(chromium.driver.title)


def signed_in(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback))
    sign_in(chromium, *ALICE)
    chromium.wait_for_url(app.callback)


def silent(okta: Okta, app: App, **more: str) -> str:
    changes = {"prompt": "none", "response_mode": "okta_post_message", **PKCE, **more}
    return okta.authorize("spa", app.callback, **changes)


def test_silent_renewal(chromium: Chromium, either_okta: Okta, app: App) -> None:
    """Over http both are of one site, localhost; over https they are of two, and the cookie must say that it may go."""
    signed_in(chromium, either_okta, app)
    app.pages["/renew"] = renewal(silent(either_okta, app))
    chromium.open(f"{app.origin}/renew")
    origin, data = message(chromium)
    assert (origin, data.keys()) == (either_okta.url, {"code", "state"})
    redemption = {
        "grant_type": "authorization_code", "code": data["code"], "redirect_uri": app.callback, "client_id": "spa",
        "code_verifier": VERIFIER,
    }  # fmt: skip
    answer = requests.post(f"{either_okta.double.issuer}/v1/token", data=redemption, timeout=10)
    assert answer.json()["token_type"] == "Bearer"


def test_silent_renewal_without_a_session(chromium: Chromium, either_okta: Okta, app: App) -> None:
    app.pages["/renew"] = renewal(silent(either_okta, app))
    chromium.open(f"{app.origin}/renew")
    assert message(chromium)[1]["error"] == "login_required"


def test_silent_renewal_by_redirect(chromium: Chromium, either_okta: Okta, app: App) -> None:
    """Without okta_post_message the frame ends at the app's own page, which posts to its parent."""
    signed_in(chromium, either_okta, app)
    app.pages["/callback"] = page("<script>parent.postMessage(location.search, location.origin)</script>")
    app.pages["/renew"] = renewal(silent(either_okta, app, response_mode="query"))
    chromium.open(f"{app.origin}/renew")
    origin, data = message(chromium)
    assert origin == app.origin
    assert data.startswith("?code=")


def test_a_popup(chromium: Chromium, okta: Okta, app: App) -> None:
    """The person signs in inside a window that the app opened; the answer goes to the opener."""
    url = json.dumps(silent(okta, app, prompt="login"))
    listener = 'addEventListener("message", event => { document.title = JSON.stringify([event.origin, event.data]); });'
    app.pages["/popup"] = page(f"<button onclick='window.open({url})'>Sign in</button><script>{listener}</script>")
    chromium.open(f"{app.origin}/popup")
    opener = chromium.driver.current_window_handle
    chromium.click("button")
    handles = chromium.wait(lambda: {*chromium.driver.window_handles} - {opener}, "waited for the window")
    chromium.driver.switch_to.window(handles.pop())
    sign_in(chromium, *ALICE)
    chromium.driver.switch_to.window(opener)
    origin, data = message(chromium)
    assert (origin, data.keys()) == (okta.url, {"code", "state"})


def test_a_stranger_learns_nothing(chromium: Chromium, either_okta: Okta, app: App, stranger: App) -> None:
    """The frame is refused by the page's policy, and its message would go to the app's origin only."""
    signed_in(chromium, either_okta, app)
    stranger.pages["/renew"] = renewal(silent(either_okta, app))
    chromium.open(f"{stranger.origin}/renew")
    assert chromium.forget(f'frame-ancestors {app.origin}"')
    assert chromium.driver.title == "App"


@pytest.mark.parametrize("is_trusted", [True, False])
def test_a_sign_in_page_in_a_frame(
    chromium: Chromium, either_okta: Okta, app: App, stranger: App, is_trusted: bool
) -> None:
    site = app if is_trusted else stranger
    url = either_okta.authorize("asking", app.callback, scope="openid orders:read")
    site.pages["/embed"] = page(f'<iframe src="{url.replace("&", "&amp;")}" width="600" height="600"></iframe>')
    chromium.open(f"{site.origin}/embed")
    if not is_trusted:
        assert chromium.forget(f'frame-ancestors {app.origin}"')
        return
    chromium.in_frame("iframe")
    sign_in(chromium, *ALICE)
    chromium.press("button", "Allow Access")
    chromium.wait_for_text("the app")


def test_why_a_frame_of_another_site_has_no_session(chromium: Chromium, okta: Okta, app: App) -> None:
    """Over http browsers keep cookies from frames of other sites; the journal says what to do."""
    signed_in(chromium, okta, app)
    app.pages["/renew"] = renewal(silent(okta, app))
    chromium.open(f"http://127.0.0.1:{app.port}/renew")
    chromium.wait(lambda: any("/callback" in url or "prompt=none" in url for url in chromium.requested()), "the frame")
    assert chromium.forget("frame-ancestors")
    assert "call the double by the app's own host name" in okta.journal()[-1]["why"]
