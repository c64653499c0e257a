"""A person signs in, or does not."""

from urllib.parse import parse_qsl

import pytest
import requests
from selenium.webdriver.common.keys import Keys
from support.app import App, page
from support.browser import sign_in_form
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, NATIVE_CALLBACK, PKCE, sign_in

SIGN_IN = "/oauth2/default/v1/authorize/sign-in"


def test_name_and_password(person: Chromium, either_okta: Okta, app: App) -> None:
    person.open(either_okta.authorize("orders", app.callback))
    sign_in(person, *ALICE)
    person.wait_for_url(app.callback)
    assert person.parameters.keys() == {"code", "state"}


def test_by_keyboard_alone(chromium: Chromium, okta: Okta, app: App) -> None:
    """The focus begins at the first empty field, and Return presses the default button."""
    chromium.open(okta.authorize("orders", app.callback))
    assert chromium.focused.accessible_name == "Username"
    chromium.type(ALICE[0], Keys.TAB)
    assert chromium.focused.accessible_name == "Password"
    chromium.type(ALICE[1], Keys.RETURN)
    chromium.wait_for_url(app.callback)


def test_the_order_of_the_keyboard(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback))
    names = []
    for _ in range(15):
        names.append(chromium.focused.accessible_name)
        chromium.tab()
    assert names == [
        "Username", "Password", "Remember me", "Sign in", "Cancel", "Forgot password?", "Unlock account?", "Sign up",
        "alice@example.com Everyone, Admins", "bob@example.com Everyone", "mia@example.com Everyone · with Email",
        "pat@example.com Everyone · with Okta Verify, Security Question",
        "locked@example.com Locked out Everyone", "expired@example.com Password expired Everyone",
        "suspended@example.com Suspended Everyone",
    ]  # fmt: skip


def test_a_wrong_password(person: Chromium, okta: Okta, app: App) -> None:
    person.open(okta.authorize("orders", app.callback))
    sign_in(person, ALICE[0], "not this one")
    assert person.find("[role=alert]").text == "Unable to sign in"
    assert person.find("#okta-signin-username").get_property("value") == ALICE[0]
    assert person.find("#okta-signin-password").get_property("value") == ""
    # A screen reader says what is wrong where the focus is.
    assert person.focused.accessible_name == "Password"
    assert person.focused.get_attribute("aria-describedby") == person.find("[role=alert]").get_attribute("id")
    assert "not this one" not in person.driver.page_source
    person.click("summary")
    person.wait_for_text("wrong password for alice@example.com")
    sign_in(person, *ALICE)
    person.wait_for_url(app.callback)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("mode", ["query", "form_post"])
def test_back_to_a_page_that_a_form_led_to(
    person: Chromium, either_okta: Okta, app: App, method: str, mode: str
) -> None:
    """No page is the answer of a POST, which browsers keep no copy of: they would show ERR_CACHE_MISS in its place."""
    url = either_okta.authorize("asking", app.callback, scope="openid orders:read", response_mode=mode)
    if method == "get":
        person.open(url)
    else:
        action, _, query = url.partition("?")
        inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in parse_qsl(query))
        app.pages["/start"] = page(f'<form method="post" action="{action}">{inputs}<button>Go</button></form>')
        person.open(f"{app.origin}/start")
        person.click("button")
    sign_in(person, ALICE[0], "wrong")
    assert person.find("[role=alert]").text == "Unable to sign in"
    sign_in(person, *ALICE)
    person.press("button", "Allow Access")
    if mode == "form_post" and not person.scripts:
        person.press("button", "Continue")
    person.wait_for_url(app.callback)
    person.driver.back()
    if mode == "form_post":
        # A form that script submits replaces its page in the history: what comes before it is the consent page.
        person.find("form[action$='/consent']" if person.scripts else "#appForm button")
        return
    person.find("form[action$='/consent']")
    person.driver.refresh()
    person.find("form[action$='/consent']")
    person.driver.back()
    assert person.find("[role=alert]").text == "Unable to sign in"
    # The consent is remembered, so nothing is asked again.
    sign_in(person, *ALICE)
    person.wait_for_url(app.callback)


def test_no_password_is_left_behind(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback))
    sign_in(chromium, *ALICE)
    chromium.wait_for_url(app.callback)
    chromium.driver.back()
    # The page was not kept: the double is asked again, and knows the person now.
    chromium.wait_for_url(app.callback)
    assert len(okta.journal(path="/oauth2/default/v1/authorize")) == 2


def test_login_hint(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback, login_hint='"><b>@example.com'))
    assert chromium.find("#okta-signin-username").get_property("value") == '"><b>@example.com'
    assert chromium.focused.accessible_name == "Password"


def test_one_click_on_a_persona(person: Chromium, okta: Okta, app: App) -> None:
    person.open(okta.authorize("orders", app.callback))
    person.press("button", "bob@example.com")
    person.wait_for_url(app.callback)
    assert person.parameters.keys() == {"code", "state"}
    assert okta.journal(path=SIGN_IN)[-1]["user"] == "bob@example.com"


@pytest.mark.parametrize(
    ("login", "status", "message"),
    [
        ("locked@example.com", "LOCKED_OUT", "Unable to sign in"),
        ("suspended@example.com", "SUSPENDED", "Unable to sign in"),
    ],
)
@pytest.mark.parametrize("by", ["persona", "password"])
def test_people_who_cannot_sign_in(
    chromium: Chromium, okta: Okta, app: App, login: str, status: str, message: str, by: str
) -> None:
    chromium.open(okta.authorize("orders", app.callback))
    if by == "persona":
        chromium.press("button", login)
    else:
        sign_in(chromium, login, f"{login.partition('@')[0].capitalize()}-pw-1")
    assert chromium.find("[role=alert]").text == message
    chromium.click("summary")
    chromium.wait_for_text(f"{login} is {status}")
    assert chromium.find("#okta-signin-username").get_property("value") == login


def test_without_personas(chromium: Chromium, okta: Okta, app: App) -> None:
    requests.patch(
        f"{okta.double.url}/_mock/fixtures", json={"mock": {"signInPage": {"personas": False}}}, timeout=10
    ).raise_for_status()
    chromium.open(okta.authorize("orders", app.callback))
    assert [button.text for button in chromium.find_all("button")] == [
        "Sign in", "Cancel", "Forgot password?", "Unlock account?", "Sign up"
    ]
    sign_in(chromium, "locked@example.com", "Locked-pw-1")
    assert chromium.find("[role=alert]").text == "Unable to sign in"
    assert not chromium.find_all("details")


def test_cancelling(person: Chromium, okta: Okta, app: App) -> None:
    person.open(okta.authorize("orders", app.callback))
    person.press("button", "Cancel")
    person.wait_for_url(app.callback)
    assert person.parameters == {
        "state": "s-1", "error": "access_denied",
        "error_description": "The resource owner or authorization server denied the request.",
    }  # fmt: skip


def test_the_app_sends_on_to_another_site(person: Chromium, okta: Okta, app: App, stranger: App) -> None:
    """Browsers hold the redirects behind a form against the policy of the page that the form was on."""
    app.hops["/callback"] = f"{stranger.origin}/welcome"
    person.open(okta.authorize("orders", app.callback))
    sign_in(person, *ALICE)
    person.wait_for_url(f"{stranger.origin}/welcome")


def test_a_native_app(person: Chromium, okta: Okta) -> None:
    """No program is there for the app's scheme, but the browser goes there: no policy of the page forbids it."""
    person.open(okta.authorize("phone", NATIVE_CALLBACK, **PKCE))
    sign_in(person, *ALICE)
    target = f"{NATIVE_CALLBACK}?code="
    person.wait(lambda: any(url.startswith(target) for url in person.requested()), f"waited for {target}")


def test_form_post(person: Chromium, either_okta: Okta, app: App) -> None:
    person.open(either_okta.authorize("orders", app.callback, response_mode="form_post"))
    sign_in(person, *ALICE)
    if person.scripts:
        person.wait_for_text("posted to the app")
    else:
        person.press("button", "Continue")
        person.wait_for_text("posted to the app")
    assert app.posted[0].keys() == {"code", "state"}
    # Frameworks that compare the origin of a form see the org's, as from Okta; from https to http browsers hide it.
    assert app.origins == ["null" if either_okta.url.startswith("https") else either_okta.url]


def test_two_tabs(chromium: Chromium, okta: Okta, app: App) -> None:
    """A page that was opened first still works when a second has been opened and used."""
    chromium.open(okta.authorize("orders", app.callback))
    first = chromium.driver.current_window_handle
    chromium.driver.switch_to.new_window("tab")
    chromium.open(okta.authorize("orders", app.callback))
    sign_in(chromium, *ALICE)
    chromium.wait_for_url(app.callback)
    chromium.driver.switch_to.window(first)
    sign_in(chromium, "bob@example.com", "Bob-pw-1")
    chromium.wait_for_url(app.callback)


def test_https_and_http_in_one_browser(chromium: Chromium, okta: Okta, secure_okta: Okta, app: App) -> None:
    """Cookies know no ports, and browsers let no plain answer replace a secure cookie."""
    for each in (secure_okta, okta, secure_okta):
        chromium.open(each.authorize("orders", app.callback, prompt="login"))
        sign_in(chromium, *ALICE)
        chromium.wait_for_url(app.callback)


def test_a_form_of_another_browser_is_refused(chromium: Chromium, okta: Okta, app: App, stranger: App) -> None:
    """A foreign site posts its author's credentials, to sign the user in as its author (login CSRF)."""
    url = okta.authorize("orders", app.callback)
    theirs = requests.get(url, timeout=10)
    (hidden,) = sign_in_form(theirs.text).of_type("hidden")
    fields = {hidden["name"]: hidden["value"], "identifier": ALICE[0], "credentials.passcode": ALICE[1]}
    inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
    for name in ("sign-in", "cancel", "consent"):
        stranger.pages[f"/{name}"] = page(
            f'<form method="post" action="{okta.url}/oauth2/default/v1/authorize/{name}">{inputs}<button>Go</button>'
        )
        # With the cookie of a page of their own, and without any.
        for is_visitor in (False, True):
            chromium.command("Network.clearBrowserCookies")
            if is_visitor:
                chromium.open(url)
            chromium.open(f"{stranger.origin}/{name}")
            chromium.click("button")
            chromium.wait_for_text("Request expired, please start over and try again.")
            assert not {each["name"] for each in chromium.driver.get_cookies()} & {"idx"}
            assert chromium.forget("400 (Bad Request)")
    assert not app.posted
