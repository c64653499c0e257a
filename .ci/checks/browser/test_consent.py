"""A person is asked what an app may do."""

from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, sign_in

SCOPES = "openid orders:read orders:write"


def ask(person: Chromium, okta: Okta, app: App) -> None:
    person.open(okta.authorize("asking", app.callback, scope=SCOPES))
    sign_in(person, *ALICE)
    person.wait_for_text("Asking app would like to:")


def test_what_is_asked(chromium: Chromium, okta: Okta, app: App) -> None:
    ask(chromium, okta, app)
    asked = [item.text for item in chromium.find_all("li")]
    assert asked == ["Read your orders\nWhat you ordered & when", "orders:write"]
    assert [button.text for button in chromium.find_all("button")] == ["Allow Access", "Don't Allow"]


def test_allowing_once_is_enough(person: Chromium, either_okta: Okta, app: App) -> None:
    ask(person, either_okta, app)
    person.press("button", "Allow Access")
    person.wait_for_url(app.callback)
    assert person.parameters.keys() == {"code", "state"}
    person.open(either_okta.authorize("asking", app.callback, scope=SCOPES))
    person.wait_for_url(app.callback)


def test_not_allowing(person: Chromium, okta: Okta, app: App) -> None:
    ask(person, okta, app)
    person.press("button", "Don't Allow")
    person.wait_for_url(app.callback)
    assert person.parameters["error"] == "access_denied"
    person.open(okta.authorize("asking", app.callback, scope=SCOPES))
    person.wait_for_text("Asking app would like to:")
