"""Each of Okta's SDKs says the same in a way of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from support.double import Double, running

from .org import CHALLENGE, FIXTURE, ION, REDIRECT_URI, VERIFIER, submit

INTERACT = {
    "client_id": "native", "scope": "openid profile offline_access", "redirect_uri": REDIRECT_URI, "state": "s",
    "code_challenge": CHALLENGE, "code_challenge_method": "S256", "nonce": "n",
}  # fmt: skip


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps(FIXTURE))
    with running(binary, "--fixtures", fixture) as double:
        yield double


def introspect(double: Double, handle: str, headers: dict[str, str]) -> dict[str, Any]:
    answer = requests.post(
        f"{double.url}/idp/idx/introspect", data=json.dumps({"interactionHandle": handle}), headers=headers, timeout=10
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == ION
    return answer.json()


def code(answer: requests.Response) -> dict[str, str]:
    """The fields of the last form, without those that have no value."""
    assert answer.status_code == 200, answer.text
    fields = answer.json()["successWithInteractionCode"]["value"]
    return {field["name"]: field.get("value", "") for field in fields}


def sign_in(envelope: dict[str, Any], headers: dict[str, str]) -> dict[str, str]:
    answer = submit(
        envelope, "identify", headers, identifier="plain@example.com", credentials={"passcode": "Plain-pw-1"}
    )
    return code(answer)


def issuer(double: Double) -> str:
    return f"{double.url}/oauth2/default"


def test_java(double: Double) -> None:
    """The body of /interact is not encoded; public clients send the word null; the token request has no redirect URI."""
    body = "&".join(f"{name}={value}" for name, value in {**INTERACT, "client_secret": "null"}.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    handle = requests.post(f"{issuer(double)}/v1/interact", data=body, headers=headers, timeout=10).json()
    ion = {"Content-Type": "application/ion+json;okta-version=1.0.0", "Accept": "application/ion+json"}
    fields = sign_in(introspect(double, handle["interaction_handle"], ion), ion)
    tokens = requests.post(
        f"{issuer(double)}/v1/token", data={**fields, "code_verifier": VERIFIER}, timeout=10
    )
    assert tokens.status_code == 200, tokens.text


def test_golang(double: Double) -> None:
    """No secret at /interact, `Accepts` for Accept, and a token request that is all query."""
    data = {**INTERACT, "client_id": "web", "scope": "openid"}
    handle = requests.post(f"{issuer(double)}/v1/interact", data=data, timeout=10).json()["interaction_handle"]
    fields = sign_in(introspect(double, handle, {"Content-Type": ION, "Accept": ION}), {"Accepts": ION})
    assert "client_secret" in fields
    query = {**fields, "client_secret": "web-secret", "code_verifier": VERIFIER}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    tokens = requests.post(f"{issuer(double)}/v1/token", params=query, headers=headers, timeout=10)
    assert tokens.status_code == 200, tokens.text


def test_kotlin(double: Double) -> None:
    """An Origin without the port, and every field of the last form."""
    handle = requests.post(f"{issuer(double)}/v1/interact", data=INTERACT, timeout=10).json()["interaction_handle"]
    headers = {"Content-Type": ION, "Origin": "http://127.0.0.1"}
    fields = sign_in(introspect(double, handle, headers), headers)
    assert list(fields) == ["grant_type", "interaction_code", "client_id", "code_verifier"]
    tokens = requests.post(
        f"{issuer(double)}/v1/token", data={**fields, "code_verifier": VERIFIER}, timeout=10
    ).json()
    assert {"access_token", "id_token", "refresh_token"} <= tokens.keys()


def test_swift(double: Double) -> None:
    """JSON for introspection; the client of the last form is its own; the redirect URI and the scope once more."""
    data = {**INTERACT, "response_type": "code"}
    handle = requests.post(f"{issuer(double)}/v1/interact", data=data, timeout=10).json()["interaction_handle"]
    envelope = introspect(double, handle, {"Content-Type": "application/json", "Accept": ION})
    for method in envelope["currentAuthenticator"]["value"]["methods"]:
        assert all(isinstance(value, str) for value in method.values())
    fields = sign_in(envelope, {})
    assert fields["client_id"] == "native"
    form = {**fields, "code_verifier": VERIFIER, "redirect_uri": REDIRECT_URI, "scope": INTERACT["scope"]}
    assert requests.post(f"{issuer(double)}/v1/token", data=form, timeout=10).status_code == 200


def test_javascript(double: Double) -> None:
    """A 4xx is an envelope in the type that was asked for; the page of a trusted origin may read it."""
    requests.patch(
        f"{double.url}/_mock/fixtures",
        json={"trustedOrigins": [{"name": "App", "origin": "http://app.localhost", "scopes": [{"type": "CORS"}]}]},
        timeout=10,
    ).raise_for_status()
    handle = requests.post(f"{issuer(double)}/v1/interact", data=INTERACT, timeout=10).json()["interaction_handle"]
    envelope = introspect(double, handle, {"Content-Type": ION, "Accept": ION})
    headers = {
        "Content-Type": "application/json", "Accept": "application/json; okta-version=1.0.0",
        "Origin": "http://app.localhost",
    }  # fmt: skip
    answer = submit(envelope, "identify", headers, identifier="plain@example.com", credentials={"passcode": "x"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "http://app.localhost"
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert answer.json()["version"] == "1.0.0"
    assert "nonce" not in answer.json()
    assert sign_in(answer.json(), headers)["interaction_code"]
