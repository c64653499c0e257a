"""httplint finds no fault with any endpoint's responses."""

import http.client
from urllib.parse import urlencode, urlsplit

import pytest
from httplint import HttpResponseLinter
from httplint.note import levels

from .conftest import Both

BASIC = {"Authorization": "Basic d2ViLWFwcDp3ZWItc2VjcmV0", "Content-Type": "application/x-www-form-urlencoded"}
PASSWORD = {"grant_type": "password", "username": "alice@example.com", "password": "Alice-pw-1", "scope": "openid"}
AUTHORIZE = {
    "client_id": "web-app",
    "response_type": "code",
    "scope": "openid",
    "state": "s",
    "redirect_uri": "http://localhost:3000/callback",
}

REQUESTS = [
    ("GET", "/", None),
    ("HEAD", "/", None),
    ("GET", "/nowhere", None),
    ("GET", "/_mock/health", None),
    ("GET", "/_mock/ca.pem", None),
    ("GET", "/_mock/requests", None),
    ("GET", "/oauth2/default/.well-known/openid-configuration", None),
    ("HEAD", "/oauth2/default/.well-known/openid-configuration", None),
    ("GET", "/oauth2/default/.well-known/oauth-authorization-server", None),
    ("GET", "/oauth2/default/v1/keys", None),
    ("DELETE", "/oauth2/default/v1/keys", None),
    ("GET", "/oauth2/default/v1/authorize?" + urlencode(AUTHORIZE), None),
    ("GET", "/oauth2/default/v1/authorize?client_id=nobody", None),
    ("POST", "/oauth2/default/v1/token", PASSWORD),
    ("POST", "/oauth2/default/v1/token", {"grant_type": "nonsense"}),
    ("POST", "/oauth2/default/v1/introspect", {"token": "x"}),
    ("POST", "/oauth2/default/v1/revoke", {"token": "x"}),
    ("GET", "/oauth2/default/v1/userinfo", None),
]

# What Okta itself sends and a linter rightly dislikes.
OKTA = {"Pragma", "Expires"}


@pytest.mark.parametrize(("method", "path", "form"), REQUESTS, ids=lambda value: str(value)[:60])
def test_no_fault(both: Both, method: str, path: str, form: dict[str, str] | None) -> None:
    connection = http.client.HTTPConnection(urlsplit(both.http).netloc, timeout=10)
    connection.request(method, path, urlencode(form) if form else None, BASIC if form else {})
    answer = connection.getresponse()
    body = answer.read()
    linter = HttpResponseLinter(no_content=method == "HEAD")
    linter.process_response_topline(b"1.1", str(answer.status).encode(), answer.reason.encode())
    linter.process_headers([(name.encode(), value.encode()) for name, value in answer.getheaders()])
    linter.feed_content(body)
    linter.finish_content(True)
    faults = [f"{note.subject}: {note.summary}" for note in linter.notes if note.level == levels.BAD]
    assert [fault for fault in faults if not any(name.lower() in fault.lower() for name in OKTA)] == []
