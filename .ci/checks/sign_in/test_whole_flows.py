"""Registration, recovery, hosted pages and magic links, each as one of Okta's SDKs or pages walks through it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from support.double import Double, running

from .org import CHALLENGE, FIXTURE, ION, REDIRECT_URI, VERIFIER, form, hidden

REGISTRATION = {
    "type": "PROFILE_ENROLLMENT", "name": "Registration",
    "rules": [{"name": "all", "actions": {"profileEnrollment": {"access": "ALLOW", "unknownUserAction": "REGISTER"}}}],
}  # fmt: skip
PAGES = {"client_id": "pages", "client_secret": "pages-secret", "redirect_uris": ["http://localhost:3000/cb"]}
INTERACT = {
    "client_id": "native", "scope": "openid profile", "redirect_uri": REDIRECT_URI, "state": "s",
    "code_challenge": CHALLENGE, "code_challenge_method": "S256", "nonce": "n",
}  # fmt: skip


@pytest.fixture
def layout() -> str:
    return "one-page"


@pytest.fixture
def double(binary: Path, tmp_path: Path, layout: str) -> Iterator[Double]:
    native = {**FIXTURE["apps"][0], "grant_types": ["interaction_code", "authorization_code"]}
    org = {
        **FIXTURE, "policies": [REGISTRATION], "apps": [native, PAGES],
        "mock": {**FIXTURE["mock"], "signInPage": {"layout": layout}},
    }  # fmt: skip
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps(org))
    with running(binary, "--fixtures", fixture) as double:
        yield double


class Client:
    """Introspects before every step, as the SDKs for Go and .NET do; each envelope is checked as okta-auth-js does."""

    def __init__(self, double: Double, session: requests.Session | None = None) -> None:
        self.double, self.session = double, session or requests.Session()
        answer = self.session.post(f"{double.issuer}/v1/interact", data=INTERACT, timeout=10)
        self.handle = answer.json()["interaction_handle"]

    def introspect(self) -> dict[str, Any]:
        return self.post(f"{self.double.url}/idp/idx/introspect", {"interactionHandle": self.handle})

    def post(self, href: str, body: dict[str, Any], status: int = 200) -> dict[str, Any]:
        answer = self.session.post(href, json=body, headers={"Content-Type": ION, "Accept": ION}, timeout=10)
        assert answer.status_code == status, answer.text
        envelope = answer.json()
        assert envelope["version"] == "1.0.0"
        check_relations(envelope)
        return envelope

    def submit(self, name: str, status: int = 200, **members: object) -> dict[str, Any]:
        envelope = self.introspect()
        current = [envelope.get(key, {}).get("value", {}) for key in ("currentAuthenticator", "currentAuthenticatorEnrollment")]
        forms = [part[name] for part in current if name in part]
        chosen = forms[0] if forms else form(envelope, name)
        return self.post(chosen["href"], {**hidden(chosen), **members}, status)

    def option(self, envelope: dict[str, Any], name: str, label: str) -> dict[str, Any]:
        """An authenticator by its label; the id is the first field of its form."""
        chosen = form(envelope, name)
        options = next(field for field in chosen["value"] if field["name"] == "authenticator")["options"]
        fields = next(option for option in options if option["label"] == label)["value"]["form"]["value"]
        assert fields[0]["name"] == "id"
        return self.post(chosen["href"], {**hidden(chosen), "authenticator": {"id": fields[0]["value"]}})

    def tokens(self, envelope: dict[str, Any]) -> dict[str, Any]:
        fields = envelope["successWithInteractionCode"]["value"]
        data = {field["name"]: field.get("value", "") for field in fields} | {"code_verifier": VERIFIER}
        answer = self.session.post(envelope["successWithInteractionCode"]["href"], data=data, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()


def check_relations(envelope: dict[str, Any]) -> None:
    """Every `relatesTo` leads to a member, and that to an authenticator with a key."""

    def follow(path: str) -> None:
        value: Any = envelope
        for name, index in re.findall(r"\.(\w+)(?:\[(\d+)\])?", path):
            value = value[name]
            value = value[int(index)] if index else value
        assert value.get("value", value)["key"]

    for remediation in envelope.get("remediation", {}).get("value", []):
        for path in remediation.get("relatesTo", []):
            follow(path)
        for field in remediation["value"]:
            for option in field.get("options", []):
                if "relatesTo" in option:
                    follow(option["relatesTo"])


def names(envelope: dict[str, Any]) -> list[str]:
    return [remediation["name"] for remediation in envelope["remediation"]["value"]]


def message(double: Double, to: str) -> dict[str, Any]:
    messages = requests.get(f"{double.url}/_mock/messages", params={"to": to}, timeout=10).json()["messages"]
    return messages[-1]


@pytest.mark.parametrize("layout", ["one-page", "identifier-first"])
def test_registration(double: Double, layout: str) -> None:
    client = Client(double)
    assert "select-enroll-profile" in names(client.introspect())
    client.submit("select-enroll-profile")
    profile = {"firstName": "Nia", "lastName": "New", "email": "nia@example.com"}
    wrong = client.submit("enroll-profile", 400, userProfile={**profile, "email": "plain@example.com"})
    assert "registration.error.notUniqueWithinOrg" in json.dumps(wrong)
    # The Java SDK goes by the first form.
    envelope = client.submit("enroll-profile", userProfile=profile)
    assert names(envelope)[0] == "select-authenticator-enroll"
    envelope = client.option(envelope, "select-authenticator-enroll", "Password")
    answer = form(envelope, "enroll-authenticator")
    body = {**hidden(answer), "credentials": {"passcode": "Good-pw-123"}}
    assert names(client.post(answer["href"], body)) == ["select-authenticator-enroll", "skip"]
    envelope = client.option(client.introspect(), "select-authenticator-enroll", "Email")
    answer = form(envelope, "enroll-authenticator")
    code = message(double, "nia@example.com")["code"]
    client.post(answer["href"], {**hidden(answer), "credentials": {"passcode": code}})
    assert "id_token" in client.tokens(client.submit("skip"))


@pytest.mark.parametrize("layout", ["identifier-first"])
def test_recovery_as_golang(double: Double, layout: str) -> None:
    """The SDK follows `recover` once when the flow begins and once more before it chooses the email."""
    client = Client(double)
    client.submit("identify", identifier="plain@example.com")
    client.submit("recover")
    envelope = client.submit("recover")
    client.option(envelope, "select-authenticator-authenticate", "Email")
    code = message(double, "plain@example.com")["code"]
    envelope = client.submit("challenge-authenticator", credentials={"passcode": code})
    (credentials, _) = form(envelope, "reset-authenticator")["value"]
    assert credentials["form"]["value"][0]["label"] == "New password"
    envelope = client.submit("reset-authenticator", credentials={"passcode": "Brand-new-1"})
    assert "access_token" in client.tokens(envelope)


def page_token(double: Double, browser: requests.Session) -> str:
    query = {
        "client_id": "pages", "response_type": "code", "scope": "openid", "state": "s-9",
        "redirect_uri": "http://localhost:3000/cb",
    }  # fmt: skip
    page = browser.get(f"{double.issuer}/v1/authorize", params=query, timeout=10)
    return re.findall(r'name="stateToken" value="([^"]+)"', page.text)[0]


def test_hosted_page(double: Double) -> None:
    """A page takes the token of the hosted one, signs in by the API and goes where the last envelope says."""
    browser = requests.Session()
    headers = {"Content-Type": ION, "Accept": ION}
    url, body = f"{double.url}/idp/idx/introspect", {"stateToken": page_token(double, browser)}
    envelope = browser.post(url, json=body, headers=headers, timeout=10).json()
    identify = form(envelope, "identify")
    body = {**hidden(identify), "identifier": "plain@example.com", "credentials": {"passcode": "Plain-pw-1"}}
    envelope = browser.post(identify["href"], json=body, headers=headers, timeout=10).json()
    assert envelope["success"]["name"] == "success-redirect"
    back = browser.get(envelope["success"]["href"], allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.text
    assert back.headers["Location"].startswith("http://localhost:3000/cb?")
    query = parse_qs(urlsplit(back.headers["Location"]).query)
    assert query["state"] == ["s-9"]
    data = {"grant_type": "authorization_code", "code": query["code"][0], "redirect_uri": "http://localhost:3000/cb"}
    tokens = requests.post(f"{double.issuer}/v1/token", data=data, auth=("pages", "pages-secret"), timeout=10)
    assert tokens.status_code == 200, tokens.text


def test_embedded_sign_in_that_wants_a_session(double: Double) -> None:
    """The handle up to the first `~` is exchanged for a cookie and an ordinary code."""
    client = Client(double)
    done = client.submit("identify", identifier="plain@example.com", credentials={"passcode": "Plain-pw-1"})
    token = done["stateHandle"].split("~")[0]
    url = f"{double.url}/login/token/redirect"
    back = requests.get(url, params={"stateToken": token}, allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.text
    assert back.headers["Location"].startswith(REDIRECT_URI + "?code=")
    assert "idx" in back.cookies


def test_magic_link(double: Double) -> None:
    for browser, opens in ((requests.Session(), "original tab"), (None, "original browser")):
        client = Client(double, browser)
        client.submit("identify", identifier="mia@example.com", credentials={"passcode": "Mia-pw-1"})
        client.option(client.introspect(), "select-authenticator-authenticate", "Email")
        page = (browser or requests.Session()).get(message(double, "mia@example.com")["link"], timeout=10)
        assert page.status_code == 200
        assert opens in page.text
        done = client.submit("poll")
        assert ("successWithInteractionCode" in done) == (browser is not None)
