"""Refresh tokens in the hands of a real client: kept, rotated, used again too late, outlived."""

import pytest
from support.browser import Browser
from support.double import Double

from .flow import refresh, refusal, session, sign_in
from .ledger import CAROL, NATIVE, SPA, WEB, Client, Server


def is_active(server: Server, client: Client, token: str, hint: str) -> bool:
    answer = session(server, client).introspect_token(
        server.metadata["introspection_endpoint"], token=token, token_type_hint=hint
    )
    answer.raise_for_status()
    return answer.json()["active"]


def test_a_static_token_stays_good(server: Server) -> None:
    oauth = session(server, WEB)
    token = sign_in(server, oauth, CAROL, Browser())["refresh_token"]
    assert [refresh(oauth, token)["refresh_token"] for _ in range(3)] == [token] * 3


def test_a_rotated_token_is_good_inside_its_leeway(server: Server, double: Double) -> None:
    double.freeze()
    oauth = session(server, NATIVE)
    first = sign_in(server, oauth, CAROL, Browser())["refresh_token"]
    second = refresh(oauth, first)["refresh_token"]
    double.advance("PT5S")
    third = refresh(oauth, first)["refresh_token"]
    assert len({first, second, third}) == 3
    assert refusal(oauth, second) is None
    assert refusal(oauth, third) is None


def test_reuse_after_the_leeway_kills_all_that_came_from_the_sign_in(server: Server, double: Double) -> None:
    double.freeze()
    oauth = session(server, NATIVE)
    first = sign_in(server, oauth, CAROL, Browser())
    second = refresh(oauth, first["refresh_token"])
    double.advance("PT10S")

    error = refusal(oauth, first["refresh_token"])
    assert error is not None and error.error == "invalid_grant"
    assert error.description == "The refresh token is invalid or expired."
    assert (newest := refusal(oauth, second["refresh_token"])) is not None and newest.error == "invalid_grant"
    for tokens in (first, second):
        assert not is_active(server, NATIVE, tokens["access_token"], "access_token")
        assert not is_active(server, NATIVE, tokens["refresh_token"], "refresh_token")


def test_without_leeway_the_first_reuse_kills(server: Server) -> None:
    oauth = session(server, SPA)
    first = sign_in(server, oauth, CAROL, Browser())["refresh_token"]
    second = refresh(oauth, first)["refresh_token"]
    assert (error := refusal(oauth, first)) is not None and error.error == "invalid_grant"
    assert refusal(oauth, second) is not None


@pytest.mark.parametrize(("steps", "alive"), [(["PT29M59S"] * 3, True), (["PT30M"], False), (["PT29M59S"] * 5, False)])
def test_window_and_lifetime_of_the_rule(double: Double, server: Server, steps: list[str], alive: bool) -> None:
    """The web client's rule: 30 minutes unused, 2 hours in all. The org server has neither limit so soon."""
    double.freeze()
    oauth = session(server, WEB)
    token = sign_in(server, oauth, CAROL, Browser())["refresh_token"]
    for step in steps[:-1]:
        double.advance(step)
        refusal(oauth, token)
    double.advance(steps[-1])
    assert (refusal(oauth, token) is None) == (alive or server.issuer == double.url)
