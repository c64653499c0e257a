"""The console of the built-in org, and one where everything has happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from support.chromium import Chromium
from support.double import Double, running

from .page import SERVICE, WEB, Console


@pytest.fixture(scope="package")
def double(binary: Path) -> Iterator[Double]:
    with running(binary) as double:
        yield double


@pytest.fixture
def console(chromium: Chromium, double: Double) -> Console:
    """Live, of an org as it was at the start."""
    requests.post(f"{double.url}/_mock/reset", json={}, timeout=10).raise_for_status()
    for org in requests.get(f"{double.url}/_mock/orgs", timeout=10).json()["orgs"]:
        requests.delete(f"{double.url}/_mock/orgs/{org['name']}", timeout=10).raise_for_status()
    return Console(chromium, double).wait_until_live()


@pytest.fixture
def busy(console: Console) -> Console:
    """One where everything has happened: refusals, a fault, rotations, a replay."""
    console.service_token()
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    fault = {"match": {"client_id": "web-app"}, "effect": {"rate_limit": True}, "times": 1}
    console.api("/faults", "POST", json=fault)
    console.token(auth=WEB, grant_type="password", username="bob@example.com", password="Bob-pw-1", scope="openid")
    first = console.sign_in()["refresh_token"]
    console.double.advance("PT1H")
    console.refresh(first)
    console.sign_in()
    console.double.advance("PT1M")
    console.refresh(first)
    return console
