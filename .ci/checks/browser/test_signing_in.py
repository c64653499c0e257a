"""A person signs in by name and password."""

from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE


def test_name_and_password(chromium: Chromium, either_okta: Okta, app: App) -> None:
    chromium.open(either_okta.authorize("orders", app.callback))
    chromium.fill("#username", ALICE[0])
    chromium.fill("#password", ALICE[1])
    chromium.click("form button")
    chromium.wait_for_url(app.callback)
    assert chromium.parameters.keys() == {"code", "state"}
