"""An org as files, and the files as the same org."""

import json
from pathlib import Path

import pytest
import requests
from support.double import run, running

SECRETS = ("Alice-pw-1", "web-secret", "service-secret", "PRIVATE KEY", "mock-api-token")


def files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_with_secrets_it_is_the_same_org(binary: Path, tmp_path: Path) -> None:
    once, again = tmp_path / "deep" / "once", tmp_path / "again"
    done = run(binary, "export", "--out", once, "--secrets")
    assert done.status == 0, done
    assert done.stdout.split() == [str(once / f"{name}.json") for name in json.loads(order(done.stdout))]
    assert run(binary, "check", once) .status == 0
    assert run(binary, "export", "--fixtures", once, "--out", again, "--secrets").status == 0
    assert files(once) == files(again)
    with running(binary, "--fixtures", once) as double:
        answer = requests.post(
            f"{double.issuer}/v1/token", auth=("web-app", "web-secret"), timeout=10,
            data={"grant_type": "password", "username": "alice@example.com", "password": "Alice-pw-1",
                  "scope": "openid groups"},
        )  # fmt: skip
        assert answer.status_code == 200, answer.text


def order(text: str) -> str:
    return json.dumps([Path(line).stem for line in text.split()])


def test_without_secrets_there_are_none(binary: Path, tmp_path: Path) -> None:
    assert run(binary, "export", "--out", tmp_path).status == 0
    text = "".join(files(tmp_path).values())
    assert "web-app" in text
    assert [secret for secret in SECRETS if secret in text] == []
    assert run(binary, "check", tmp_path).status == 0


def test_what_an_earlier_export_left_is_gone(binary: Path, tmp_path: Path) -> None:
    run(binary, "export", "--out", tmp_path, "--secrets")
    assert (tmp_path / "apiTokens.json").exists()
    (tmp_path / "notes.txt").write_text("mine")
    run(binary, "export", "--out", tmp_path)
    assert not (tmp_path / "apiTokens.json").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("collection", ["users", "apps", "groups"])
def test_an_exported_org_keeps_what_the_double_does_not_interpret(
    binary: Path, repository: Path, tmp_path: Path, collection: str
) -> None:
    source = repository / "Fixtures" / "exported"
    assert run(binary, "export", "--fixtures", source, "--out", tmp_path, "--secrets").status == 0
    for given, written in zip(*[
        {row["id"]: row for row in json.loads((folder / f"{collection}.json").read_text())}.items()
        for folder in (source, tmp_path)
    ]):  # fmt: skip
        assert given[0] == written[0]
        assert set(given[1]) - set(written[1]) <= {"profile"} or given[1].get("profile") == {}
        assert given[1].get("created") == written[1].get("created")


def test_no_server_to_ask(binary: Path, tmp_path: Path) -> None:
    done = run(binary, "export", "--from", "http://127.0.0.1:1", "--out", tmp_path)
    assert done.status == 69 and "http://127.0.0.1:1" in done.stderr, done


def test_the_org_of_a_running_server_with_what_was_changed(binary: Path, tmp_path: Path) -> None:
    with running(binary) as double:
        change = {"apps": [{"client_id": "added", "client_secret": "added-secret", "application_type": "service"}]}
        requests.patch(f"{double.url}/_mock/fixtures", json=change, timeout=10).raise_for_status()
        done = run(binary, "export", "--from", double.url, "--out", tmp_path, "--secrets")
        assert done.status == 0, done
    assert "added-secret" in (tmp_path / "apps.json").read_text()
    with running(binary, "--fixtures", tmp_path) as double:
        assert "added" in double.card and "web-secret" in double.card
