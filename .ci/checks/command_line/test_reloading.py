"""Fixtures that change while the server runs."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from support.double import Double, running

# A bound for a machine that does something else as well; how soon a change is seen is no matter of a test.
PATIENCE = 30
ORG = {"apps": [{"client_id": "one", "client_secret": "one-secret", "application_type": "service"}]}


def client(name: str) -> dict:
    return {"client_id": name, "client_secret": f"{name}-secret", "application_type": "service"}


def status(double: Double, name: str) -> int:
    data = {"grant_type": "client_credentials", "scope": "device_sso"}
    return requests.post(f"{double.issuer}/v1/token", auth=(name, f"{name}-secret"), data=data, timeout=10).status_code


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def write(folder: Path, name: str, text: str) -> None:
    """As careful editors do: whole, or not at all."""
    (folder / ".draft").write_text(text)
    (folder / ".draft").rename(folder / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fixtures"
    folder.mkdir()
    write(folder, "org.json", json.dumps(ORG))
    return folder


def test_a_change_counts_without_a_restart(binary: Path, folder: Path) -> None:
    with running(binary, "--watch", "--fixtures", folder) as double:
        assert status(double, "two") == 401
        write(folder, "two.json", json.dumps({"apps": [client("two")]}))
        assert eventually(lambda: status(double, "two") != 401), double.log
        (folder / "two.json").unlink()
        assert eventually(lambda: status(double, "two") == 401), double.log


def test_a_broken_file_is_told_and_the_org_goes_on(binary: Path, folder: Path) -> None:
    with running(binary, "--watch", "--fixtures", folder) as double:
        before = status(double, "one")
        write(folder, "two.json", '{"apps": [{"client_id": 5}]}')
        problem = f"{folder / 'two.json'}:1:25: apps[0].client_id: is 5 (allowed: a string)"
        assert eventually(lambda: problem in double.log), double.log
        assert status(double, "one") == before != 401
        write(folder, "two.json", json.dumps({"apps": [client("two")]}))
        assert eventually(lambda: status(double, "two") == before), double.log


def test_sighup_reloads_without_watch_and_tokens_survive(binary: Path, repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "org.json"
    org = json.loads((repository / "Fixtures" / "default.json").read_text())
    file.write_text(json.dumps(org))
    web = ("web-app", "web-secret")
    with running(binary, "--fixtures", file) as double:
        form = {"grant_type": "password", "username": "bob@example.com", "password": "Bob-pw-1",
                "scope": "openid offline_access"}  # fmt: skip
        tokens = requests.post(f"{double.issuer}/v1/token", auth=web, data=form, timeout=10).json()
        org["apps"].append(client("two"))
        file.write_text(json.dumps(org))
        os.kill(double.process.pid, signal.SIGHUP)
        assert eventually(lambda: status(double, "two") != 401), double.log
        introspection = requests.post(
            f"{double.issuer}/v1/introspect", auth=web, data={"token": tokens["access_token"]}, timeout=10
        ).json()
        assert introspection["active"] is True
        form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        assert requests.post(f"{double.issuer}/v1/token", auth=web, data=form, timeout=10).status_code == 200


def test_a_folder_for_mounts_counts_when_it_holds_a_fixture(binary: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        with running(binary, env={"MOCK_OKTA_DEFAULT_FIXTURES": str(folder)}) as double:
            assert "web-app" in double.card
    write(tmp_path, "org.json", json.dumps(ORG))
    with running(binary, env={"MOCK_OKTA_DEFAULT_FIXTURES": str(tmp_path)}) as double:
        assert "web-app" not in double.card and "one-secret" in double.card
