"""The documents' requests that refresh: as a confidential client by HTTPie, as a public one, and the odd scope."""

from collections.abc import Callable
from urllib.parse import quote

from .docs import REFRESHING, Docs
from .printed import Answer, curl, http


def printed_for_httpie(docs: Docs, redirect_uri: str, scope: str, refresh_token: str) -> Answer:
    """The two `http --form POST` commands, which differ in these three."""
    return http(
        "--form", "POST", docs.url("token"),
        "accept:application/json",
        f"authorization:{docs.basic}",
        "cache-control:no-cache",
        "content-type:application/x-www-form-urlencoded",
        "grant_type=refresh_token",
        f"redirect_uri={redirect_uri}",
        f"scope={scope}",
        f"refresh_token={refresh_token}",
    )  # fmt: skip


def test_confidential_client_with_offline_access_only(docs: Docs) -> None:
    token = docs.web_with_password("openid offline_access")["refresh_token"]
    answer = printed_for_httpie(docs, "http://localhost:8080", "offline_access", token)
    assert answer.status == 200, answer
    assert list(answer.members) == ["token_type", "expires_in", "access_token", "scope", "refresh_token"]
    assert (answer.members["token_type"], answer.members["expires_in"]) == ("Bearer", 3600)
    assert answer.members["scope"] == "offline_access"


def test_openid_brings_a_new_id_token_and_the_same_refresh_token(docs: Docs) -> None:
    first = docs.web_with_password("offline_access openid")
    answer = printed_for_httpie(docs, "http://localhost:8080", "offline_access openid", first["refresh_token"])
    assert answer.status == 200, answer
    assert answer.members["id_token"] not in ("", first["id_token"])
    assert answer.members["refresh_token"] == first["refresh_token"]


def test_scope_encoded_twice_is_refused(docs_with: Callable[[dict], Docs]) -> None:
    """HTTPie encodes the printed `%20` once more, so the scope is one unknown word."""
    docs = docs_with({"mock": {"lenientScopes": False}})
    token = docs.web_with_password("offline_access openid")["refresh_token"]
    answer = printed_for_httpie(docs, "http://localhost:8080", "offline_access%20openid", token)
    assert answer.status == 400, answer
    assert answer.members["error"] == "invalid_scope"
    assert printed_for_httpie(docs, "http://localhost:8080", "offline_access", token).status == 200


def test_scope_encoded_twice_works_where_scopes_are_lenient(docs_with: Callable[[dict], Docs]) -> None:
    docs = docs_with({"mock": {"lenientScopes": True}})
    first = docs.web_with_password("offline_access openid")
    answer = printed_for_httpie(docs, "http://localhost:8080", "offline_access%20openid", first["refresh_token"])
    assert answer.status == 200, answer
    assert set(answer.members["scope"].split()) == {"offline_access", "openid"}
    assert answer.members["refresh_token"] == first["refresh_token"]
    assert "id_token" in answer.members


def refresh_as_printed(docs: Docs, token: str, scope: str = "offline_access openid profile") -> Answer:
    """POST /oauth2/default/v1/token HTTP/1.1, its form printed one parameter a line."""
    body = (
        "grant_type=refresh_token"
        "&redirect_uri=com.embeddedauth://callback"
        f"&scope={quote(scope)}"
        f"&refresh_token={token}"
        f"&client_id={REFRESHING}"
    )
    return curl(
        "--header", "Accept: application/json", "--header", "Content-Type: application/x-www-form-urlencoded",
        "--data", body, docs.url("token"),
    )  # fmt: skip


def test_public_client_gets_three_new_tokens(docs: Docs) -> None:
    first = docs.with_password(REFRESHING, "offline_access openid profile")
    answer = refresh_as_printed(docs, first["refresh_token"])
    assert answer.status == 200, answer
    members = answer.members
    assert list(members) == ["token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token"]
    assert set(members["scope"].split()) == {"offline_access", "openid", "profile"}
    for name in ("access_token", "refresh_token", "id_token"):
        assert members[name] != first[name], name


def test_public_client_without_openid_gets_no_id_token(docs: Docs) -> None:
    first = docs.with_password(REFRESHING, "offline_access openid profile")
    answer = refresh_as_printed(docs, first["refresh_token"], scope="offline_access")
    assert answer.status == 200, answer
    assert list(answer.members) == ["token_type", "expires_in", "access_token", "scope", "refresh_token"]


def test_public_client_named_in_the_query(docs: Docs) -> None:
    """The prose says query parameter, the example shows the body; both are answered."""
    token = docs.with_password(REFRESHING, "offline_access openid")["refresh_token"]
    body = f"grant_type=refresh_token&scope=offline_access&refresh_token={token}"
    answer = curl("--data", body, docs.url("token", client_id=REFRESHING))
    assert answer.status == 200, answer
