"""What the console shows of each exchange, and how one is found among many."""

import pytest
import requests
from selenium.webdriver.common.keys import Keys

from .page import SERVICE, Console, ask_often, shell


def test_an_empty_console_says_what_to_type_first(console: Console) -> None:
    shell(console.content("#no-exchanges pre"))
    (row,) = console.wait_for_rows(1)
    assert "200 POST /oauth2/default/v1/token service-app client_credentials access" in row


def test_exchanges_appear_as_they_happen_newest_first(console: Console) -> None:
    console.service_token()
    console.wait_for_rows(1)
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    newest, _ = console.wait_for_rows(2)
    assert "401" in newest and "access_denied no rule of 2 policies" in newest


def test_details_tell_why(busy: Console) -> None:
    busy.wait_for("#rows .row", "access_denied").click()
    tree = busy.wait_for("#details .tree", "Everyone").text
    assert "people.groups" in tree or "grantTypes" in tree
    assert busy.text("#details .why").startswith("access_denied")
    assert busy.chromium.run("return location.hash") == "#exchanges/2"
    busy.chromium.find("#details").send_keys(Keys.ESCAPE)
    busy.chromium.wait(lambda: not busy.is_shown("#details"), "waited for the details to close")


def test_issued_tokens_are_decoded_and_expire_by_the_virtual_clock(console: Console) -> None:
    console.service_token()
    console.wait_for("#rows .row", "client_credentials").click()
    assert "orders:read" in console.wait_for("#details .token", "cid").text
    console.wait_for("#details .signature", "(ACTIVE), which is published")
    console.wait_for("#details .left", "expires in 59 min")
    console.double.advance("PT61M")
    console.wait_for("#details .left", "expired 1 min")


def test_secrets_are_shown_when_asked_for_and_a_token_among_them_is_verified(console: Console) -> None:
    token = console.token(auth=SERVICE, grant_type="client_credentials", scope="orders:read").json()["access_token"]
    url = f"{console.double.url}/oauth2/default/v1/introspect"
    requests.post(url, auth=SERVICE, data={"token": token}, timeout=10)
    console.wait_for("#rows .row", "introspect").click()
    assert token not in console.text("#details")
    console.wait_for("#details button", "Show secrets").click()
    console.wait_for("#details .signature", "signature verified")
    assert token in console.text("#details")


@pytest.mark.parametrize(
    ("status", "client", "text", "shown"),
    [("", "", "", 6), ("4", "", "", 3), ("error", "", "", 3), ("fault", "", "", 1), ("", "native-app", "", 4),
     ("4", "native-app", "", 1), ("", "", "replayed", 1), ("", "", "DEFAULT refresh", 2), ("", "", "nowhere", 0)],
)  # fmt: skip
def test_the_filter(busy: Console, status: str, client: str, text: str, shown: int) -> None:
    busy.wait_for_rows(7)
    for name, value in (("status", status), ("client", client)):
        script = "const box = document.getElementById(arguments[0]); box.value = arguments[1]; " \
            "box.dispatchEvent(new Event('input', {bubbles: true}))"  # fmt: skip
        busy.chromium.run(script, f"filter-{name}", value)
    busy.chromium.find("#filter-text").send_keys(text)
    busy.wait_for_rows(shown if status or client or text else 7)
    assert busy.is_shown("#no-match") == (shown == 0)


def test_rows_by_the_keyboard(busy: Console) -> None:
    busy.wait_for_rows(7)
    busy.chromium.find("#list").send_keys(Keys.ARROW_DOWN)
    busy.chromium.type(Keys.ARROW_DOWN, Keys.ENTER)
    busy.chromium.wait(lambda: busy.is_shown("#details"), "waited for the details")
    assert busy.chromium.run("return location.hash") == "#exchanges/6"
    busy.chromium.type(Keys.END)
    busy.chromium.wait(lambda: busy.chromium.run("return location.hash") == "#exchanges/1", "waited for the oldest")
    assert busy.chromium.find_all("#rows [aria-selected=true]")[0].get_attribute("aria-rowindex") == "8"


def test_a_reset_by_another_client_clears_the_list(busy: Console) -> None:
    busy.wait_for_rows(7)
    busy.api("/reset", "POST", json={})
    busy.service_token()
    assert "client_credentials" in busy.wait_for_rows(1)[0]
    busy.api("/requests", "DELETE")
    busy.wait_for_rows(0)


def test_ten_thousand_exchanges_are_a_few_rows(console: Console) -> None:
    ask_often(console.double.url, "/oauth2/default/v1/keys", 9_900)
    for _ in range(100):
        console.service_token()
    console.chromium.wait(lambda: console.text("#count-exchanges") == "10,000", "waited for all of them")
    console.chromium.open("about:blank")
    again = Console(console.chromium, console.double).wait_until_live()
    again.chromium.wait(lambda: again.text("#count-exchanges") == "10,000", "waited for all of them")
    assert len(again.rows()) < 60
    again.chromium.find("#filter-text").send_keys("service-app")
    again.wait_for("#shown", "100 of 10,000")
    again.chromium.find("#filter-text").clear()
    again.chromium.find("#filter-text").send_keys("#1 ")
    again.chromium.run("document.getElementById('list').scrollTop = 1e9")
    again.chromium.wait(lambda: any("keys" in row for row in again.rows()), "waited for the oldest")
    assert len(again.rows()) < 60
