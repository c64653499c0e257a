"""A developer sees what is wrong, why, and how to mend it."""

import json

import pytest
import requests
from support.app import App
from support.chromium import Chromium

from .conftest import Okta


@pytest.mark.parametrize(("client", "path"), [("orders", "/elsewhere"), ("new-app", "/callback")])
def test_the_remedy_helps(person: Chromium, okta: Okta, app: App, client: str, path: str) -> None:
    """The fixture that the page's fold-out shows, sent to the double as the page says, lets the request pass."""
    url = okta.authorize(client, app.origin + path)
    person.open(url)
    assert person.find("h1").text == "400 Bad Request"
    assert person.find("main p").text.startswith("Your request resulted in an error. ")
    assert not person.find("details p").is_displayed()
    person.click("summary")
    (why, *_) = [each.text for each in person.find_all("details p")]
    assert why == okta.journal()[-1]["why"]
    fixture = json.loads(person.find("code").text)
    requests.patch(f"{okta.double.url}/_mock/fixtures", json=fixture, timeout=10).raise_for_status()
    assert person.forget("400 (Bad Request)")
    person.open(url)
    assert person.find("h1").text == "Sign In"


def test_a_path_that_is_not_there(person: Chromium, okta: Okta) -> None:
    person.open(f"{okta.url}/nowhere")
    assert person.find("h1").text == "404 Not Found"
    assert "Page Not Found" in person.text
    assert person.forget("404 (Not Found)")


def test_a_page_that_is_too_old(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback))
    okta.double.advance("PT1H")
    chromium.press("button", "alice@example.com")
    chromium.wait_for_text("Request expired, please start over and try again.")
    assert chromium.forget("400 (Bad Request)")
