"""Messages, sessions, keys, snapshots, orgs and the theme, by their buttons."""

import requests

from .page import Console


def test_a_message_is_shown_with_its_code(console: Console) -> None:
    body = {"username": "alice@example.com", "factorType": "EMAIL"}
    requests.post(f"{console.double.url}/api/v1/authn/recovery/password", json=body, timeout=10).raise_for_status()
    (message,) = console.api("/messages")["messages"]
    console.view("messages")
    console.wait_for("#messages-list h3", message["subject"])
    if "code" in message:
        console.wait_for("#messages-list code", message["code"])
    console.chromium.click("#clear-messages")
    console.wait_for("#messages-list", "No message was sent")


def test_a_session_is_started_and_ended(console: Console) -> None:
    console.view("sessions")
    console.wait_for("#sessions-list", "No browser is signed in")
    console.chromium.click("#start-session button")
    console.wait_for("#sessions-list td", "alice@example.com")
    console.wait_for("#sessions-list button", "End").click()
    console.wait_for("#sessions-list", "No browser is signed in")
    assert console.api("/sessions")["total"] == 0


def test_keys_are_rotated_and_retired(console: Console) -> None:
    console.view("keys")
    console.wait_for("#keys-list", "ACTIVE")
    first = [key["kid"] for key in console.api("/keys")["keys"] if key["server"] == "default"]
    console.chromium.click("[aria-label='Rotate the keys of default']")
    console.wait_for("#keys-list", "EXPIRED")
    console.chromium.click("[aria-label='Rotate and retire the keys of default']")
    console.chromium.wait(lambda: "EXPIRED" not in console.text("#keys-list"), "waited for the keys")
    last = [key["kid"] for key in console.api("/keys")["keys"] if key["server"] == "default"]
    assert len(last) == 1 and not set(first) & set(last)


def test_a_snapshot_is_saved_restored_and_deleted(console: Console) -> None:
    console.view("snapshots")
    console.chromium.find("#snapshot-name").send_keys("clean")
    console.chromium.click("#save-snapshot button")
    console.wait_for("#snapshots-list td", "clean")
    console.service_token()
    assert len(console.api("/requests")["requests"]) == 1
    console.wait_for("#snapshots-list button", "Restore").click()
    console.chromium.wait(lambda: console.api("/requests")["requests"] == [], "waited for the restoration")
    console.wait_for("#snapshots-list button", "Delete").click()
    console.wait_for("#snapshots-list", "No state is saved")


def test_an_org_is_made_and_removed(console: Console) -> None:
    console.view("orgs")
    console.chromium.find("#org-name").send_keys("team-x")
    console.chromium.click("#create-org button")
    console.wait_for("#orgs-list td", "team-x")
    assert "team-x" in [org["name"] for org in console.api("/orgs")["orgs"]]
    console.chromium.click("[aria-label='Remove team-x']")
    console.chromium.wait(lambda: "team-x" not in console.text("#orgs-list"), "waited for the removal")


def test_the_theme_is_kept(console: Console) -> None:
    color = "return getComputedStyle(document.body).backgroundColor"
    console.chromium.prefer("light")
    light = console.chromium.run(color)
    console.chromium.click("#theme")
    console.chromium.click("#theme")
    assert console.text("#theme") == "Theme: dark"
    dark = console.chromium.run(color)
    assert dark != light
    console.chromium.open(f"{console.double.url}/_mock/")
    assert console.chromium.run(color) == dark
    console.chromium.click("#theme")
    assert console.chromium.run(color) == light
