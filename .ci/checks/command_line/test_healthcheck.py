"""healthcheck gives up in time, however the server behaves; files are written only where they were asked for."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.double import environment, run, running

# Its timeout is five seconds for the whole answer.
LONGEST = 8


@contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that answers each connection like this until the block ends; the URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    try:
                        answer(connection)
                    except OSError:
                        pass

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def dripping(start: bytes) -> Callable[[socket.socket], None]:
    """A byte every tenth of a second, for longer than anybody waits."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(10 * LONGEST):
            connection.sendall(b"x")
            time.sleep(0.1)

    return answer


def silent(connection: socket.socket) -> None:
    connection.settimeout(LONGEST)
    while connection.recv(1000):
        pass


@pytest.mark.parametrize(
    "answer",
    [dripping(b""), dripping(b"HTTP/1.1 200 OK\r\nX: "), dripping(b"HTTP/1.1 200 OK\r\n\r\n"), silent],
    ids=["status line", "field", "body", "silent"],
)
def test_a_server_that_does_not_come_to_an_end(binary: Path, answer: Callable[[socket.socket], None]) -> None:
    with serving(answer) as url:
        start = time.monotonic()
        done = run(binary, "healthcheck", url)
        assert time.monotonic() - start < LONGEST
        assert done.status == 1
        assert done.stderr


def test_over_tls_too(binary: Path) -> None:
    with serving(dripping(b"")) as url:
        start = time.monotonic()
        assert run(binary, "healthcheck", url.replace("http:", "https:")).status == 1
        assert time.monotonic() - start < LONGEST


def test_a_server_that_answers(binary: Path) -> None:
    with running(binary) as double:
        assert run(binary, "healthcheck", double.url).status == 0


@pytest.mark.parametrize("what", ["export", "ready file"])
def test_a_planted_link_is_not_followed(binary: Path, tmp_path: Path, what: str) -> None:
    """Links whose names the temporary files would have, and the file itself as a link to another's file."""
    precious = tmp_path / "precious"
    precious.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    if what == "export":
        (out / "users.json").symlink_to(precious)
        done = run(binary, "export", "--out", out, "--secrets")
        assert done.status == 0, done
        assert precious.read_text() == "mine"
        assert not (out / "users.json").is_symlink() and "alice@example.com" in (out / "users.json").read_text()
    else:
        ready = out / "ready.json"
        ready.symlink_to(precious)
        process = subprocess.Popen(
            [binary, "--port", "0", "--ready-file", ready], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=environment(),
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 20
            while not ready.exists() or ready.is_symlink():
                assert time.monotonic() < deadline
                time.sleep(0.02)
            assert "url" in ready.read_text()
            assert precious.read_text() == "mine"
        finally:
            process.terminate()
            process.wait(20)
