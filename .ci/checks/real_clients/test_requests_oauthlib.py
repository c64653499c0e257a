"""The code flow by requests-oauthlib, whose rules are oauthlib's."""

import pytest
from oauthlib.oauth2 import InvalidGrantError, MismatchingStateError
from oauthlib.oauth2.rfc6749.errors import LoginRequired, OAuth2Error
from requests_oauthlib import OAuth2Session
from support.browser import Browser, Landing

from .ledger import CAROL, NATIVE, SPA, WEB, Client, Server

CLIENTS = pytest.mark.parametrize("client", [WEB, NATIVE, SPA], ids=["web", "native", "browser"])


@pytest.fixture(autouse=True)
def plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library refuses http but for this switch of its own."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


class Party:
    def __init__(self, server: Server, client: Client, **options) -> None:
        self.server, self.client = server, client
        self.oauth = OAuth2Session(
            client.id, redirect_uri=client.redirect_uri, scope=server.scope, pkce="S256", **options
        )
        self.oauth.trust_env = False
        # A public client names itself in the body, a confidential one in the Authorization field.
        self.identity = {"client_secret": client.secret} if client.secret else {"include_client_id": True}

    def land(self, browser: Browser) -> Landing:
        url, _ = self.oauth.authorization_url(self.server.metadata["authorization_endpoint"])
        return browser.sign_in(url, CAROL.login, CAROL.password)

    def fetch(self, landing: Landing) -> dict:
        return self.oauth.fetch_token(
            self.server.metadata["token_endpoint"], authorization_response=landing.location, **self.identity
        )

    def refresh(self, token: str) -> dict:
        identity = {"client_id": self.client.id}
        auth = (self.client.id, self.client.secret) if self.client.secret else None
        return self.oauth.refresh_token(
            self.server.metadata["token_endpoint"], refresh_token=token, auth=auth, **({} if auth else identity)
        )


@CLIENTS
def test_a_sign_in_gives_tokens_that_open_user_information(server: Server, client: Client) -> None:
    party = Party(server, client)
    tokens = party.fetch(party.land(Browser()))
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == server.lifetimes[client.id]
    assert set(tokens["scope"]) == set(server.scope.split())
    answer = party.oauth.get(server.metadata["userinfo_endpoint"])
    assert (answer.status_code, answer.json()["sub"]) == (200, CAROL.id)


@CLIENTS
def test_a_refresh_gives_new_tokens(server: Server, client: Client) -> None:
    party = Party(server, client)
    first = party.fetch(party.land(Browser()))
    second = party.refresh(first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert (second["refresh_token"] != first["refresh_token"]) == client.rotates


def test_a_token_that_has_run_out_is_refreshed_by_itself(server: Server) -> None:
    saved = []
    party = Party(
        server,
        WEB,
        auto_refresh_url=server.metadata["token_endpoint"],
        auto_refresh_kwargs={"client_id": WEB.id, "client_secret": WEB.secret},
        token_updater=saved.append,
    )
    first = party.fetch(party.land(Browser()))
    party.oauth.token = {**first, "expires_at": 1}
    assert party.oauth.get(server.metadata["userinfo_endpoint"]).json()["sub"] == CAROL.id
    assert [tokens["refresh_token"] for tokens in saved] == [first["refresh_token"]]


def test_a_code_is_refused_the_second_time(server: Server) -> None:
    party = Party(server, WEB)
    landing = party.land(Browser())
    party.fetch(landing)
    with pytest.raises(InvalidGrantError) as error:
        party.fetch(landing)
    assert error.value.description == "The authorization code is invalid or has expired."


def test_a_wrong_secret_is_a_client_error(server: Server) -> None:
    party = Party(server, WEB)
    party.identity = {"client_secret": "guessed"}
    with pytest.raises(OAuth2Error) as error:
        party.fetch(party.land(Browser()))
    assert error.value.error == "invalid_client"


def test_an_answer_to_another_request_is_noticed(server: Server) -> None:
    landing = Party(server, WEB).land(Browser())
    other = Party(server, WEB)
    other.oauth.authorization_url(server.metadata["authorization_endpoint"])
    with pytest.raises(MismatchingStateError):
        other.fetch(landing)


def test_a_refusal_comes_as_the_error_that_was_sent(server: Server) -> None:
    party = Party(server, WEB)
    url, _ = party.oauth.authorization_url(server.metadata["authorization_endpoint"], prompt="none")
    landing = Browser().open(url)
    with pytest.raises(LoginRequired):
        party.fetch(landing)
