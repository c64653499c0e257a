"""The test client: a sign-in through the real pages, and what can be done with the tokens."""

import pytest
import requests
from axe_core_python.selenium import Axe
from support.chromium import Chromium
from support.double import Double


@pytest.fixture
def client(chromium: Chromium, double: Double) -> Chromium:
    requests.post(f"{double.url}/_mock/reset", json={}, timeout=10).raise_for_status()
    chromium.open(f"{double.url}/_mock/client")
    chromium.run("sessionStorage.clear()")
    chromium.open(f"{double.url}/_mock/client")
    chromium.wait(lambda: chromium.run("return order.elements.client.options.length") > 2, "waited for the apps")
    return chromium


def choose(chromium: Chromium, name: str, value: str) -> None:
    script = "const f = order.elements[arguments[0]]; f.value = arguments[1]; f.dispatchEvent(new Event('change'))"
    chromium.run(script, name, value)


def steps(chromium: Chromium) -> list[str]:
    return chromium.run("return [...document.querySelectorAll('#steps summary')].map(each => each.textContent)")


def sign_in(chromium: Chromium) -> None:
    chromium.click("#order button.main")
    chromium.find("#okta-signin-username").send_keys("alice@example.com")
    chromium.find("#okta-signin-password").send_keys("Alice-pw-1")
    chromium.click("#okta-signin-submit")
    chromium.wait(lambda: "Token request 200" in steps(chromium), f"waited for tokens: {steps(chromium)}")


def press(chromium: Chromium, label: str) -> None:
    chromium.run("[...document.querySelectorAll('#actions button')].find(each => each.textContent === arguments[0]).click()", label)


@pytest.mark.parametrize("app", ["web-app", "spa-app"])
def test_a_sign_in_and_what_follows(client: Chromium, app: str) -> None:
    choose(client, "client", app)
    sign_in(client)
    assert client.run("return location.pathname") == "/_mock/client"
    assert client.run("return [...document.querySelectorAll('#tokens h3')].map(each => each.textContent)") == [
        "access_token", "id_token", "refresh_token",
    ]  # fmt: skip
    for label, step in (("Refresh", "Token request 200"), ("User info", "User info 200"), ("Introspect", "Introspection 200"),
                        ("Revoke", "Revocation 200"), ("Refresh", "Token request 400")):  # fmt: skip
        count = len(steps(client))
        press(client, label)
        client.wait(lambda: len(steps(client)) > count, f"waited for {label}")  # noqa: B023
        assert steps(client)[0] == step
    # The refused refresh.
    assert all("status of 400" in complaint for complaint in client.log())
    press(client, "Sign out")
    client.wait(lambda: steps(client)[:1] == ["Signed out back at the client"], f"waited for the way back: {steps(client)}")


def picture(chromium: Chromium, name: str, pytestconfig: pytest.Config) -> None:
    if folder := pytestconfig.getoption("--pictures"):
        folder.mkdir(parents=True, exist_ok=True)
        chromium.driver.save_screenshot(str(folder / f"{name}.png"))


def test_client_credentials(client: Chromium) -> None:
    choose(client, "client", "service-app")
    client.click("#order button.main")
    client.wait(lambda: steps(client) == ["Token request 200"], f"waited for a token: {steps(client)}")


def test_looks(client: Chromium, pytestconfig: pytest.Config) -> None:
    choose(client, "client", "web-app")
    sign_in(client)
    for scheme in ("light", "dark"):
        client.prefer(scheme)
        picture(client, f"client-{scheme}", pytestconfig)
        violations = Axe().run(client.driver)["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
    client.be_a_phone()
    picture(client, "client-phone", pytestconfig)
    assert client.run("return document.documentElement.scrollWidth") == 360
