"""What the program says with its exit code, and beside it in words."""

import socket
from pathlib import Path

import pytest
import requests
from support.double import run, running


@pytest.mark.parametrize("command", [["serve"], []], ids=["serve", "no command"])
def test_busy_port(binary: Path, command: list[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = run(binary, *command, "--port", str(port))
    assert (done.status, done.stdout) == (69, ""), done
    assert f"127.0.0.1:{port}" in done.stderr


@pytest.mark.parametrize("command", ["serve", "check"])
def test_fixture_path_that_is_not_there(binary: Path, tmp_path: Path, command: str) -> None:
    missing = tmp_path / "nowhere.json"
    options = ["--port", "0", "--fixtures", missing] if command == "serve" else [missing]
    done = run(binary, command, *options)
    assert done.status == 66, done
    assert str(missing) in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--prot", "0"], "--port"),
        (["serve", "--fixture", "x.json"], "--fixtures"),
        (["serve", "--port", "seventy"], "seventy"),
        (["serve", "--port", "70000"], "70000"),
        (["serve", "--clock", "noon"], "noon"),
        (["serve", "--base-url", "localhost"], "localhost"),
        (["serve", "--threads", "0"], "threads"),
        (["sevre"], "sevre"),
        (["check"], "path"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_usage(binary: Path, arguments: list[str], named: str) -> None:
    done = run(binary, *arguments)
    assert (done.status, done.stdout) == (64, ""), done
    assert named in done.stderr.lower()


@pytest.mark.parametrize(("name", "value"), [("PORT", "seventy"), ("FREEZE", "perhaps"), ("SEED", "x")])
def test_bad_usage_in_the_environment(binary: Path, name: str, value: str) -> None:
    done = run(binary, "serve", env={"MOCK_OKTA_PORT": "0", f"MOCK_OKTA_{name}": value})
    assert done.status == 64, done
    assert f"MOCK_OKTA_{name}" in done.stderr or f"--{name.lower()}" in done.stderr


def test_version_is_the_one_that_health_gives(binary: Path) -> None:
    done = run(binary, "--version")
    with running(binary) as double:
        health = requests.get(f"{double.url}/_mock/health", timeout=10).json()
    assert (done.status, done.stdout.strip()) == (0, health["version"])


def test_help_names_the_commands(binary: Path) -> None:
    done = run(binary, "--help")
    assert done.status == 0
    assert all(command in done.stdout for command in ("serve", "check", "healthcheck"))


def test_healthcheck(binary: Path) -> None:
    with running(binary) as double:
        port = double.url.rsplit(":", 1)[1]
        assert run(binary, "healthcheck", double.url).status == 0
        assert run(binary, "healthcheck", env={"MOCK_OKTA_PORT": port}).status == 0
    assert run(binary, "healthcheck", double.url).status != 0
