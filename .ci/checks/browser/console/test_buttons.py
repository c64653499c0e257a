"""What the buttons of the console do, seen through the API."""

from datetime import datetime, timedelta

from selenium.webdriver.common.keys import Keys

from .page import SERVICE, WEB, Console


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


def test_a_clock_moved_by_another_client_is_followed(console: Console) -> None:
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
    busy.chromium.press("#ask-reset button", "Cancel")
    busy.chromium.wait(lambda: not busy.is_shown("#ask-reset"), "waited for the question to go")
    assert busy.api("/grants")["total"] > 0
    busy.chromium.click("#reset")
    busy.chromium.click("#confirm-reset")
    busy.wait_for("#toast", "as it was at the start")
    busy.wait_for_rows(0)
    assert busy.api("/grants")["total"] == 0 and busy.api("/faults")["faults"] == []


def test_clearing_the_journal(busy: Console) -> None:
    busy.chromium.click("#clear-journal")
    busy.wait_for_rows(0)
    assert busy.api("/requests/count")["count"] == 0


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
    console.chromium.click("#fault-list tbody tr:first-child [aria-label^=Remove]")
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
