"""What every page must be: usable by everybody, well formed, small, and whole without anything from elsewhere."""

from collections.abc import Callable, Iterator

import html5lib
import pytest
from axe_core_python.selenium import Axe
from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .pages import PAGES

MOST_BYTES = 40_000


@pytest.fixture(params=PAGES)
def picture(
    request: pytest.FixtureRequest, chromium: Chromium, okta: Okta, app: App, pytestconfig: pytest.Config
) -> Iterator[Callable[[str], None]]:
    """The browser is at a page; a picture of it is left where the option --pictures says."""
    PAGES[request.param](chromium, okta, app)

    def picture(look: str) -> None:
        if folder := pytestconfig.getoption("--pictures"):
            folder.mkdir(parents=True, exist_ok=True)
            chromium.driver.save_screenshot(str(folder / f"{request.param}-{look}.png"))

    yield picture
    # A page with status 400 or 404 is what some of these are about.
    assert all("status of 40" in complaint for complaint in chromium.log())


def test_every_page(chromium: Chromium, picture: Callable[[str], None]) -> None:
    check_document(chromium)
    for scheme in ("light", "dark"):
        chromium.prefer(scheme)
        picture(scheme)
        violations = Axe().run(chromium.driver)["violations"]
        assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == [], scheme
    chromium.be_a_phone()
    picture("phone")
    check_on_a_phone(chromium)


def check_document(chromium: Chromium) -> None:
    source = chromium.source()
    html5lib.HTMLParser(strict=True).parse(source)
    assert len(source.encode()) < MOST_BYTES
    assert chromium.find("html").get_attribute("lang") == "en"
    assert chromium.run("return document.querySelector('meta[name=viewport]').content")
    assert chromium.run("return document.querySelector('meta[name=color-scheme]').content") == "light dark"
    assert chromium.driver.title
    assert chromium.run("return performance.getEntriesByType('resource').map(entry => entry.name)") == []


def check_on_a_phone(chromium: Chromium) -> None:
    """Nothing sticks out to the right, and what is pressed is as high as a finger needs (WCAG 2.2, 2.5.8)."""
    assert chromium.run("return document.documentElement.scrollWidth") == 360
    for element in chromium.find_all("button, input:not([type=hidden]), summary"):
        # What is for browsers without script has no height in one with it.
        assert not 0 < element.size["height"] < 24, element.get_attribute("outerHTML")
