"""A page that Debian's mod_auth_openidc protects, and what a person sees who wants to read it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from support.browser import Browser, Forms, Landing
from support.double import Double
from support.double import running as running_double
from support.ports import free_port

from .server import Apache, running

CLIENT = "0oaapacheweb0000a1d7"
SECRET = "apache-secret-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-abcdefghijklm"
ALICE = ("alice@example.com", "Alice-pw-1")


@dataclass
class Site:
    apache: Apache
    double: Double

    def visit(self, browser: Browser) -> Landing:
        """Opens the page: it sends the browser to the double, which asks for a password or answers at once."""
        return self.follow(browser, browser.open(f"{self.apache.url}/index.html"))

    def sign_in(self, browser: Browser, password: str = ALICE[1]) -> Landing:
        page = self.visit(browser)
        return self.follow(browser, browser.submit(page.response, ALICE[0], password))

    def follow(self, browser: Browser, landing: Landing) -> Landing:
        """Goes between the two servers, by redirects and by forms that submit themselves, until a page is shown."""
        for _ in range(10):
            if landing.location is not None:
                landing = browser.open(landing.location)
                continue
            forms = [form for form in Forms(landing.response.text).found if form.action.startswith(self.apache.url)]
            if not forms:
                return landing
            form = forms[0]
            landing = browser.open(form.action, form.method, {each["name"]: each["value"] for each in form.inputs})
        raise AssertionError("going round in circles")


@pytest.fixture(params=["code", "id_token", "code id_token", "code token", "code id_token token"])
def site(request: pytest.FixtureRequest, binary: Path, tmp_path: Path) -> Iterator[Site]:
    port = free_port()
    fixture = tmp_path / "apache.json"
    fixture.write_text(json.dumps(org(f"http://localhost:{port}")))
    with running_double(binary, "--fixtures", fixture) as double:
        mode = "OIDCResponseMode form_post" if request.param != "code" else "OIDCPKCEMethod S256"
        with running(port, directives(double, port, request.param, mode)) as apache:
            yield Site(apache, double)


def org(url: str) -> dict:
    """One person and one client, whose redirect URI has the port that was free."""
    app = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "label": "Apache",
        "application_type": "web",
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code", "implicit", "refresh_token"],
        "response_types": ["code", "token", "id_token"],
        "redirect_uris": [f"{url}/callback"],
        "post_logout_redirect_uris": [f"{url}/goodbye.html"],
        "consent_method": "TRUSTED",
    }
    profile = {"login": ALICE[0], "email": ALICE[0], "firstName": "Alice", "lastName": "Adams"}
    return {
        "users": [{"status": "ACTIVE", "profile": profile, "credentials": {"password": {"value": ALICE[1]}}}],
        "apps": [app],
    }


def directives(double: Double, port: int, response_type: str, mode: str) -> str:
    return f"""
OIDCProviderMetadataURL {double.url}/.well-known/openid-configuration
OIDCClientID {CLIENT}
OIDCClientSecret {SECRET}
OIDCRedirectURI http://localhost:{port}/callback
OIDCResponseType "{response_type}"
{mode}
OIDCScope "openid profile email"
OIDCCryptoPassphrase of-one-check
OIDCRemoteUserClaim email
<Location "/">
    AuthType openid-connect
    Require valid-user
    Header set X-Remote-User "expr=%{{REMOTE_USER}}"
    Header set X-Name "%{{OIDC_CLAIM_name}}e"
</Location>
<Location "/goodbye.html">
    AuthType None
    Require all granted
</Location>
"""


def test_a_person_who_signs_in_reads_the_page(site: Site) -> None:
    landing = site.sign_in(Browser())
    assert (landing.response.status_code, landing.response.text) == (200, "the protected page"), site.apache.log
    assert landing.response.headers["X-Remote-User"] == ALICE[0]
    assert landing.response.headers["X-Name"] == "Alice Adams"


def test_a_wrong_password_keeps_the_page_shut(site: Site) -> None:
    landing = site.sign_in(Browser(), "guessed")
    assert "the protected page" not in landing.response.text
    assert landing.response.url.startswith(site.double.url)


def test_who_has_signed_out_is_asked_again(site: Site) -> None:
    browser = Browser()
    site.sign_in(browser)
    goodbye = urlencode({"logout": f"{site.apache.url}/goodbye.html"})
    landing = site.follow(browser, browser.open(f"{site.apache.url}/callback?{goodbye}"))
    assert landing.response.text == "signed out", site.apache.log
    again = site.visit(browser)
    assert "the protected page" not in again.response.text
    assert 'type="password"' in again.response.text
