"""Starting, what is said when ready, and stopping."""

import json
import select
import socket
import subprocess
import time
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import requests
from support.double import Double, environment, running


def test_ready_file(binary: Path) -> None:
    with running(binary, "--seed", "7") as double:
        document = json.loads(double.ready)
        assert list(document) == ["url", "issuer", "pid", "seed"]
        assert (document["pid"], document["seed"]) == (double.process.pid, 7)
        assert document["issuer"] == f"{document['url']}/oauth2/default"
        assert "\\/" not in double.ready
        discovery = requests.get(f"{double.issuer}/.well-known/openid-configuration", timeout=10).json()
        assert discovery["issuer"] == double.issuer


def test_ready_file_of_an_address_that_cannot_be_called(binary: Path) -> None:
    with running(binary, "--host", "0.0.0.0") as double:
        assert urlsplit(double.url).hostname == "127.0.0.1"
        assert requests.get(f"{double.url}/_mock/health", timeout=10).json()["status"] == "UP"


def test_a_flag_wins_over_the_environment(binary: Path) -> None:
    with running(binary, "--seed", "8", env={"MOCK_OKTA_SEED": "7", "MOCK_OKTA_FREEZE": "1"}) as double:
        assert json.loads(double.ready)["seed"] == 8
        assert requests.get(f"{double.url}/_mock/clock", timeout=10).json()["frozen"] is True


def test_a_variable_that_is_nearly_a_setting(binary: Path) -> None:
    env = {"MOCK_OKTA_PROT": "1", "MOCK_OKTA_SECRET_OF_A_FIXTURE": "x", "MOCK_OKTA_PORT_8080_TCP": "tcp://1.2.3.4"}
    with running(binary, env=env) as double:
        warned = [line for line in double.log.splitlines() if "has no effect" in line]
        assert len(warned) == 1, double.log
        assert "MOCK_OKTA_PROT is not known and has no effect; did you mean MOCK_OKTA_PORT?" in warned[0]


def test_fixtures_from_the_environment_are_laid_over_one_another(
    binary: Path, repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "more.json"
    file.write_text('{"apps": [{"client_id": "one-more"}]}')
    with running(binary, env={"MOCK_OKTA_FIXTURES": f"{repository}/Fixtures/default.json:{file}"}) as double:
        assert "web-app" in double.card and "one-more" in double.card


def test_clock_that_stands_still(binary: Path) -> None:
    with running(binary, "--clock", "2026-01-01T00:00:00Z", "--freeze") as double:
        clock = requests.get(f"{double.url}/_mock/clock", timeout=10)
        assert clock.json() == {"now": "2026-01-01T00:00:00.000Z", "frozen": True}
        keys = requests.get(f"{double.url}/oauth2/default/v1/keys", timeout=10)
        assert keys.headers["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT"


def test_same_seed_and_clock_give_the_same_bytes(binary: Path) -> None:
    first, second, other = (answers_with_seed(binary, seed) for seed in ("7", "7", "8"))
    assert first == second
    assert first != other


def answers_with_seed(binary: Path, seed: str) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    """A password grant, its refresh and a refusal, with all their headers."""
    pinned = ["--seed", seed, "--clock", "2026-01-01T00:00:00Z", "--freeze", "--base-url", "http://okta.example"]
    asked = {"grant_type": "password", "username": "alice@example.com", "password": "Alice-pw-1"}
    with running(binary, *pinned) as double:

        def ask(**parameters: str) -> requests.Response:
            url = f"{double.url}/oauth2/default/v1/token"
            return requests.post(url, data=parameters, auth=("web-app", "web-secret"), timeout=10)

        granted = ask(**asked, scope="openid offline_access")
        refreshed = ask(grant_type="refresh_token", refresh_token=granted.json()["refresh_token"])
        refused = ask(**(asked | {"password": "guessed"}), scope="openid")
    return [(each.status_code, list(each.headers.items()), each.content) for each in (granted, refreshed, refused)]


def test_card_is_out_before_the_ready_file_and_names_everybody(binary: Path) -> None:
    with running(binary) as double:
        card = double.card
        assert double.url in card and double.issuer in card
        clients = [
            "web-app",
            "web-secret",
            "spa-app",
            "native-app",
            "service-app",
            "service-secret",
            "key-app",
            "jwt-app",
        ]
        users = ["alice@example.com", "Alice-pw-1", "bob@example.com", "Bob-pw-1", "locked@example.com", "Locked-pw-1"]
        assert [word for word in clients + users if word not in card] == []
        requests.get(f"{double.url}/no/such/page", timeout=10)
        assert double.card == card, "only the card goes to standard output"


def test_the_two_curl_lines_of_the_card_work_when_pasted(binary: Path) -> None:
    with running(binary) as double:
        lines = [line.strip() for line in double.card.replace("\\\n", " ").splitlines() if "curl " in line]
        commands = [line[line.index("curl ") :] for line in lines]
        assert len(commands) == 2, double.card
        for command in commands:
            done = subprocess.run(
                ["bash", "-c", command], capture_output=True, text=True, timeout=30, env=environment()
            )
            assert done.returncode == 0, (command, done.stderr)
            answer = json.loads(done.stdout)
            assert "error" not in answer and "errorCode" not in answer, (command, answer)


def test_sigterm_ends_it_at_rest(binary: Path) -> None:
    with running(binary) as double:
        assert double.stop() == 0


SERVERS = 4
PATIENCE = 60


def test_sigterm_lets_requests_be_answered(binary: Path, tmp_path: Path) -> None:
    """Servers without a key make one before they answer, so these requests are under way when the signal comes."""
    fixture = tmp_path / "keyless.json"
    fixture.write_text(json.dumps(keyless_org()))
    with running(binary, "--fixtures", fixture, "--drain-timeout", f"PT{PATIENCE}S") as double:
        connections = [greeted(double) for _ in range(SERVERS)]
        for number, connection in enumerate(connections):
            connection.sendall(token_request(double, number))
        time.sleep(0.02)
        answered, _, _ = select.select(connections, [], [], 0)
        assert len(answered) < SERVERS, "all were answered before the signal, so this check showed nothing"
        double.process.terminate()
        for connection in connections:
            status, body = received(connection)
            assert (status, body["token_type"]) == (200, "Bearer"), body
        assert double.process.wait(PATIENCE) == 0, double.log


def keyless_org() -> dict:
    rule = {
        "name": "Services", "conditions": {
            "grantTypes": {"include": ["client_credentials"]}, "scopes": {"include": ["*"]}
        },
    }  # fmt: skip
    policy = {"name": "All", "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}, "rules": [rule]}
    servers = [
        {"id": f"s{number}", "audiences": [f"api://s{number}"], "scopes": [{"name": "read"}], "policies": [policy]}
        for number in range(SERVERS)
    ]
    app = {"client_id": "service", "client_secret": "service-secret", "application_type": "service"}
    return {"apps": [app], "authorizationServers": servers}


def greeted(double: Double) -> socket.socket:
    """A connection that the double has already answered on."""
    parts = urlsplit(double.url)
    connection = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
    connection.sendall(b"GET /_mock/health HTTP/1.1\r\nHost: %s\r\n\r\n" % parts.netloc.encode())
    status, body = received(connection)
    assert (status, body["status"]) == (200, "UP")
    return connection


def token_request(double: Double, number: int) -> bytes:
    body = "grant_type=client_credentials&scope=read&client_id=service&client_secret=service-secret"
    return (
        f"POST /oauth2/s{number}/v1/token HTTP/1.1\r\nHost: {urlsplit(double.url).netloc}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def received(connection: socket.socket) -> tuple[int, dict]:
    response = HTTPResponse(connection)
    response.begin()
    return response.status, json.loads(response.read())
