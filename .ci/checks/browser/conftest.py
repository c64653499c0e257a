"""A double, two sites that use it, and a browser for a person between them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from selenium.webdriver import Remote
from support.app import App, authorize_url, serving
from support.chromium import Chromium, driving
from support.double import Double, running

from .org import org


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    """One browser for all checks: starting it takes longer than most of them."""
    with driving(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def chromium(driver: Remote) -> Iterator[Chromium]:
    """The browser without cookies or cache; every message in its log fails the check."""
    chromium = Chromium(driver)
    yield chromium
    assert chromium.log() == []


@pytest.fixture(params=["with script", "without script"])
def person(request: pytest.FixtureRequest, chromium: Chromium) -> Chromium:
    if request.param == "without script":
        chromium.without_script()
    return chromium


@pytest.fixture(scope="session")
def sites() -> Iterator[tuple[App, App]]:
    with serving() as app, serving() as stranger:
        yield app, stranger


@pytest.fixture
def app(sites: tuple[App, App]) -> App:
    """The site that the org knows."""
    sites[0].clear()
    return sites[0]


@pytest.fixture
def stranger(sites: tuple[App, App]) -> App:
    """A site that the org knows nothing of."""
    sites[1].clear()
    return sites[1]


@pytest.fixture(scope="session")
def started(binary: Path, sites: tuple[App, App], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Double]:
    fixture = tmp_path_factory.mktemp("org") / "org.json"
    fixture.write_text(json.dumps(org(sites[0])))
    ca = fixture.with_name("ca.pem")
    with running(binary, "--fixtures", fixture, "--tls-port", "0", "--tls-ca-out", ca) as double:
        yield double


@dataclass
class Okta:
    """The double as a browser calls it: by the name localhost, like the site, over http or https."""

    double: Double
    url: str

    def authorize(self, client: str, redirect_uri: str, **more: str) -> str:
        return authorize_url(f"{self.url}/oauth2/default", client, redirect_uri, **more)

    def journal(self, **filters: str) -> list[dict]:
        answer = requests.get(f"{self.double.url}/_mock/requests", params=filters, timeout=10)
        return answer.json()["requests"]


@pytest.fixture
def okta(started: Double) -> Okta:
    """Over http, as it was when it started."""
    requests.post(f"{started.url}/_mock/reset", json={}, timeout=10).raise_for_status()
    return Okta(started, f"http://localhost:{urlsplit(started.url).port}")


@pytest.fixture
def secure_okta(okta: Okta) -> Okta:
    port = re.search(r"https://[\d.]+:(\d+)", okta.double.card)
    assert port, okta.double.card
    return Okta(okta.double, f"https://localhost:{port[1]}")


@pytest.fixture(params=["http", "https"])
def either_okta(request: pytest.FixtureRequest, okta: Okta, secure_okta: Okta) -> Okta:
    return secure_okta if request.param == "https" else okta
