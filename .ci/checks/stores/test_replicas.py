"""Two replicas of the program behave as one process: by nginx, and one after the other."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from support.browser import Browser, sign_in_form
from support.double import Double, running
from support.double import run as run_program
from support.pkce import verifier_and_challenge
from support.ports import free_port
from support.replicas import Replicas, redis

CONNECTIONS = 50
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
TV = """{apps: [{client_id: "tv-app", application_type: "native", token_endpoint_auth_method: "none",
    grant_types: ["urn:ietf:params:oauth:grant-type:device_code"]}]}"""


def token(double: Double, **form: str) -> requests.Response:
    return requests.post(f"{double.issuer}/v1/token", data={"client_id": "native-app", **form}, timeout=30)


def sign_in(double: Double) -> dict:
    answer = token(
        double, grant_type="password", username="alice@example.com", password="Alice-pw-1", scope="openid offline_access"
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def refresh(double: Double, refresh_token: str) -> requests.Response:
    return token(double, grant_type="refresh_token", refresh_token=refresh_token)


def control(method: str, double: Double, path: str, body: dict | None = None) -> requests.Response:
    answer = requests.request(method, f"{double.url}/_mock{path}", json=body, timeout=30)
    answer.raise_for_status()
    return answer


def race(ask: Callable[[], requests.Response]) -> Counter:
    """How often each answer came to fifty connections that ask at once."""
    start = threading.Barrier(CONNECTIONS)

    def run() -> tuple:
        start.wait()
        answer = ask()
        return (answer.status_code, answer.json().get("error"))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return Counter(future.result() for future in [pool.submit(run) for _ in range(CONNECTIONS)])


def code_race(double: Double) -> Counter:
    verifier, challenge = verifier_and_challenge()
    redirect_uri = "com.example.app:/callback"
    query = {
        "client_id": "native-app", "response_type": "code", "scope": "openid offline_access", "state": "s",
        "redirect_uri": redirect_uri, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    url = requests.Request("GET", f"{double.issuer}/v1/authorize", params=query).prepare().url
    landing = Browser().sign_in(url, "alice@example.com", "Alice-pw-1")
    code = landing.parameters["code"]
    form = {
        "grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": redirect_uri
    }  # fmt: skip
    return race(lambda: token(double, **form))


def refresh_race(double: Double) -> Counter:
    control("PUT", double, "/clock", {"frozen": True})
    refresh_token = sign_in(double)["refresh_token"]
    return race(lambda: refresh(double, refresh_token))


def device_race(double: Double) -> Counter:
    org = double.issuer.removesuffix("/oauth2/default") + "/oauth2"
    requests.patch(f"{double.url}/_mock/fixtures", data=TV, timeout=30).raise_for_status()
    form = {"client_id": "tv-app", "scope": "openid"}
    device = requests.post(f"{org}/v1/device/authorize", data=form, timeout=30).json()
    control("POST", double, f"/device/{device['user_code']}", {"decision": "approve", "user": "alice@example.com"})
    form = {"client_id": "tv-app", "grant_type": DEVICE, "device_code": device["device_code"]}
    return race(lambda: requests.post(f"{org}/v1/token", data=form, timeout=30))


@pytest.mark.parametrize("run", [code_race, refresh_race, device_race])
def test_what_is_used_once_gives_what_one_process_gives(binary: Path, pair: Replicas, run: Callable) -> None:
    with running(binary) as single:
        expected = run(single)
    assert run(pair.front) == expected
    if run is not refresh_race:
        assert expected[(200, None)] == 1, expected


def test_what_one_replica_changes_acts_on_the_other(pair: Replicas) -> None:
    one, other = pair.one, pair.other
    control("PUT", one, "/clock", {"now": "2031-01-01T00:00:00Z", "frozen": True})
    assert control("GET", other, "/clock").json() == {"now": "2031-01-01T00:00:00.000Z", "frozen": True}

    control("POST", one, "/faults", {"match": {"path": "/oauth2/default/v1/keys"}, "effect": {"status": 418}, "times": 3})
    keys = [f"{double.issuer}/v1/keys" for double in (one, other)] * 4
    assert Counter(requests.get(url, timeout=30).status_code for url in keys) == {418: 3, 200: 5}

    user = {"profile": {"firstName": "N", "lastName": "U", "login": "new@example.com", "email": "new@example.com"}}
    answer = requests.post(f"{one.url}/api/v1/users", json=user, headers={"Authorization": "SSWS mock-api-token"}, timeout=30)
    assert answer.status_code == 200, answer.text
    found = requests.get(f"{other.url}/api/v1/users/new@example.com", headers={"Authorization": "SSWS mock-api-token"}, timeout=30)
    assert found.status_code == 200, found.text

    control("POST", other, "/keys/rotate", {"server": "default"})
    assert control("GET", one, "/keys").json() == control("GET", other, "/keys").json()

    control("PUT", one, "/orgs/own", {"users": [{"profile": {"login": "own@example.com"}}]})
    assert [org["name"] for org in control("GET", other, "/orgs").json()["orgs"]] == ["own"]
    fixtures = requests.get(f"{other.url}/t/own/_mock/fixtures", timeout=30).json()
    assert [user["profile"]["login"] for user in fixtures["users"]] == ["own@example.com"]
    control("DELETE", other, "/orgs/own")
    assert control("GET", one, "/orgs").json()["orgs"] == []
    control("PUT", one, "/orgs/unseen")
    assert control("DELETE", other, "/orgs/unseen").status_code == 204
    assert control("GET", one, "/orgs").json()["orgs"] == []

    control("POST", other, "/reset")
    found = requests.get(f"{one.url}/api/v1/users/new@example.com", headers={"Authorization": "SSWS mock-api-token"}, timeout=30)
    assert found.status_code == 404, found.text
    assert control("GET", one, "/clock").json()["frozen"] is False


def test_a_page_that_answers_a_form_is_on_both(pair: Replicas) -> None:
    """A browser is redirected to such a page, and nginx gives the redirected request to the other replica."""
    query = {
        "client_id": "web-app", "response_type": "code", "scope": "openid", "state": "s",
        "redirect_uri": "http://localhost:3000/callback",
    }  # fmt: skip
    for posted, asked in ((pair.one, pair.other), (pair.other, pair.one)):
        session = requests.Session()
        session.headers["Upgrade-Insecure-Requests"] = "1"
        page = session.get(f"{posted.issuer}/v1/authorize", params=query, timeout=30)
        form = sign_in_form(page.text)
        fields = {field["name"]: field.get("value", "") for field in form.inputs if "name" in field}
        wrong = fields | {"identifier": "alice@example.com", "credentials.passcode": "wrong"}
        answer = session.post(f"{posted.url}{form.action}", data=wrong, timeout=30, allow_redirects=False)
        assert answer.status_code == 303, answer.text
        shown = session.get(f"{asked.url}{urlsplit(answer.headers['Location']).path}", timeout=30)
        assert shown.status_code == 200, shown.text
        assert "Unable to sign in" in shown.text


def test_each_replica_shows_the_requests_of_both(pair: Replicas) -> None:
    one, other = pair.one, pair.other
    for double in (one, other, one):
        requests.get(f"{double.issuer}/v1/keys", timeout=30)
    shown = [control("GET", double, "/requests").json()["requests"] for double in (one, other)]
    assert shown[0] == shown[1]
    assert [entry["id"] for entry in shown[0]] == [1, 2, 3]

    with ThreadPoolExecutor(1) as pool:
        wait = pool.submit(control, "GET", other, "/requests/wait?path=/oauth2/default/v1/token&timeout=20s")
        sign_in(one)
        assert wait.result().json()["requests"][0]["grant_type"] == "password"

    control("DELETE", other, "/requests")
    assert control("GET", one, "/requests").json()["requests"] == []


def test_a_replica_of_another_start_signs_with_the_same_keys(pair: Replicas) -> None:
    tokens = sign_in(pair.one)
    keys = [requests.get(f"{double.issuer}/v1/keys", timeout=30).json() for double in (pair.one, pair.other)]
    assert keys[0] == keys[1]
    form = {"client_id": "native-app", "token": tokens["access_token"]}
    answer = requests.post(f"{pair.other.issuer}/v1/introspect", data=form, timeout=30)
    assert answer.json()["active"] is True


class Client(threading.Thread):
    """Refreshes again and again, and keeps the latest token that it was answered with."""

    def __init__(self, double: Double) -> None:
        super().__init__(daemon=True)
        self.double, self.latest = double, sign_in(double)["refresh_token"]
        self.answers: list[tuple[float, int]] = []
        self.unexpected: str | None = None
        self.ends = threading.Event()

    def run(self) -> None:
        while not self.ends.is_set() and self.unexpected is None:
            try:
                answer = refresh(self.double, self.latest)
            except requests.RequestException:
                continue
            self.answers.append((time.monotonic(), answer.status_code))
            if answer.status_code == 200:
                self.latest = answer.json()["refresh_token"]
            elif answer.status_code < 500:
                self.unexpected = answer.text


def finish(clients: list[Client]) -> None:
    for client in clients:
        client.ends.set()
    for client in clients:
        client.join(60)
        assert client.unexpected is None, client.unexpected


def test_a_replica_that_is_killed_loses_no_token(pair: Replicas) -> None:
    clients = [Client(pair.front) for _ in range(8)]
    for client in clients:
        client.start()
    time.sleep(2)
    pair.one.process.kill()
    pair.one.process.wait()
    time.sleep(2)
    finish(clients)
    for client in clients:
        assert refresh(pair.other, client.latest).status_code == 200


def test_a_store_that_is_away_for_five_seconds_is_used_again(pair: Replicas) -> None:
    clients = [Client(pair.front) for _ in range(8)]
    for client in clients:
        client.start()
    time.sleep(1)
    pair.redis.pause()
    time.sleep(5)
    health = requests.get(f"{pair.one.url}/_mock/health", timeout=30)
    assert (health.status_code, health.json()["status"]) == (503, "DEGRADED")
    assert requests.get(f"{pair.one.issuer}/v1/keys", timeout=30).status_code == 200
    pair.redis.resume()
    resumed = time.monotonic()
    time.sleep(5)
    finish(clients)
    statuses = Counter(status for client in clients for _, status in client.answers)
    assert set(statuses) == {200, 503}, statuses
    for client in clients:
        assert any(status == 200 for at, status in client.answers if at > resumed + 3), "no service after five seconds"
        assert refresh(pair.front, client.latest).status_code == 200
    assert requests.get(f"{pair.one.url}/_mock/health", timeout=30).json()["status"] == "UP"


def test_a_store_that_starts_again_empty_is_used_again(binary: Path) -> None:
    with redis() as first:
        with running(binary, "--store", first.address) as double:
            sign_in(double)
            first.process.kill()
            first.process.wait()
            assert requests.get(f"{double.url}/_mock/store", timeout=30).json()["status"] == "DOWN"
            form = {"grant_type": "refresh_token", "refresh_token": "any"}
            assert token(double, **form).status_code in (400, 503)
            with redis(first.port):
                deadline = time.monotonic() + 20
                while requests.get(f"{double.url}/_mock/health", timeout=30).status_code != 200:
                    assert time.monotonic() < deadline, double.log


def test_a_store_that_does_not_answer_ends_the_start(binary: Path) -> None:
    port = free_port()
    done = run_program(binary, "serve", "--port", "0", "--store", f"redis://me:secret@127.0.0.1:{port}/1")
    assert (done.status, done.stdout) == (69, ""), done
    assert f"redis://127.0.0.1:{port}/1: Connection refused" in done.stderr
    assert "secret" not in done.stderr
