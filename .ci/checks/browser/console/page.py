"""The console as a person uses it, and the control API by which a check sees what came of it."""

import socket
import subprocess
from contextlib import closing
from urllib.parse import urlsplit

import requests
from selenium.webdriver.remote.webelement import WebElement
from support.chromium import Chromium
from support.double import Double, environment

WEB = ("web-app", "web-secret")
SERVICE = ("service-app", "service-secret")


class Console:
    def __init__(self, chromium: Chromium, double: Double, url: str = "") -> None:
        self.chromium = chromium
        self.double = double
        chromium.command("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
        chromium.open(url or f"{double.url}/_mock/")

    def wait_until_live(self) -> "Console":
        self.chromium.wait(lambda: self.text("#live") == "live" and self.text("#count-clients"), "waited for the console")
        return self

    def view(self, name: str) -> None:
        self.chromium.run("location.hash = arguments[0]", name)
        self.chromium.wait(lambda: self.is_shown(f"[data-view='{name.split('/')[0]}']"), f"waited for the view {name}")

    def is_shown(self, selector: str) -> bool:
        return any(element.is_displayed() for element in self.chromium.find_all(selector))

    def text(self, selector: str) -> str:
        return self.chromium.find(selector).text

    def content(self, selector: str) -> str:
        """The text as it is in the document, with all its line breaks."""
        return self.chromium.find(selector).get_attribute("textContent")

    def texts(self, selector: str) -> list[str]:
        """In one step, as the page may change between two."""
        script = "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())"
        return self.chromium.run(script, selector)

    def wait_for(self, selector: str, text: str) -> WebElement:
        """The first element found that has this text in it."""
        found = lambda: [each for each in self.chromium.find_all(selector) if text in each.text]  # noqa: E731
        return self.chromium.wait(found, f"waited for {text!r} in {selector}")[0]

    def rows(self) -> list[str]:
        """The exchanges in sight, the newest first."""
        script = """
            return [...document.querySelectorAll('#rows .row')]
                .sort((one, other) => one.getAttribute('aria-rowindex') - other.getAttribute('aria-rowindex'))
                .map(row => [...row.children].map(cell => cell.textContent.trim()).filter(Boolean).join(' '))
        """
        return self.chromium.run(script)

    def wait_for_rows(self, count: int) -> list[str]:
        self.chromium.wait(lambda: len(self.rows()) == count, f"waited for {count} rows, there are {self.rows()}")
        return self.rows()

    def choose(self, name: str, value: str) -> None:
        """Sets a field of the request builder."""
        script = """
            const field = document.getElementById('builder').elements[arguments[0]];
            if (field.type === 'checkbox') field.checked = arguments[1]; else field.value = arguments[1];
            field.dispatchEvent(new Event('input', {bubbles: true}));
        """
        self.chromium.run(script, name, value)

    def api(self, path: str, method: str = "GET", **more: object) -> dict:
        answer = requests.request(method, f"{self.double.url}/_mock{path}", timeout=10, **more)
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def token(self, server: str = "default", auth: tuple[str, str] | None = None, **form: str) -> requests.Response:
        return requests.post(f"{self.double.url}/oauth2/{server}/v1/token", auth=auth, data=form, timeout=10)

    def service_token(self) -> None:
        assert self.token(auth=SERVICE, grant_type="client_credentials", scope="orders:read").status_code == 200

    def sign_in(self) -> dict:
        """Tokens for Alice at an app whose refresh tokens rotate."""
        return self.token(
            client_id="native-app", grant_type="password", username="alice@example.com", password="Alice-pw-1",
            scope="openid offline_access",
        ).json()  # fmt: skip

    def refresh(self, token: str) -> requests.Response:
        return self.token(client_id="native-app", grant_type="refresh_token", refresh_token=token)


def ask_often(url: str, path: str, times: int) -> None:
    """So many requests over one connection, a hundred at a time."""
    address = urlsplit(url)
    request = f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode()
    with closing(socket.create_connection((address.hostname, address.port), timeout=30)) as connection:
        for _ in range(times // 100):
            connection.sendall(request * 100)
            answered, tail = 0, b""
            while answered < 100:
                received = connection.recv(1 << 20)
                assert received, "the double has closed the connection"
                answered += (tail + received).count(b"HTTP/1.1 200 ")
                tail = (tail + received)[-12:]


def shell(lines: str) -> str:
    """The output of lines pasted into a shell."""
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, timeout=30, env=environment())
    assert done.returncode == 0, done.stderr
    return done.stdout
