"""Grants as lines of the virtual clock, tokens, and what the org is."""

from .page import Console


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
    console.wait_for("#explained", "it has spaces or line breaks")


def test_tables_are_sorted_by_a_click(console: Console) -> None:
    console.view("users")
    console.wait_for("#user-table", "bob@example.com")
    logins = "return [...document.querySelectorAll('#user-table tbody b')].map((login) => login.textContent)"
    before = console.chromium.run(logins)
    orders = []
    for _ in range(3):
        console.chromium.click("#user-table th button")
        orders.append(console.chromium.run(logins))
    assert orders == [sorted(before), sorted(before, reverse=True), before]
    console.chromium.click("#user-table th button")
    assert console.chromium.find("#user-table th").get_attribute("aria-sort") == "ascending"


def test_claims_and_expressions(console: Console) -> None:
    console.view("claims")
    console.wait_for("#claim-table", "groups")
    console.chromium.run("const field = document.getElementById('claims-form').elements.expression; field.value = 'String.toUpperCase(user.email)'; field.form.dispatchEvent(new Event('input'))")
    console.wait_for("#expression-result", "ALICE@EXAMPLE.COM")
    console.chromium.run("const field = document.getElementById('claims-form').elements.expression; field.value = 'usr.email'; field.form.dispatchEvent(new Event('input'))")
    console.wait_for("#expression-result", "unknown name 'usr' at character 1")
    console.chromium.run("const field = document.getElementById('claims-form').elements.scope; field.value = 'openid'; field.form.dispatchEvent(new Event('input'))")
    console.wait_for("#claim-table", "the scope groups was not granted")


def test_a_lifetime_is_changed_in_the_console(console: Console) -> None:
    console.view("policies")
    console.wait_for("#policy-tables", "5 min / 60 min / 10 min")
    console.chromium.click("[aria-label='Edit the rule Short']")
    console.wait_for("#change", "Apply to this org")
    console.chromium.run("const area = document.getElementById('change-text'); area.value = area.value.replace('\"accessTokenLifetimeMinutes\": 5', '\"accessTokenLifetimeMinutes\": 7')")
    console.chromium.click("#apply")
    console.wait_for("#change", "The org has it now")
    console.view("policies")
    console.wait_for("#policy-tables", "7 min / 60 min / 10 min")


def test_tables(console: Console) -> None:
    console.view("clients")
    assert "service client_secret_basic client_credentials" in " ".join(console.text("#client-table").split())
    console.view("users")
    assert "LOCKED_OUT" in console.text("#user-table") and "Admins" in console.text("#user-table")
    console.view("policies")
    assert "60 min / no limit / 7 d" in console.text("#policy-tables")
