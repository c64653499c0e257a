"""What fills the placeholders of the printed requests, taken from the fixture that was made for them."""

import base64
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

from support.browser import Landing
from support.double import Double
from support.pkce import verifier_and_challenge

from .printed import Answer, curl

REFRESHING = "0oa94el1z4nUDxx0z5d7"
INTROSPECTING = "0oa14dl1z4nUJxx0z5d7"
EXAMPLE = ("example@mailinator.com", "a.gReAt.pasSword")


@dataclass
class Docs:
    """The double with the documents' org: `${yourOktaDomain}` is its URL."""

    double: Double
    fixture: Path

    @cached_property
    def org(self) -> dict:
        return json.loads(self.fixture.read_text())

    @cached_property
    def web(self) -> tuple[str, str]:
        """Id and secret of the web client, from either shape of an app."""
        for app in self.org["apps"]:
            parts = (app.get(name, {}).get("oauthClient", {}) for name in ("credentials", "settings"))
            flat = app | next(parts) | next(parts)
            if flat["application_type"] == "web":
                return flat["client_id"], flat["client_secret"]
        raise AssertionError("no web client in the fixture")

    @property
    def basic(self) -> str:
        """The value that the documents print as `Basic MG9hYmg3M...`."""
        return "Basic " + base64.b64encode(":".join(self.web).encode()).decode()

    def password(self, login: str) -> str:
        user = next(user for user in self.org["users"] if user["profile"]["login"] == login)
        return user["credentials"]["password"]["value"]

    def url(self, endpoint: str, **parameters: str) -> str:
        query = "?" + urlencode(parameters) if parameters else ""
        return f"{self.double.url}/oauth2/default/v1/{endpoint}{query}"

    def authorize(self, client: str, **parameters: str) -> tuple[str, str]:
        """The URL of an authorization request with PKCE, and its verifier."""
        verifier, challenge = verifier_and_challenge()
        given = {"client_id": client, "response_type": "code", "scope": "openid offline_access", "state": "state-1"}
        pkce = {"code_challenge": challenge, "code_challenge_method": "S256"}
        return self.url("authorize", **(given | pkce | parameters)), verifier

    def with_password(self, client: str, scope: str, login: str = EXAMPLE[0]) -> dict:
        """Tokens to fill in where the documents print some of their own."""
        answer = self.token(
            grant_type="password", client_id=client, username=login, password=self.password(login), scope=scope
        )
        assert answer.status == 200, answer
        return answer.members

    def web_with_password(self, scope: str) -> dict:
        login, password = EXAMPLE
        answer = self.token(
            "--header", f"authorization: {self.basic}",
            grant_type="password", username=login, password=password, scope=scope,
        )  # fmt: skip
        assert answer.status == 200, answer
        return answer.members

    def token(self, *options: str, **parameters: str) -> Answer:
        return curl(*options, "--data", urlencode(parameters), self.url("token"))


def code(landing: Landing) -> str:
    assert landing.parameters["state"] == "state-1"
    return landing.parameters["code"]
