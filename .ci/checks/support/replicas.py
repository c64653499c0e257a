"""Two replicas of the program on one Redis server, behind nginx, which gives each the next request in turn."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from support.double import Double, running
from support.ports import free_port

START_SECONDS = 20


@dataclass
class Redis:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def pause(self) -> None:
        """The server answers nothing, and its port still accepts connections."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def redis(port: int | None = None) -> Iterator[Redis]:
    port = port or free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield Redis(port, process)
    finally:
        process.kill()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, f"{process.args} exited with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, f"{process.args} does not accept after {START_SECONDS} s"
            time.sleep(0.01)


@contextmanager
def nginx(port: int, backends: list[int]) -> Iterator[None]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "nginx.conf").write_text(configuration(folder, port, backends))
        command = ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()
            process.wait(20)


def configuration(folder: Path, port: int, backends: list[int]) -> str:
    servers = "".join(f"server 127.0.0.1:{backend} max_fails=0; " for backend in backends)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
        daemon off; user root; worker_processes 1; pid {folder}/nginx.pid;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; {temporary}
            upstream replicas {{ {servers} keepalive 64; }}
            server {{
                listen 127.0.0.1:{port};
                location / {{
                    proxy_pass http://replicas; proxy_http_version 1.1;
                    proxy_set_header Host $http_host; proxy_set_header Connection "";
                }}
            }}
        }}
    """


@dataclass
class Replicas:
    """`front` is both of them by nginx."""

    front: Double
    one: Double
    other: Double
    redis: Redis


@contextmanager
def replicas(binary: Path, *options: str | Path) -> Iterator[Replicas]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with redis() as store:
        both = ["--store", store.address, "--base-url", url, *options]
        with running(binary, *both) as one, running(binary, *both) as other:
            ports = [own_port(one), own_port(other)]
            with nginx(port, ports):
                front = Double(url, f"{url}/oauth2/default", "", one.process, one.folder)
                for double, own in ((one, ports[0]), (other, ports[1])):
                    double.url = f"http://127.0.0.1:{own}"
                    double.issuer = f"{double.url}/oauth2/default"
                yield Replicas(front, one, other, store)


def own_port(double: Double) -> int:
    """The port of the process itself: its URL is that of nginx."""
    for line in Path(f"/proc/{double.process.pid}/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets(double):
            return int(fields[1].rsplit(":", 1)[1], 16)
    raise AssertionError(f"the program listens on no port:\n{double.log}")


def sockets(double: Double) -> set[str]:
    return {str(link.readlink()) for link in Path(f"/proc/{double.process.pid}/fd").iterdir() if link.is_symlink()}
