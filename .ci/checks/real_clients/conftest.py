"""The double with the org of fixture.json, and each of its two kinds of server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from support.double import Double, running

from .ledger import NATIVE, SPA, WEB, Server

FIXTURE = Path(__file__).resolve().parents[1] / "fixture.json"


@pytest.fixture
def double(binary: Path) -> Iterator[Double]:
    """One for each check, because checks move its clock."""
    with running(binary, "--fixtures", FIXTURE) as double:
        yield double


@pytest.fixture(params=["custom", "org"])
def server(request: pytest.FixtureRequest, double: Double) -> Server:
    custom = request.param == "custom"
    issuer = double.url + ("/oauth2/ausledgersrv0000g1d7" if custom else "")
    answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10)
    answer.raise_for_status()
    scope = "openid profile email offline_access"
    if custom:
        # The web client has a policy of its own; the others share the second one.
        lifetimes = {WEB.id: 600, NATIVE.id: 1800, SPA.id: 1800}
        return Server(answer.json(), "https://ledger.example/api", f"{scope} ledger:read", lifetimes)
    return Server(answer.json(), issuer, scope, {client.id: 3600 for client in (WEB, NATIVE, SPA)})
