"""State in a file: what was answered is there after `kill -9`, at whatever moment that came."""

import random
import stat
import threading
import time
from pathlib import Path

import requests
from support.double import Double, run, running

# The lives of one file, each ended in the middle of its work.
LIVES = 200
CLIENTS = 2
# The program is at work when the first of these has passed, and has done much when the last has.
MOMENTS = (0.005, 0.1)


def token(double: Double, **form: str) -> requests.Response:
    return requests.post(f"{double.issuer}/v1/token", data={"client_id": "native-app", **form}, timeout=10)


def sign_in(double: Double) -> dict:
    answer = token(
        double, grant_type="password", username="alice@example.com", password="Alice-pw-1", scope="openid offline_access"
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def refresh(double: Double, refresh_token: str) -> requests.Response:
    return token(double, grant_type="refresh_token", refresh_token=refresh_token)


def is_active(double: Double, text: str) -> bool:
    answer = requests.post(
        f"{double.issuer}/v1/introspect", data={"client_id": "native-app", "token": text}, timeout=10
    )
    return answer.json()["active"]


def kill(double: Double) -> None:
    double.process.kill()
    double.process.wait()


def test_tokens_are_good_after_kill(binary: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'state.db'}"
    with running(binary, "--store", store) as double:
        assert stat.S_IMODE((tmp_path / "state.db").stat().st_mode) == 0o600
        kept, revoked = sign_in(double), sign_in(double)
        form = {"client_id": "native-app", "token": revoked["refresh_token"]}
        assert requests.post(f"{double.issuer}/v1/revoke", data=form, timeout=10).status_code == 200
        kill(double)
    with running(binary, "--store", store) as double:
        assert requests.get(f"{double.url}/_mock/store", timeout=10).json() == {"kind": "sqlite", "status": "UP"}
        assert is_active(double, kept["access_token"])
        assert not is_active(double, revoked["access_token"])
        assert refresh(double, revoked["refresh_token"]).json()["error"] == "invalid_grant"
        assert refresh(double, kept["refresh_token"]).status_code == 200


def test_the_clock_goes_on_after_a_restart(binary: Path, tmp_path: Path) -> None:
    store, beginning = f"sqlite:{tmp_path / 'state.db'}", "2030-01-01T00:00:00Z"
    with running(binary, "--store", store, "--clock", beginning) as double:
        time.sleep(0.2)
        before = requests.get(f"{double.url}/_mock/clock", timeout=10).json()["now"]
        kill(double)
    with running(binary, "--store", store, "--clock", beginning) as double:
        after = requests.get(f"{double.url}/_mock/clock", timeout=10).json()["now"]
    assert beginning[:-1] < before < after


def test_a_path_like_a_uri_is_a_path(binary: Path, tmp_path: Path) -> None:
    with running(binary, "--store", "sqlite:file:state.db?mode=memory") as double:
        sign_in(double)
        kept = tmp_path / "file:state.db?mode=memory"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert kept.stat().st_size > 0


class Client(threading.Thread):
    """Refreshes again and again, and keeps the latest token that it was answered with."""

    def __init__(self, double: Double, latest: str) -> None:
        super().__init__(daemon=True)
        self.double, self.latest = double, latest
        self.refused: requests.Response | None = None

    def run(self) -> None:
        while self.refused is None:
            try:
                answer = refresh(self.double, self.latest)
            except requests.RequestException:
                return
            if answer.status_code == 200:
                self.latest = answer.json()["refresh_token"]
            else:
                self.refused = answer


def test_a_crash_at_any_moment_loses_nothing_that_was_answered(binary: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'state.db'}"
    moments = random.Random(1)
    latest: list[str] = []
    for life in range(LIVES):
        with running(binary, "--store", store, "--threads", "1") as double:
            while len(latest) < CLIENTS:
                latest.append(sign_in(double)["refresh_token"])
            clients = [Client(double, text) for text in latest]
            for client in clients:
                client.start()
            time.sleep(moments.uniform(*MOMENTS))
            kill(double)
            for client in clients:
                client.join()
                assert client.refused is None, f"life {life}: {client.refused.text}"
            latest = [client.latest for client in clients]


def test_a_file_in_use_or_of_something_else_is_refused(binary: Path, tmp_path: Path) -> None:
    used = tmp_path / "state.db"
    with running(binary, "--store", f"sqlite:{used}"):
        done = run(binary, "serve", "--port", "0", "--store", f"sqlite:{used}")
        assert (done.status, done.stdout) == (69, ""), done
        assert f"{used} is in use by another process" in done.stderr
    other = tmp_path / "notes.txt"
    other.write_text("these are notes, and nothing that a program should write to")
    done = run(binary, "serve", "--port", "0", env={"MOCK_OKTA_STORE": f"sqlite:{other}"})
    assert done.status == 69, done
    assert f"{other}: file is not a database" in done.stderr
    assert "these are notes" in other.read_text()


def test_a_store_that_is_not_known_is_bad_usage(binary: Path) -> None:
    done = run(binary, "serve", "--port", "0", "--store", "mysql:there")
    assert done.status == 64, done
    assert "--store: mysql:there is none of memory, sqlite:PATH or redis://" in done.stderr
