"""The three faces of a sign-in, each used as its clients use it: /api/v1/authn, /idp/idx, and the pages."""

from typing import Any
from urllib.parse import urljoin

import requests
from support.browser import Browser, Form, Forms, Landing
from support.double import Double

from .org import CHALLENGE, ION, REDIRECT_URI, VERIFIER, form, hidden

FACTORS = {"totp": "uft00000000000000to1", "email": "emf00000000000000em1"}


class Authn:
    """Follows the links of answers."""

    def __init__(self, double: Double) -> None:
        self.base = f"{double.url}/api/v1/authn"
        self.state: dict[str, Any] = {}
        self.factor = ""

    def post(self, href: str, **body: object) -> None:
        if "stateToken" in self.state:
            body["stateToken"] = self.state["stateToken"]
        answer = requests.post(href, json=body, timeout=10)
        assert answer.status_code in {200, 401, 403}, answer.text
        # After a refusal the state is as it was.
        if answer.status_code == 200:
            self.state = answer.json()

    def begin(self, login: str, password: str) -> None:
        self.state = {}
        self.post(self.base, username=login, password=password)

    def choose(self, kind: str) -> None:
        factors = {factor["id"]: factor["_links"]["verify"]["href"] for factor in self.state["_embedded"]["factors"]}
        self.factor = factors[FACTORS[kind]]
        if kind == "email":
            self.post(self.factor)
            assert self.state["status"] == "MFA_CHALLENGE"

    def answer(self, code: str) -> None:
        self.post(self.factor, passCode=code)

    def recover(self, login: str) -> None:
        self.state = {}
        self.post(f"{self.base}/recovery/password", username=login, factorType="EMAIL")
        assert self.state["status"] == "RECOVERY_CHALLENGE"

    def prove(self, message: dict[str, Any]) -> None:
        self.post(f"{self.base}/recovery/token", recoveryToken=message["link"].rsplit("/", 1)[1])
        assert self.state["status"] == "PASSWORD_RESET"

    def renew(self, old: str, new: str) -> None:
        assert self.state["status"] in {"PASSWORD_EXPIRED", "PASSWORD_RESET"}
        self.post(self.state["_links"]["next"]["href"], oldPassword=old, newPassword=new)

    @property
    def done(self) -> bool:
        return self.state.get("status") == "SUCCESS"


class Idx:
    """Submits the forms of envelopes."""

    def __init__(self, double: Double) -> None:
        self.double = double
        self.envelope: dict[str, Any] = {}

    def introspect(self) -> None:
        data = {
            "client_id": "native", "scope": "openid", "redirect_uri": REDIRECT_URI, "state": "s",
            "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        }  # fmt: skip
        answer = requests.post(f"{self.double.issuer}/v1/interact", data=data, timeout=10).json()
        self.post(f"{self.double.url}/idp/idx/introspect", {"interactionHandle": answer["interaction_handle"]})

    def post(self, href: str, body: dict[str, Any]) -> None:
        answer = requests.post(href, json=body, headers={"Content-Type": ION, "Accept": ION}, timeout=10)
        assert answer.status_code in {200, 400, 401}, answer.text
        self.envelope = answer.json()
        assert self.envelope["version"] == "1.0.0"

    def submit(self, name: str, **members: object) -> None:
        current = self.envelope.get("currentAuthenticator", {}).get("value", {})
        chosen = current[name] if name in current else form(self.envelope, name)
        self.post(chosen["href"], {**hidden(chosen), **members})

    @property
    def first(self) -> str:
        return self.envelope["remediation"]["value"][0]["name"]

    def option(self, name: str, label: str) -> None:
        (field, _) = form(self.envelope, name)["value"]
        option = next(option for option in field["options"] if option["label"] == label)
        self.submit(name, authenticator={"id": option["value"]["form"]["value"][0]["value"]})

    def begin(self, login: str, password: str) -> None:
        self.introspect()
        self.submit("identify", identifier=login, credentials={"passcode": password})

    def choose(self, kind: str) -> None:
        self.option("select-authenticator-authenticate", {"totp": "Google Authenticator", "email": "Email"}[kind])
        assert self.first == "challenge-authenticator"

    def answer(self, code: str) -> None:
        self.submit("challenge-authenticator", credentials={"passcode": code})

    def recover(self, login: str) -> None:
        self.introspect()
        self.submit("recover")
        self.submit("identify-recovery", identifier=login)
        self.choose("email")

    def prove(self, message: dict[str, Any]) -> None:
        self.answer(message["code"])
        assert self.first == "reset-authenticator"

    def renew(self, old: str, new: str) -> None:
        self.submit(self.first, credentials={"passcode": new})

    def register(self, profile: dict[str, str], password: str) -> None:
        self.introspect()
        self.submit("select-enroll-profile")
        self.submit("enroll-profile", userProfile=profile)
        self.option("select-authenticator-enroll", "Password")
        self.submit("enroll-authenticator", credentials={"passcode": password})
        self.submit("skip")

    @property
    def done(self) -> bool:
        if "successWithInteractionCode" not in self.envelope:
            return False
        success = self.envelope["successWithInteractionCode"]
        data = {field["name"]: field.get("value", VERIFIER) for field in success["value"]}
        return requests.post(success["href"], data=data, timeout=10).status_code == 200


class Pages:
    """Fills in the forms of pages, without JavaScript."""

    def __init__(self, double: Double) -> None:
        self.double, self.browser = double, Browser()
        self.page: Landing = Landing(requests.Response(), None)

    def open(self) -> None:
        self.browser = Browser()
        query = (
            "client_id=pages&response_type=code&scope=openid&state=s&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb"
        )
        self.page = self.browser.open(f"{self.double.issuer}/v1/authorize?{query}")

    def submit(self, form: Form, button: dict[str, str] | None, inputs: dict[str, str]) -> None:
        data = {each["name"]: each.get("value", "") for each in form.inputs if each.get("name") and each.get("type") != "checkbox"}
        if button and button.get("name"):
            data[button["name"]] = button["value"]
        url = urljoin(self.page.response.url, form.action)
        self.page = self.browser.open(url, "post", {**data, **inputs})

    def press(self, value: str, **inputs: str) -> None:
        for form in Forms(self.page.response.text).found:
            for button in form.buttons:
                if button.get("value") == value:
                    return self.submit(form, button, inputs)
        raise AssertionError(f"no button {value} on:\n{self.page.response.text}")

    def fill(self, inputs: dict[str, str]) -> None:
        for form in Forms(self.page.response.text).found:
            names = {each.get("name") for each in form.inputs if each.get("type") != "hidden"}
            if inputs.keys() <= names:
                return self.submit(form, form.buttons[0], inputs)
        raise AssertionError(f"no form with {list(inputs)} on:\n{self.page.response.text}")

    def begin(self, login: str, password: str) -> None:
        self.open()
        self.fill({"identifier": login, "credentials.passcode": password})

    def choose(self, kind: str) -> None:
        self.press(FACTORS[kind])

    def answer(self, code: str) -> None:
        self.fill({"credentials.passcode": code})

    def recover(self, login: str) -> None:
        self.open()
        self.press("recover")
        self.fill({"identifier": login})
        (choice, *_) = [form for form in Forms(self.page.response.text).found if form.buttons]
        self.press(choice.buttons[0]["value"])

    def prove(self, message: dict[str, Any]) -> None:
        self.answer(message["code"])

    def renew(self, old: str, new: str) -> None:
        self.fill({"credentials.passcode": new, "confirmPassword": new})

    def register(self, profile: dict[str, str], password: str) -> None:
        self.open()
        self.press("register")
        self.fill({f"userProfile.{name}": value for name, value in profile.items()})
        self.renew("", password)
        self.press("skip")

    @property
    def done(self) -> bool:
        return self.page.location is not None and "code" in self.page.parameters
