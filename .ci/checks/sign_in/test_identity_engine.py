"""Each of Okta's SDKs says the same in a way of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from support.double import Double, running

from .org import CHALLENGE, FIXTURE, ION, REDIRECT_URI, VERIFIER, form, submit

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


def test_golang_introspects_before_each_call(binary: Path, tmp_path: Path) -> None:
    """The SDK keeps the handle alone, so a form that was chosen must be there when it introspects again."""
    policy = {
        "type": "MFA_ENROLL", "name": "questions",
        "settings": {"authenticators": [{"key": "security_question", "enroll": {"self": "REQUIRED"}}]},
        "rules": [{"name": "all", "actions": {"enroll": {"self": "LOGIN"}}}],
    }  # fmt: skip
    fixture = tmp_path / "questions.json"
    fixture.write_text(json.dumps({**FIXTURE, "policies": [policy]}))
    with running(binary, "--fixtures", fixture) as double:
        data = {**INTERACT, "client_id": "web", "scope": "openid"}
        handle = requests.post(f"{issuer(double)}/v1/interact", data=data, timeout=10).json()["interaction_handle"]
        ion = {"Content-Type": ION, "Accept": ION}
        first = introspect(double, handle, ion)
        submit(first, "identify", ion, identifier="plain@example.com", credentials={"passcode": "Plain-pw-1"})
        choice = introspect(double, handle, ion)
        option = form(choice, "select-authenticator-enroll")["value"][0]["options"][0]
        assert option["label"] == "Security Question"
        chosen = {"id": option["value"]["form"]["value"][0]["value"]}
        submit(choice, "select-authenticator-enroll", ion, authenticator=chosen)
        again = introspect(double, handle, ion)
        answer = {"questionKey": "disliked_food", "answer": "carrot"}
        assert "interaction_code" in code(submit(again, "enroll-authenticator", ion, credentials=answer))


def test_golang_recovery_token(double: Double) -> None:
    """The token of a reset by an administrator begins at the new password."""
    path = f"{double.url}/api/v1/users/plain@example.com/lifecycle/reset_password?sendEmail=false"
    link = requests.post(path, headers={"Authorization": "SSWS any"}, timeout=10).json()["resetPasswordUrl"]
    data = {**INTERACT, "recovery_token": link.rsplit("/", 1)[1]}
    handle = requests.post(f"{issuer(double)}/v1/interact", data=data, timeout=10).json()["interaction_handle"]
    ion = {"Content-Type": ION, "Accept": ION}
    reset = introspect(double, handle, ion)
    renewed = {"passcode": "N3w-passw0rd"}
    assert "interaction_code" in code(submit(reset, "reset-authenticator", ion, credentials=renewed))


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


def test_javascript_asks_before(double: Double) -> None:
    """okta-auth-js reads the metadata first; its browser asks whether the headers are allowed, for 404s too."""
    metadata = requests.get(f"{issuer(double)}/.well-known/openid-configuration", timeout=10).json()
    assert "S256" in metadata["code_challenge_methods_supported"]
    requests.patch(
        f"{double.url}/_mock/fixtures",
        json={"trustedOrigins": [{"name": "App", "origin": "http://app.localhost", "scopes": [{"type": "CORS"}]}]},
        timeout=10,
    ).raise_for_status()
    wanted = {
        "content-type", "accept", "accept-language", "authorization", "x-okta-user-agent-extended",
        "x-device-fingerprint", "x-device-token",
    }  # fmt: skip
    for path in ("/oauth2/default/v1/interact", "/idp/idx/introspect", "/idp/idx/nothing", "/oauth2/default/v1/token"):
        headers = {
            "Origin": "http://app.localhost", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": ",".join(sorted(wanted)),
        }  # fmt: skip
        answer = requests.options(double.url + path, headers=headers, timeout=10)
        assert answer.ok, f"{path}: {answer.status_code}"
        allowed = {name.strip().lower() for name in answer.headers["Access-Control-Allow-Headers"].split(",")}
        assert wanted <= allowed, path
        assert answer.headers["Access-Control-Allow-Origin"] == "http://app.localhost"


def test_dotnet(double: Double) -> None:
    """An error can be read only as ION; a message in a 200 would end the flow; both lists come with an enrollment."""
    handle = requests.post(f"{issuer(double)}/v1/interact", data=INTERACT, timeout=10).json()["interaction_handle"]
    envelope = introspect(double, handle, {"Content-Type": "application/json", "Accept": ION})
    headers = {"Content-Type": "application/json", "Accept": ION}
    credentials = {"passcode": "wrong"}
    wrong = submit(envelope, "identify", headers, identifier="mia@example.com", credentials=credentials)
    assert (wrong.status_code, wrong.headers["Content-Type"]) == (401, ION)
    credentials = {"passcode": "Mia-pw-1"}
    choice = submit(wrong.json(), "identify", headers, identifier="mia@example.com", credentials=credentials).json()
    (field, _) = choice["remediation"]["value"][0]["value"]
    email = next(option for option in field["options"] if option["label"] == "Email")["value"]["form"]["value"]
    chosen = {"id": email[0]["value"], "methodType": "email"}
    challenge = submit(choice, "select-authenticator-authenticate", headers, authenticator=chosen).json()
    assert {"currentAuthenticatorEnrollment", "authenticators", "authenticatorEnrollments"} <= challenge.keys()
    assert "messages" not in choice and "messages" not in challenge
    sent = requests.get(f"{double.url}/_mock/messages", timeout=10).json()["messages"][-1]
    answer = submit(challenge, "challenge-authenticator", headers, credentials={"passcode": sent["code"]})
    fields = code(answer)
    tokens = requests.post(f"{issuer(double)}/v1/token", data={**fields, "code_verifier": VERIFIER}, timeout=10)
    assert tokens.status_code == 200, tokens.text
