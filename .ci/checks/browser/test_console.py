"""The console at /_mock/: what it shows, and what its buttons do, asserted through the API."""

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import html5lib
import pytest
import requests
from axe_core_python.selenium import Axe
from selenium.webdriver.common.keys import Keys
from support.chromium import Chromium
from support.double import Double, running

from .console import SERVICE, WEB, Console, ask_often

VIEWS = ["exchanges", "grants", "builder", "faults", "tokens", "clients", "users", "policies"]


@pytest.fixture(scope="module")
def double(binary: Path) -> Iterator[Double]:
    with running(binary) as double:
        yield double


@pytest.fixture
def console(chromium: Chromium, double: Double) -> Console:
    """Live, of an org as it was at the start."""
    requests.post(f"{double.url}/_mock/reset", json={}, timeout=10).raise_for_status()
    return Console(chromium, double).wait_until_live()


@pytest.fixture
def busy(console: Console) -> Console:
    """One where everything has happened: refusals, a fault, rotations, a replay."""
    console.service_token()
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    fault = {"match": {"client_id": "web-app"}, "effect": {"rate_limit": True}, "times": 1}
    console.api("/faults", "POST", json=fault)
    console.token(auth=WEB, grant_type="password", username="bob@example.com", password="Bob-pw-1", scope="openid")
    first = console.sign_in()["refresh_token"]
    console.double.advance("PT1H")
    console.refresh(first)
    console.sign_in()
    console.double.advance("PT1M")
    console.refresh(first)
    return console


def test_an_empty_console_says_what_to_type_first(console: Console) -> None:
    command = console.text("#no-exchanges pre")
    subprocess.run(["bash", "-c", command], check=True, capture_output=True, timeout=30)
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


def test_the_clock(console: Console) -> None:
    console.chromium.press("button", "Freeze")
    console.wait_for("#clock-state", "frozen")
    expected = instant(console)
    for button, by in (("+1 min", timedelta(minutes=1)), ("+5 min", timedelta(minutes=5)), ("+1 h", timedelta(hours=1)),
                       ("+1 day", timedelta(days=1)), ("+7 days", timedelta(days=7))):  # fmt: skip
        console.chromium.press("button", button)
        expected += by
        console.chromium.wait(lambda: instant(console) == expected, f"waited for {button}")
    console.chromium.fill("#advance-by", "P1DT2H")
    console.chromium.find("#advance-by").send_keys(Keys.ENTER)
    console.wait_for("#toast", "advanced by P1DT2H")
    assert instant(console) == expected + timedelta(days=1, hours=2)
    console.chromium.press("button", "Unfreeze")
    console.chromium.wait(lambda: not console.api("/clock")["frozen"], "waited for the clock to run")
    console.wait_for("#clock-state", "9 d 3 h ahead")
    console.chromium.press("button", "Real time")
    console.wait_for("#clock-state", "real time")


def instant(console: Console) -> datetime:
    return datetime.fromisoformat(console.api("/clock")["now"])


def test_a_clock_moved_by_somebody_else_is_followed(console: Console) -> None:
    console.double.advance("P3D")
    console.wait_for("#clock-state", "ahead")


def test_rotating_the_keys(console: Console) -> None:
    before = {key["kid"] for key in console.api("/keys")["keys"]}
    console.chromium.click("#rotate")
    console.wait_for("#toast", "New signing keys")
    after = console.api("/keys")["keys"]
    assert before == {key["kid"] for key in after if key["status"] == "EXPIRED"}


def test_reset(busy: Console) -> None:
    busy.chromium.click("#reset")
    busy.wait_for("#toast", "as it was at the start")
    busy.wait_for_rows(0)
    assert busy.api("/grants")["total"] == 0 and busy.api("/faults")["faults"] == []


def test_a_reset_by_somebody_else_begins_the_list_anew(busy: Console) -> None:
    busy.wait_for_rows(7)
    busy.api("/reset", "POST", json={})
    busy.service_token()
    assert "client_credentials" in busy.wait_for_rows(1)[0]
    busy.api("/requests", "DELETE")
    busy.wait_for_rows(0)


def test_clearing_the_journal(busy: Console) -> None:
    busy.chromium.click("#clear-journal")
    busy.wait_for_rows(0)
    assert busy.api("/requests/count")["count"] == 0


def test_refresh_chains_are_told_and_drawn(busy: Console) -> None:
    busy.view("grants")
    story = busy.wait_for(".grant[data-status=REVOKED] .story", "reused").text
    assert [word in story for word in ("tokens issued", "rotated to 2", "generation 1 was replaced")] == [True] * 3
    assert len(busy.chromium.find_all(".grant[data-status=REVOKED] svg .reused")) == 1
    assert len(busy.chromium.find_all(".grant[data-status=REVOKED] svg g.rotated")) == 1
    active = busy.chromium.find(".grant[data-status=ACTIVE] svg")
    assert "expires" in active.get_attribute("textContent")
    busy.double.advance("P8D")
    busy.wait_for("#grant-list", "No grant yet")


def test_revoking_a_grant(console: Console) -> None:
    token = console.sign_in()["refresh_token"]
    console.view("grants")
    console.wait_for(".grant button", "Revoke").click()
    console.wait_for(".grant .pill", "REVOKED")
    assert console.refresh(token).json()["error"] == "invalid_grant"
    console.wait_for(".grant .story", "refused: its grant was revoked")


def test_every_common_fault_can_be_made_and_removed(console: Console) -> None:
    console.view("faults")
    buttons = console.texts("#presets button")
    assert len(buttons) > 15
    for place, label in enumerate(buttons, start=1):
        console.wait_for("#presets button", label).click()
        console.wait_for("#fault-list", f"f{place}")
    faults = console.api("/faults")["faults"]
    assert [fault["remaining"] for fault in faults] == [1] * len(buttons)
    assert {"rate_limit": True} in [fault["effect"] for fault in faults]
    assert all(fault["match"]["path"].endswith("/v1/keys") for fault in faults if "jwks" in fault["effect"])
    console.chromium.click("#fault-list tbody tr:first-child button")
    console.chromium.wait(lambda: len(console.api("/faults")["faults"]) == len(buttons) - 1, "waited for one to go")
    console.chromium.click("#clear-faults")
    console.chromium.wait(lambda: console.api("/faults")["faults"] == [], "waited for all to go")


def test_a_fault_for_one_client_and_its_hits(console: Console) -> None:
    console.view("faults")
    for name, value in (("where", "/oauth2/default/v1/token"), ("client", "service-app"), ("times", "")):
        console.chromium.run("document.getElementById(arguments[0]).value = arguments[1]", f"fault-{name}", value)
    console.wait_for("#presets button", "temporarily_unavailable").click()
    console.wait_for("#fault-list", "no end")
    refused = console.token(auth=SERVICE, grant_type="client_credentials", scope="orders:read")
    assert refused.json()["error"] == "temporarily_unavailable"
    assert console.token(auth=WEB, grant_type="client_credentials").json()["error"] != "temporarily_unavailable"
    console.chromium.wait(lambda: "1" in console.texts("#fault-list td"), "waited for the hit")
    console.view("exchanges")
    console.wait_for("#rows .row", "fault f1")


def test_tables(console: Console) -> None:
    console.view("clients")
    assert "service client_secret_basic client_credentials" in " ".join(console.text("#client-table").split())
    console.view("users")
    assert "LOCKED_OUT" in console.text("#user-table") and "Admins" in console.text("#user-table")
    console.view("policies")
    assert "60 min / no limit / 7 d" in console.text("#policy-tables")


@pytest.mark.parametrize(
    ("client", "flow", "tokens"),
    [("web-app", "code", 2), ("web-app", "hybrid", 3), ("web-app", "implicit", 2), ("web-app", "password", 2),
     ("spa-app", "code", 2), ("native-app", "password", 2), ("service-app", "client_credentials", 1),
     ("key-app", "client_credentials", 1), ("jwt-app", "code", 2)],
)  # fmt: skip
def test_the_builder_runs_every_flow_in_the_page_and_in_a_shell(
    console: Console, client: str, flow: str, tokens: int
) -> None:
    console.view("builder")
    console.choose("client", client)
    console.choose("flow", flow)
    console.chromium.wait(lambda: client in console.text("#curl") or "client_assertion" in console.text("#curl"), "curl")
    lines = console.chromium.run("return document.getElementById('curl').textContent")
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, timeout=30)
    assert '"access_token":"ey' in done.stdout or "access_token=ey" in done.stdout, done.stdout + done.stderr
    console.chromium.click("#run")
    verified = lambda: [each for each in console.texts("#answer .signature") if "signature verified" in each]  # noqa: E731
    console.chromium.wait(lambda: len(verified()) == tokens, "waited for verified tokens")
    assert [each["status"] for each in console.api("/requests")["requests"] if each["status"] >= 400] == []


def test_the_authorize_url_of_the_builder_leads_to_a_sign_in_whose_code_it_redeems(console: Console) -> None:
    console.view("builder")
    console.choose("client", "spa-app")
    url = console.chromium.wait(lambda: "code_challenge" in console.text("#authorize-url") and console.text("#authorize-url"), "url")
    session = requests.post(f"{console.double.url}/_mock/sessions", json={"user": "bob@example.com"}, timeout=10).json()
    answer = requests.get(f"{url}&sessionToken={session['sessionToken']}", allow_redirects=False, timeout=10)
    console.chromium.click("#builder summary")
    console.chromium.fill("#pasted", answer.headers["Location"])
    console.chromium.click("#redeem")
    console.wait_for("#answer .token", "bob@example.com")
    console.chromium.click("#use-refresh-token")
    console.wait_for("#answer h3", "refresh_token")
    console.view("grants")
    console.wait_for(".grant .story", "rotated to 2")


def test_a_refusal_is_shown_as_it_came(console: Console) -> None:
    console.view("builder")
    console.choose("client", "service-app")
    console.choose("scope", "nonsense")
    console.wait_for("#curl", "nonsense")
    console.chromium.click("#run")
    console.wait_for("#answer pre", "invalid_scope")
    assert console.chromium.forget("status of 400")


def test_any_token_can_be_decoded(console: Console) -> None:
    order = {"kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid"}
    for flaw, verdict in ((None, "signature verified"), ("tampered_signature", "does not fit"),
                          ("unpublished_key", "published by no server"), ("alg_none", "must refuse")):  # fmt: skip
        body = {**order, **({"broken": flaw} if flaw else {})}
        token = console.api("/tokens", "POST", json=body)["token"]
        console.view("tokens")
        console.chromium.run("jwt.value = arguments[0]; jwt.dispatchEvent(new Event('input'))", token)
        console.wait_for("#decoded .signature", verdict)
    console.chromium.run("jwt.value = 'no token'; jwt.dispatchEvent(new Event('input'))")
    console.wait_for("#decoded", "This is no JWT")


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


def test_a_tenant_has_its_own_console(chromium: Chromium, double: Double) -> None:
    requests.put(f"{double.url}/_mock/orgs/team-a", json={}, timeout=10).raise_for_status()
    console = Console(chromium, double, "/t/team-a/_mock/").wait_until_live()
    requests.get(f"{double.url}/t/team-a/oauth2/default/v1/keys", timeout=10)
    requests.get(f"{double.url}/oauth2/short/v1/keys", timeout=10)
    assert "/oauth2/default/v1/keys" in console.wait_for_rows(1)[0]
    console.view("builder")
    console.wait_for("#curl", f"{double.url}/t/team-a/oauth2/default/v1/token")
    console.chromium.click("#run")
    console.wait_for("#answer .signature", "signature verified")
    chromium.run("tenant.value = ''; tenant.onchange()")
    chromium.wait_for_url(f"{double.url}/_mock/")
    requests.delete(f"{double.url}/_mock/orgs/team-a", timeout=10).raise_for_status()


def test_the_control_token_is_asked_for(chromium: Chromium, binary: Path) -> None:
    with running(binary, "--control-token", "s3cret") as double:
        console = Console(chromium, double)
        chromium.wait(lambda: console.is_shown("#control-token"), "waited for the question")
        chromium.fill("#control-token", "s3cret")
        chromium.find("#control-token").send_keys(Keys.ENTER)
        console.wait_until_live()
        console.service_token()
        console.wait_for_rows(1)
        console.view("builder")
        console.wait_for("#curl", "Authorization: Bearer s3cret")
        lines = chromium.run("return document.getElementById('curl').textContent")
        done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, timeout=30)
        assert '"access_token":"ey' in done.stdout, done.stdout + done.stderr
        chromium.open("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [*VIEWS, "exchanges/2"])
def test_accessibility(busy: Console, view: str, scheme: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.prefer(scheme)
    busy.wait_for_rows(7)
    busy.view(view)
    if view == "builder":
        busy.chromium.click("#run")
        busy.wait_for("#answer .signature", "signature verified")
    picture(busy, f"console-{view}-{scheme}", pytestconfig)
    violations = Axe().run(busy.chromium.driver)["violations"]
    assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == []


@pytest.mark.parametrize("view", [*VIEWS, "exchanges/2"])
def test_on_a_phone(busy: Console, view: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.be_a_phone()
    busy.wait_for_rows(7)
    busy.view(view)
    picture(busy, f"console-{view}-phone", pytestconfig)
    assert busy.chromium.run("return document.documentElement.scrollWidth") == 360
    for element in busy.chromium.find_all("button, select, input:not([type=checkbox]), summary"):
        assert not element.is_displayed() or element.size["height"] >= 24, element.get_attribute("outerHTML")


def test_the_document_is_well_formed(double: Double) -> None:
    html5lib.HTMLParser(strict=True).parse(requests.get(f"{double.url}/_mock/", timeout=10).text)


def picture(console: Console, name: str, pytestconfig: pytest.Config) -> None:
    if folder := pytestconfig.getoption("--pictures"):
        folder.mkdir(parents=True, exist_ok=True)
        console.chromium.driver.save_screenshot(str(folder / f"{name.replace('/', '-')}.png"))
