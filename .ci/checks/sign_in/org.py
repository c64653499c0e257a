"""An org whose users have factors, and how each of Okta's SDKs speaks to it."""

import base64
import hashlib
from typing import Any

import requests

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
REDIRECT_URI = "com.example:/callback"
ION = "application/ion+json; okta-version=1.0.0"

FIXTURE = {
    "users": [
        {
            "profile": {"login": "mia@example.com", "firstName": "Mia", "lastName": "Factor"},
            "credentials": {"password": {"value": "Mia-pw-1"}},
            "factors": [
                {"factorType": "token:software:totp", "provider": "GOOGLE", "mock": {"sharedSecret": SECRET}},
                {"factorType": "email"},
            ],
        },
        {
            "profile": {"login": "plain@example.com", "firstName": "Plain", "lastName": "Password"},
            "credentials": {"password": {"value": "Plain-pw-1"}},
        },
    ],
    "apps": [
        {
            "client_id": "native", "application_type": "native", "token_endpoint_auth_method": "none",
            "grant_types": ["interaction_code", "refresh_token"], "redirect_uris": [REDIRECT_URI],
        },
        {
            "client_id": "web", "client_secret": "web-secret", "redirect_uris": [REDIRECT_URI],
            "grant_types": ["interaction_code"],
        },
    ],
    "mock": {"defaultServerGrants": "all", "clock": "2026-01-01T00:00:00Z", "frozen": True},
}  # fmt: skip


def form(envelope: dict[str, Any], name: str) -> dict[str, Any]:
    """A form of an envelope: one of its remediations."""
    return next(form for form in envelope["remediation"]["value"] if form["name"] == name)


def hidden(form: dict[str, Any]) -> dict[str, Any]:
    """What a client sends of a form without asking anyone."""
    return {field["name"]: field["value"] for field in form["value"] if field.get("mutable") is False}


def submit(envelope: dict[str, Any], name: str, headers: dict[str, str], **members: object) -> requests.Response:
    chosen = form(envelope, name)
    headers = {"Content-Type": chosen["accepts"], **headers}
    return requests.post(chosen["href"], json={**hidden(chosen), **members}, headers=headers, timeout=10)
