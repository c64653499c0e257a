"""A real browser: Debian's Chromium without a window, driven by Debian's chromedriver."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import ChromeOptions, Remote
from selenium.webdriver.chromium.remote_connection import ChromiumRemoteConnection
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from .double import environment

# A machine that is busy with something else gets this long for what takes milliseconds.
PATIENCE_SECONDS = 30

# What it says of every page in a frame whose form would begin with the focus, as is right outside of frames.
NO_FOCUS = "Blocked autofocusing on a"

# How the driver words a stale element when the page is replaced in the middle of a command.
REPLACED = "does not belong to the document"

T = TypeVar("T")


@contextmanager
def driving(folder: Path) -> Iterator[Remote]:
    """The browser while the block runs, its profile in a folder of its own."""
    with (folder / "chromedriver").open("wb") as output:
        # It picks its port itself: one that was probed beforehand could be taken in between.
        process = subprocess.Popen(
            ["chromedriver", "--port=0"], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment()
        )
    try:
        url = f"http://127.0.0.1:{driver_port(folder / 'chromedriver', process)}"
        connection = ChromiumRemoteConnection(url, vendor_prefix="goog", browser_name="chrome", ignore_proxy=True)
        driver = Remote(connection, options=options(folder / "profile"))
        try:
            yield driver
        finally:
            driver.quit()
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def options(profile: Path) -> ChromeOptions:
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    # Inside a container it runs as root and has little shared memory.
    for switch in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(switch)
    for switch in ("--no-proxy-server", "--no-first-run", "--disable-background-networking", "--lang=en-US"):
        options.add_argument(switch)
    # No browser trusts the double's own CA; that certificates verify is shown elsewhere.
    options.add_argument("--ignore-certificate-errors")
    # Another server may listen on ::1 at the same port.
    options.add_argument("--host-resolver-rules=MAP localhost 127.0.0.1, MAP *.localhost 127.0.0.1")
    options.add_argument("--window-size=1000,900")
    options.add_argument(f"--user-data-dir={profile}")
    # Debian's keeps third parties' cookies back, with which renewal in a frame of another site works nowhere.
    options.add_experimental_option("prefs", {"profile.cookie_controls_mode": 0})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return options


def driver_port(output: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        said = output.read_text()
        if found := re.search(r"started successfully on port (\d+)", said):
            return int(found[1])
        assert process.poll() is None, f"chromedriver exited with {process.returncode}:\n{said}"
        assert time.monotonic() < deadline, f"chromedriver is not ready after {PATIENCE_SECONDS} s:\n{said}"
        time.sleep(0.01)


class Chromium:
    """One person's browser: no cookie, no storage and one empty tab to begin with."""

    def __init__(self, driver: Remote) -> None:
        self.driver = driver
        self.scripts = True
        driver.set_page_load_timeout(PATIENCE_SECONDS)
        driver.set_script_timeout(PATIENCE_SECONDS)
        # What a check has changed of a tab, such as that no script runs, goes with the tab.
        former = driver.window_handles
        driver.switch_to.new_window("tab")
        ours = driver.current_window_handle
        for handle in former:
            driver.switch_to.window(handle)
            driver.close()
        driver.switch_to.window(ours)
        self.command("Network.clearBrowserCookies")
        self.command("Network.clearBrowserCache")
        self.command("Storage.clearDataForOrigin", origin="*", storageTypes="all")
        self.log()
        self.events("")

    def command(self, name: str, **parameters: object) -> dict:
        """A command of the DevTools protocol."""
        return self.driver.execute("executeCdpCommand", {"cmd": name, "params": parameters})["value"]

    def without_script(self) -> None:
        self.scripts = False
        self.command("Emulation.setScriptExecutionDisabled", value=True)

    def with_script(self) -> None:
        """From here on: what a page shows because there is none stays."""
        self.scripts = True
        self.command("Emulation.setScriptExecutionDisabled", value=False)

    def prefer(self, scheme: str) -> None:
        """Sets the person's colour scheme, `light` or `dark`, without motion: a change of colours takes no time then."""
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        self.command(
            "Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in features.items()]
        )

    def be_a_phone(self, width: int = 360, height: int = 740) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True
        )

    def open(self, url: str) -> None:
        self.driver.get(url)

    @property
    def url(self) -> str:
        return self.driver.current_url

    @property
    def parameters(self) -> dict[str, str]:
        """What the address carries, in its fragment or else in its query."""
        parts = urlsplit(self.url)
        return {name: values[0] for name, values in parse_qs(parts.fragment or parts.query, True).items()}

    @property
    def text(self) -> str:
        return self.find("body").text

    def wait(self, condition: Callable[[], T], what: str) -> T:
        """The first true value of a condition, however long the page takes to be replaced by the next."""

        def on_one_page(_: Remote) -> T:
            try:
                return condition()
            except WebDriverException as error:
                if REPLACED in (error.msg or ""):
                    raise StaleElementReferenceException(error.msg) from error
                raise

        wait = WebDriverWait(self.driver, PATIENCE_SECONDS, 0.02, [StaleElementReferenceException])
        return wait.until(on_one_page, f"{what}; the browser is at {self.url}")

    def wait_for_url(self, prefix: str) -> str:
        self.wait(lambda: self.url.startswith(prefix), f"waited for {prefix}")
        return self.url

    def find_all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def find(self, selector: str) -> WebElement:
        """The first element that a CSS selector finds, now or soon."""
        (element, *_) = self.wait(lambda: self.find_all(selector), f"waited for {selector}")
        return element

    def wait_for_text(self, text: str) -> None:
        self.wait(lambda: text in self.text, f"waited for the text {text!r}")

    def fill(self, selector: str, text: str) -> None:
        def filled() -> bool:
            element = self.find(selector)
            element.clear()
            element.send_keys(text)
            return True

        self.wait(filled, f"waited to fill {selector}")

    def click(self, selector: str) -> None:
        self.press(selector, "")

    def press(self, selector: str, text: str) -> None:
        """Clicks the element among those found whose text begins like this."""

        def pressed() -> bool:
            found = [each for each in self.find_all(selector) if each.text.startswith(text)]
            if found:
                found[0].click()
            return bool(found)

        self.wait(pressed, f"waited for {selector} that says {text!r}")

    def type(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.focused.send_keys(*keys)

    def tab(self) -> None:
        self.type(Keys.TAB)

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def source(self) -> str:
        """The document as it was sent, before scripts and the parser's repairs."""
        documents = [each for each in self.events("Network.responseReceived") if each["type"] == "Document"]
        return self.command("Network.getResponseBody", requestId=documents[-1]["requestId"])["body"]

    def run(self, script: str, *arguments: object) -> object:
        return self.driver.execute_script(script, *arguments)

    def in_frame(self, selector: str) -> None:
        self.driver.switch_to.frame(self.find(selector))

    def events(self, name: str) -> list[dict]:
        """The DevTools events of a kind since the last call."""
        entries = self.driver.execute("getLog", {"type": "performance"})["value"]
        events = [json.loads(entry["message"])["message"] for entry in entries]
        return [each["params"] for each in events if each["method"] == name]

    def requested(self) -> list[str]:
        """Where the browser has gone since it was last asked, every redirect included."""
        return [each["request"]["url"] for each in self.events("Network.requestWillBeSent")]

    def log(self) -> list[str]:
        """What the browser has complained of since it was last asked: scripts, blocked resources, failed loads."""
        entries = self.driver.execute("getLog", {"type": "browser"})["value"]
        return [entry["message"] for entry in entries if NO_FOCUS not in entry["message"]]

    def forget(self, expected: str) -> bool:
        """Takes one complaint out of the log that a check provoked; whether it was all there was."""
        said = self.wait(self.log, f"waited for the browser to say {expected!r}")
        return len(said) == 1 and expected in said[0]
