"""What surrounds the pages: cookies as the browser keeps them, and the way from the first page to the rest."""

from urllib.parse import urlsplit

import requests
from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, sign_in


def test_cookies(chromium: Chromium, either_okta: Okta, app: App) -> None:
    """No script reads them; over https they go to frames of other sites too, over http no browser lets them."""
    chromium.open(either_okta.authorize("asking", app.callback, scope="openid orders:read"))
    sign_in(chromium, *ALICE)
    chromium.wait_for_text("would like to:")
    is_secure = either_okta.url.startswith("https")
    cookies = {each["name"]: each for each in chromium.driver.get_cookies()}
    assert cookies.keys() == {"idx", "oktaStateToken"}
    for cookie in cookies.values():
        assert cookie["httpOnly"] and cookie["secure"] == is_secure
        assert cookie["sameSite"] == ("None" if is_secure else "Lax")
        # They end with the browser; how long a session lasts is the double's business.
        assert "expiry" not in cookie
    assert chromium.run("return document.cookie") == ""


def test_tenants_have_cookies_of_their_own(chromium: Chromium, okta: Okta, app: App) -> None:
    for name in ("team-a", "team-b"):
        tenant = Okta(okta.double, f"{okta.url}/t/{name}")
        chromium.open(tenant.authorize("orders", app.callback))
        sign_in(chromium, *ALICE)
        chromium.wait_for_url(app.callback)
        assert {each["path"] for each in chromium.command("Network.getAllCookies")["cookies"]} >= {f"/t/{name}"}


def test_the_first_page_leads_on(chromium: Chromium, okta: Okta) -> None:
    chromium.open(f"{okta.url}/")
    links = [each.get_attribute("href") for each in chromium.find_all("a")]
    paths = {urlsplit(link).path for link in links}
    assert paths >= {
        "/.well-known/openid-configuration", "/oauth2/v1/keys", "/_mock/", "/_mock/health",
        "/oauth2/default/.well-known/openid-configuration", "/oauth2/default/.well-known/oauth-authorization-server",
    }  # fmt: skip
    # The console has checks of its own.
    for link in [link for link in links if not link.endswith("/_mock/")]:
        assert requests.get(link, timeout=10).status_code == 200, link
