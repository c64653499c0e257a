"""Grants as lines of the virtual clock, tokens, and what the org is."""

from .page import SERVICE, Console


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


def fill(console: Console, label: str, value: str) -> None:
    """Fills in a field of the form of a change, as typing does."""
    script = """
        const [label, value] = arguments;
        const field = [...document.querySelectorAll('#change-form label')].find((each) => each.innerText.trim().startsWith(label)).querySelector('input, textarea, select');
        if (field.type === 'checkbox') return field.click();
        field.value = value;
        field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true}));
    """
    console.chromium.run(script, label, value)


def apply(console: Console) -> None:
    console.chromium.click("#apply")
    console.wait_for("#change", "The org has it now")


def test_a_rule_is_changed_by_its_form(console: Console) -> None:
    console.view("policies")
    console.wait_for("#policy-tables", "5 min / 60 min / 10 min")
    console.chromium.click("[aria-label='Edit the rule Short']")
    console.wait_for("#apply-title", "Change the rule Short")
    fill(console, "Access token", "7")
    fill(console, "device_code", "")
    fill(console, "orders:write", "")
    apply(console)
    console.view("policies")
    row = console.wait_for("#policy-tables tr", "7 min / 60 min / 10 min").text
    assert [word in row for word in ("device_code", "orders:read", "orders:write", "EVERYONE", "web-app")] == [True] * 5


def test_an_app_and_a_user_are_changed_by_their_forms(console: Console) -> None:
    console.view("clients")
    console.chromium.click("[aria-label='Edit spa-app']")
    console.wait_for("#apply-title", "Change the app spa-app")
    fill(console, "Redirect URIs", "http://localhost:4000/a\nhttp://localhost:4000/b")
    fill(console, "DPoP required", "")
    apply(console)
    app = next(each for each in console.api("/fixtures")["apps"] if each["label"] == "Single-page app")["settings"]["oauthClient"]
    assert app["redirect_uris"] == ["http://localhost:4000/a", "http://localhost:4000/b"]
    assert app["dpop_bound_access_tokens"] is True
    console.view("users")
    console.chromium.click("[aria-label='Edit bob@example.com']")
    fill(console, "Status", "SUSPENDED")
    fill(console, "Password", "Other-pw-1")
    fill(console, "Admins", "")
    apply(console)
    bob = next(each for each in console.api("/fixtures?secrets=true")["users"] if each["profile"]["login"] == "bob@example.com")
    assert (bob["status"], bob["credentials"]["password"]["value"], len(bob["groups"])) == ("SUSPENDED", "Other-pw-1", 1)


def test_the_json_of_a_change_fills_in_its_form(console: Console) -> None:
    console.view("clients")
    console.chromium.click("#add-origin")
    console.wait_for("#apply-title", "Change the origin http://localhost:3000")
    console.chromium.run("const area = document.getElementById('change-text'); area.value = area.value.replace('localhost:3000', 'localhost:4100'); area.dispatchEvent(new Event('input'))")
    console.wait_for("#apply-title", "Change the origin http://localhost:4100")
    fill(console, "REDIRECT", "")
    apply(console)
    origin = next(each for each in console.api("/fixtures")["trustedOrigins"] if each["origin"] == "http://localhost:4100")
    assert origin["scopes"] == [{"type": "CORS"}]


def test_what_policies_refuse_is_allowed_by_the_remedy(console: Console) -> None:
    """A server without a policy refuses everything; the remedy of the refused exchange adds one."""
    server = {"id": "bare", "name": "bare", "audiences": ["api://bare"], "scopes": [{"name": "a:read"}]}
    console.api("/fixtures", "PATCH", json={"authorizationServers": [server]})
    ask = lambda: console.token("bare", SERVICE, grant_type="client_credentials", scope="a:read")  # noqa: E731
    assert ask().status_code == 401
    console.wait_for("#rows .row", "bare has no policy with a rule").click()
    console.wait_for("#details", "With a policy for service-app it passes:")
    console.chromium.press("#details a.button", "Apply to this org")
    console.wait_for("#apply-title", "Change the rule All users and scopes")
    apply(console)
    assert ask().status_code == 200
    assert console.token("bare", SERVICE, grant_type="client_credentials", scope="b:read").status_code == 400
    console.view("exchanges")
    console.wait_for("#rows .row", "bare has no scope b:read").click()
    console.wait_for("#details", "With b:read among the scopes of bare it passes")


def test_a_long_table_is_searched(console: Console) -> None:
    users = [{"profile": {"login": f"user{number:03}@example.com"}} for number in range(600)]
    console.api("/fixtures", "PATCH", json={"users": users})
    console.chromium.open(console.chromium.url.split("#")[0])
    console.wait_until_live()
    console.view("users")
    console.wait_for("#user-table caption", "the first 500 of 603")
    console.chromium.fill("#user-table input", "user599")
    console.wait_for("#user-table caption", "1 of 603")
    assert len(console.chromium.find_all("#user-table tbody tr")) == 1
    console.chromium.click("[aria-label='Edit user599@example.com']")
    console.wait_for("#apply-title", "Change the user user599@example.com")


def test_tables(console: Console) -> None:
    console.view("clients")
    assert "service client_secret_basic client_credentials" in " ".join(console.text("#client-table").split())
    console.view("users")
    assert "LOCKED_OUT" in console.text("#user-table") and "Admins" in console.text("#user-table")
    console.view("policies")
    assert "60 min / no limit / 7 d" in console.text("#policy-tables")
