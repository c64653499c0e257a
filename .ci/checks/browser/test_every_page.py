"""What every page must be: usable by everybody, well formed, small, and as its answer says."""

import html5lib
import pytest
from axe_core_python.selenium import Axe
from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .pages import PAGES

MOST_BYTES = 40_000


@pytest.fixture(params=PAGES)
def visit(request: pytest.FixtureRequest, chromium: Chromium, okta: Okta, app: App, pytestconfig: pytest.Config):
    """Goes to a page; a picture is left where the option --pictures says."""

    def visit(look: str) -> None:
        PAGES[request.param](chromium, okta, app)
        if folder := pytestconfig.getoption("--pictures"):
            folder.mkdir(parents=True, exist_ok=True)
            chromium.driver.save_screenshot(str(folder / f"{request.param}-{look}.png"))

    yield visit
    # A page of its own with status 400 or 404 is what these are about.
    assert all("status of 40" in complaint for complaint in chromium.log())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(chromium: Chromium, visit, scheme: str) -> None:
    chromium.prefer(scheme)
    visit(scheme)
    violations = Axe().run(chromium.driver)["violations"]
    assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == []


def test_on_a_phone(chromium: Chromium, visit) -> None:
    """Nothing sticks out to the right, and what is pressed is as high as a finger needs (WCAG 2.2, 2.5.8)."""
    chromium.be_a_phone()
    visit("phone")
    assert chromium.run("return document.documentElement.scrollWidth") == 360
    for element in chromium.find_all("button, input:not([type=hidden]), summary"):
        assert element.size["height"] >= 24, element.get_attribute("outerHTML")


def test_the_document(chromium: Chromium, visit) -> None:
    visit("light")
    source = chromium.source()
    html5lib.HTMLParser(strict=True).parse(source)
    assert len(source.encode()) < MOST_BYTES
    assert chromium.find("html").get_attribute("lang") == "en"
    assert chromium.run("return document.querySelector('meta[name=viewport]').content")
    assert chromium.run("return document.querySelector('meta[name=color-scheme]').content") == "light dark"
    assert chromium.driver.title
    # Nothing comes from elsewhere, and nothing but the page itself was asked for.
    assert chromium.run("return performance.getEntriesByType('resource').map(entry => entry.name)") == []
