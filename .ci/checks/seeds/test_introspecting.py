"""The documents' introspection by a public client."""

import re

from .docs import INTROSPECTING, REFRESHING, Docs
from .printed import Answer, curl

DOCUMENTED = "active scope username exp iat sub aud iss jti token_type client_id uid".split()


def introspect_as_printed(docs: Docs, token: str, client: str = INTROSPECTING) -> Answer:
    """POST /oauth2/default/v1/introspect HTTP/1.1, its form printed one parameter a line."""
    return curl(
        "--header", "Accept: application/json", "--header", "Content-Type: application/x-www-form-urlencoded",
        "--data", f"token={token}&client_id={client}&token_type_hint=access_token", docs.url("introspect"),
    )  # fmt: skip


def test_documented_members_in_their_order(docs: Docs) -> None:
    tokens = docs.with_password(INTROSPECTING, "profile openid offline_access", login="foo@bar.com")
    answer = introspect_as_printed(docs, tokens["access_token"])
    assert answer.status == 200, answer
    members = answer.members
    assert list(members) == DOCUMENTED
    assert members["active"] is True
    assert set(members["scope"].split()) == {"profile", "openid", "offline_access"}
    assert members["username"] == members["sub"] == "foo@bar.com"
    assert members["exp"] - members["iat"] == 3600
    assert (members["aud"], members["iss"]) == ("api://default", f"{docs.double.url}/oauth2/default")
    assert re.fullmatch(r"AT\.[\w-]{43}\.oar[A-Za-z0-9]{17}", members["jti"])
    assert (members["token_type"], members["client_id"]) == ("Bearer", INTROSPECTING)
    assert members["uid"] == "00u128itb5sYrGii55d7"


def test_client_named_in_the_query(docs: Docs) -> None:
    token = docs.with_password(INTROSPECTING, "openid", login="foo@bar.com")["access_token"]
    answer = curl("--data", f"token={token}", docs.url("introspect", client_id=INTROSPECTING))
    assert answer.status == 200 and answer.members["active"] is True, answer


def test_a_public_client_does_not_see_the_token_of_another(docs: Docs) -> None:
    token = docs.with_password(INTROSPECTING, "openid", login="foo@bar.com")["access_token"]
    answer = introspect_as_printed(docs, token, client=REFRESHING)
    assert (answer.status, answer.members) == (200, {"active": False})
