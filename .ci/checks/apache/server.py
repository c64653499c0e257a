"""An Apache of its own for one check: a free port, one temporary folder, ended with the check."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

MODULES = Path("/usr/lib/apache2/modules")
PROGRAM = "/usr/sbin/apache2"
LOADED = ["mpm_event", "authn_core", "authz_core", "authz_user", "headers", "auth_openidc"]
START_SECONDS = 20


@dataclass
class Apache:
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def pages(self) -> Path:
        return self.folder / "pages"

    @property
    def log(self) -> str:
        return (self.folder / "error.log").read_text()


@contextmanager
def running(port: int, directives: str) -> Iterator[Apache]:
    """Apache while the block runs, in the foreground, so that ending this process ends all of it."""
    with TemporaryDirectory() as name:
        apache = Apache(port, Path(name))
        # Started by root, it serves as another user.
        apache.folder.chmod(0o755)
        apache.pages.mkdir()
        (apache.pages / "index.html").write_text("the protected page")
        (apache.pages / "goodbye.html").write_text("signed out")
        (apache.folder / "apache.conf").write_text(configuration(apache, directives))
        command = [PROGRAM, "-d", apache.folder, "-f", apache.folder / "apache.conf", "-D", "FOREGROUND"]
        with (apache.folder / "stderr").open("wb") as stderr:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=stderr)
        try:
            wait_for(apache, process)
            yield apache
        finally:
            process.terminate()
            process.wait(20)


def configuration(apache: Apache, directives: str) -> str:
    folder = apache.folder
    loads = [f"LoadModule {name}_module {MODULES / f'mod_{name}.so'}" for name in LOADED]
    user = ["User www-data", "Group www-data"] if os.getuid() == 0 else []
    return "\n".join(
        [
            f"Listen 127.0.0.1:{apache.port}",
            f"ServerName localhost:{apache.port}",
            f"PidFile {folder / f'apache-{apache.port}.pid'}",
            f"DefaultRuntimeDir {folder}",
            f"ErrorLog {folder / 'error.log'}",
            "LogLevel warn auth_openidc:info",
            *loads,
            *user,
            f'DocumentRoot "{apache.pages}"',
            directives,
        ]
    )


def wait_for(apache: Apache, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", apache.port)) == 0:
                return
        said = (apache.folder / "stderr").read_text()
        assert process.poll() is None, f"Apache exited with {process.returncode}:\n{said}"
        assert time.monotonic() < deadline, f"Apache is not ready after {START_SECONDS} s:\n{said}"
        time.sleep(0.02)
