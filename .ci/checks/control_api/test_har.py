"""The journal as an HTTP Archive, read by a library that knows the format."""

import json
from pathlib import Path

import requests
from haralyzer import HarParser
from support.browser import Browser
from support.double import running

AUTHORIZE = (
    "/oauth2/default/v1/authorize?client_id=web-app&response_type=code&scope=openid&state=s&nonce=n"
    "&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcallback"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
)


def test_a_reader_of_archives_understands_it(binary: Path) -> None:
    with running(binary) as double:
        landing = Browser().sign_in(double.url + AUTHORIZE, "alice@example.com", "Alice-pw-1")
        form = {
            "grant_type": "authorization_code", "code": landing.parameters["code"], "redirect_uri": "http://localhost:3000/callback",
            "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        }  # fmt: skip
        token = requests.post(f"{double.issuer}/v1/token", data=form, auth=("web-app", "web-secret"), timeout=10).json()
        requests.get(f"{double.url}/nowhere", timeout=10)
        text = requests.get(f"{double.url}/_mock/requests.har", timeout=10).text
        only = requests.get(f"{double.url}/_mock/requests.har?status=404", timeout=10).json()
        open_text = requests.get(f"{double.url}/_mock/requests.har?secrets=true", timeout=10).text
    archive = HarParser(json.loads(text))
    assert archive.creator["name"] == "mock-okta" and archive.har_data["version"] == "1.2"
    entries = archive.har_data["entries"]
    assert len(entries) == len(json.loads(text)["log"]["entries"]) >= 4
    parsed = [HarParser(only).har_data["entries"]]
    assert [[entry["response"]["status"] for entry in each] for each in parsed] == [[404]]
    exchange = next(entry for entry in entries if entry["request"]["url"].endswith("/v1/token"))
    assert exchange["request"]["method"] == "POST" and exchange["response"]["status"] == 200
    assert exchange["time"] >= 0 and exchange["response"]["content"]["mimeType"].startswith("application/json")
    for secret in (token["access_token"], landing.parameters["code"], "Alice-pw-1"):
        assert secret not in text and secret in open_text
