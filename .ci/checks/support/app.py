"""The user's app: a site that a browser is sent back to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


@dataclass
class App:
    """Its pages are set by the check; any other path says hello, and `hops` send on. What was posted to it is kept."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    posted: list[dict[str, str]] = field(default_factory=list)
    origins: list[str | None] = field(default_factory=list)
    hops: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def callback(self) -> str:
        return f"{self.origin}/callback"

    def clear(self) -> None:
        for each in (self.pages, self.posted, self.origins, self.hops):
            each.clear()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def app(self) -> App:
        return self.server.app

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path in self.app.hops:
            self.answer(302, "", Location=self.app.hops[path])
        else:
            self.answer(200, self.app.pages.get(path, page("the app")))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.app.posted.append({name: values[0] for name, values in parse_qs(body, True).items()})
        self.app.origins.append(self.headers["Origin"])
        self.answer(200, page("posted to the app"))

    def answer(self, status: int, text: str, **fields: str) -> None:
        body = text.encode()
        self.send_response(status)
        fields |= {"Content-Type": "text/html;charset=utf-8", "Content-Length": str(len(body))}
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><title>App</title><link rel="icon" href="data:,">{body}'


@contextmanager
def serving() -> Iterator[App]:
    """An app while the block runs, at a port that the kernel picked as it was bound."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.app = App(server.server_port)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.app
        finally:
            server.shutdown()
            thread.join()


def authorize_url(issuer: str, client: str, redirect_uri: str, **more: str) -> str:
    base = issuer if "/oauth2" in issuer else f"{issuer}/oauth2"
    parameters = {
        "client_id": client, "response_type": "code", "scope": "openid", "redirect_uri": redirect_uri, "state": "s-1",
    }  # fmt: skip
    return f"{base}/v1/authorize?{urlencode(parameters | more)}"
