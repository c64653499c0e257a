"""The console for every eye: well formed, on a phone, light and dark, for screen readers."""

import html5lib
import pytest
import requests
from axe_core_python.selenium import Axe
from support.double import Double

from .page import Console

VIEWS = [
    "exchanges", "exchanges/2", "grants", "decisions", "builder", "faults", "tokens", "clients", "users", "policies",
    "claims", "messages", "sessions", "keys", "snapshots", "orgs", "unknown", "app", "user", "rule",
]  # fmt: skip

# Views that are the form of a change: where its link is, and what it says.
FORMS = {
    "app": ("clients", "Edit web-app"), "user": ("users", "Edit alice@example.com"), "rule": ("policies", "Edit the rule Short"),
}  # fmt: skip


def show(console: Console, view: str) -> None:
    """A view with all that can be in it."""
    console.wait_for_rows(7)
    where, link = FORMS.get(view, (view, ""))
    console.view(where)
    if link:
        console.wait_for("main", "Edit")
        console.chromium.click(f"[aria-label='{link}']")
        console.wait_for("#apply-title", f"Change the {view}")
    if view == "grants":
        console.wait_for(".grant .story", "reused")
    if view == "decisions":
        form = {"client_id": "native-app", "scope": "openid"}
        requests.post(f"{console.double.url}/oauth2/v1/device/authorize", data=form, timeout=10).raise_for_status()
        console.wait_for("#decision-list", "native-app")
    if view == "builder":
        console.chromium.click("#run")
        console.wait_for("#answer .signature", "signature verified")
    if view == "tokens":
        order = {"kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid"}
        token = console.api("/tokens", "POST", json=order)["token"]
        console.chromium.run("jwt.value = arguments[0]; jwt.dispatchEvent(new Event('input'))", token)
        console.wait_for("#decoded .signature", "signature verified")
        console.wait_for("#verdict", "Access token: valid")
    if view == "messages":
        requests.post(f"{console.double.url}/api/v1/authn/recovery/password", json={"username": "alice@example.com", "factorType": "EMAIL"}, timeout=10)
        console.wait_for("#messages-list", "alice@example.com")
    if view == "sessions":
        console.api("/sessions", "POST", json={"user": "alice@example.com"})
        console.wait_for("#sessions-list", "alice@example.com")
    if view == "keys":
        console.wait_for("#keys-list", "ACTIVE")
    if view == "snapshots":
        console.api("/snapshots/clean", "PUT")
        console.wait_for("#snapshots-list", "clean")
    if view == "orgs":
        console.api("/orgs/team-a", "PUT")
        console.wait_for("#orgs-list", "team-a")
    if view == "claims":
        console.wait_for("#claim-table", "groups")
    if view == "faults":
        console.wait_for("#fault-list", "f1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_accessibility(busy: Console, view: str, scheme: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.prefer(scheme)
    show(busy, view)
    picture(busy, f"console-{view}-{scheme}", pytestconfig)
    violations = Axe().run(busy.chromium.driver)["violations"]
    assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == []


@pytest.mark.parametrize("view", VIEWS)
def test_on_a_phone(busy: Console, view: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.be_a_phone()
    show(busy, view)
    picture(busy, f"console-{view}-phone", pytestconfig)
    assert busy.chromium.run("return document.documentElement.scrollWidth") == 360
    assert busy.chromium.find("header").size["height"] <= 740 / 5
    for element in busy.chromium.find_all("button, select, input:not([type=checkbox]), summary"):
        assert not element.is_displayed() or element.size["height"] >= 24, element.get_attribute("outerHTML")


@pytest.mark.parametrize("view", ["exchanges", "clients", "claims"])
def test_on_a_phone_held_sideways(busy: Console, view: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.be_a_phone(width=740, height=360)
    show(busy, view)
    picture(busy, f"console-{view}-sideways", pytestconfig)
    assert busy.chromium.run("return document.documentElement.scrollWidth") == 740
    assert busy.chromium.find("header").size["height"] <= 360 / 5


@pytest.mark.parametrize("view", ["clients", "users", "policies", "keys"])
def test_tables_on_a_small_screen(busy: Console, view: str) -> None:
    """Nothing is out of sight at 1024 pixels: cells wrap."""
    busy.chromium.be_a_phone(width=1024, height=768)
    show(busy, view)
    widths = "return [...document.querySelectorAll('.table')].filter((table) => table.clientWidth).map((table) => table.scrollWidth - table.clientWidth)"
    assert set(busy.chromium.run(widths)) == {0}


def test_the_head_of_the_exchanges_is_readable(busy: Console) -> None:
    busy.chromium.be_a_phone(width=1024, height=768)
    show(busy, "exchanges")
    widths = "return [...document.querySelectorAll('.head [role=columnheader]')].map((head) => head.scrollWidth - head.clientWidth)"
    assert max(busy.chromium.run(widths)) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_control_api(busy: Console, scheme: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.prefer(scheme)
    busy.chromium.open(f"{busy.double.url}/_mock/openapi")
    busy.wait_for("#operations", "/_mock/clock/advance")
    picture(busy, f"openapi-{scheme}", pytestconfig)
    violations = Axe().run(busy.chromium.driver)["violations"]
    assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == []
    busy.chromium.run("words.value = 'advance'; words.dispatchEvent(new Event('input'))")
    busy.wait_for("#found", "1 of ")


@pytest.mark.parametrize("page", ["", "openapi", "client"])
def test_the_document_is_well_formed(double: Double, page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(requests.get(f"{double.url}/_mock/{page}", timeout=10).text)


def picture(console: Console, name: str, pytestconfig: pytest.Config) -> None:
    if folder := pytestconfig.getoption("--pictures"):
        folder.mkdir(parents=True, exist_ok=True)
        console.chromium.driver.save_screenshot(str(folder / f"{name.replace('/', '-')}.png"))
