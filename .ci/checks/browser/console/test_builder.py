"""The request builder: what it writes works where it is pasted, and in the page."""

import pytest
import requests

from .page import Console, shell


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
    printed = shell(console.content("#curl"))
    assert '"access_token":"ey' in printed or "access_token=ey" in printed, printed
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


def test_a_refusal_that_is_sent_to_the_app_is_shown_too(console: Console) -> None:
    console.view("builder")
    console.choose("client", "spa-app")
    console.choose("flow", "implicit")
    console.chromium.click("#run")
    console.wait_for("#answer pre", "unsupported_response_type")
    # A refusal travels as the answer would: as a form, posted to the redirect URI.
    console.wait_for("#answer h3", "Sent to http://localhost:5173/callback")
