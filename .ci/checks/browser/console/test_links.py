"""Addresses of the console: rows that they name, views that there are not, and views with nothing in them."""

from pathlib import Path

import pytest
from support.chromium import Chromium
from support.double import running

from .page import SERVICE, Console

IN_SIGHT = """
    const row = document.querySelector(arguments[0]), view = row?.getBoundingClientRect();
    return Boolean(view) && view.height > 0 && view.top >= 0 && view.bottom <= innerHeight
"""


def in_sight(console: Console, selector: str) -> bool:
    return console.chromium.run(IN_SIGHT, selector)


def open_anew(console: Console, address: str) -> Console:
    """As a link from elsewhere opens it."""
    console.chromium.open("about:blank")
    return Console(console.chromium, console.double, url=f"{console.double.url}/_mock/#{address}").wait_until_live()


def test_an_exchange_far_down_the_list(console: Console) -> None:
    for _ in range(60):
        console.token(auth=SERVICE, grant_type="nonsense")
    page = open_anew(console, "exchanges/3")
    page.chromium.wait(lambda: in_sight(page, "#rows [aria-selected=true]"), "waited for the row")
    assert page.text("#details").count("#3")
    # Also by a link within the page.
    page.view("exchanges/58")
    page.chromium.wait(lambda: "#58" in page.text("#details") and in_sight(page, "#rows [aria-selected=true]"), "row 58")


@pytest.mark.parametrize(
    ("view", "collection", "member"),
    [("users", "users", "id"), ("clients", "apps", "client_id")],
)
def test_a_row_of_a_table(console: Console, view: str, collection: str, member: str) -> None:
    fixture = console.api("/fixtures")
    row = fixture[collection][-1]
    item = row.get(member) or row["credentials"]["oauthClient"][member]
    console.chromium.command("Emulation.setDeviceMetricsOverride", width=1280, height=400, deviceScaleFactor=1, mobile=False)
    page = open_anew(console, f"{view}/{item}")
    page.chromium.wait(lambda: in_sight(page, "tr.wanted"), "waited for the row")
    assert page.chromium.find("tr.wanted").get_attribute("data-item") == item
    assert not page.is_shown("#no-item")


def test_a_fault_by_its_exchange(busy: Console) -> None:
    busy.view("exchanges/3")
    busy.chromium.press("#details a", "f1")
    busy.chromium.wait(lambda: in_sight(busy, "tr.wanted"), "waited for the fault")


@pytest.mark.parametrize("address", ["exchanges/999", "users/nobody", "clients/%ZZ", "faults/f99", "policies/x"])
def test_an_item_that_is_not_there(console: Console, address: str) -> None:
    page = open_anew(console, address)
    page.wait_for("#no-item", "it is gone, or belongs to another org")


def test_a_grant_that_is_not_there(console: Console) -> None:
    page = open_anew(console, "grants/oarNothing")
    page.wait_for("#grant-list .note", "There is no grant oarNothing")


@pytest.mark.parametrize("address", ["nonsense", "nonsense/1", "__proto__", "%E0%A4%A", "unknown"])
def test_a_view_that_is_not_there(console: Console, address: str) -> None:
    page = open_anew(console, address)
    assert page.text("[data-view=unknown] h2") == "The console has no such view"
    assert page.text("#unknown-name") == f"#{address}"
    page.chromium.click("[data-view=unknown] a")
    page.chromium.wait(lambda: page.is_shown("[data-view=exchanges]"), "waited for the exchanges")


def test_views_of_an_org_with_nothing_in_it(chromium: Chromium, binary: Path, tmp_path: Path) -> None:
    fixture = tmp_path / "org.json"
    fixture.write_text('{"authorizationServers": [{"id": "ausEmpty", "name": "Empty", "policies": []}]}')
    with running(binary, "--fixtures", fixture) as double:
        console = Console(chromium, double)
        chromium.wait(lambda: console.text("#live") == "live", "waited for the console")
        for view, text in (("clients", "This org has no client"), ("users", "This org has no user"),
                           ("policies", "No rule"), ("faults", "No fault is active"), ("grants", "No grant yet")):  # fmt: skip
            console.view(view)
            console.wait_for(f"[data-view={view}]", text)
        console.view("exchanges")
        # Nothing but the text, and it begins in the upper half.
        assert chromium.find("#no-exchanges").location["y"] < 450
        chromium.open("about:blank")


def test_a_token_without_a_key_id_is_told_as_such(console: Console) -> None:
    order = {"kind": "access", "client": "web-app", "user": "alice@example.com", "broken": "kid_absent"}
    token = console.api("/tokens", "POST", json=order)["token"]
    console.view("tokens")
    console.chromium.run("jwt.value = arguments[0]; jwt.dispatchEvent(new Event('input'))", token)
    console.wait_for("#decoded .signature", "the header has no kid")


def test_times_say_that_they_are_utc(busy: Console) -> None:
    assert busy.text("#now").endswith("UTC")
    assert "Time (UTC)" in busy.text("#list .head")
    busy.view("exchanges/2")
    busy.chromium.wait(lambda: " UTC" in busy.text("#details"), "waited for the details")
    busy.view("grants")
    assert "UTC" in busy.text("[data-view=grants]")
