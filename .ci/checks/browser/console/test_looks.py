"""The console for every eye: well formed, on a phone, light and dark, for screen readers."""

import html5lib
import pytest
import requests
from axe_core_python.selenium import Axe
from support.double import Double

from .page import Console

VIEWS = ["exchanges", "exchanges/2", "grants", "builder", "faults", "tokens", "clients", "users", "policies"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_accessibility(busy: Console, view: str, scheme: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.prefer(scheme)
    busy.wait_for_rows(7)
    busy.view(view)
    if view == "builder":
        busy.chromium.click("#run")
        busy.wait_for("#answer .signature", "signature verified")
    picture(busy, f"console-{view}-{scheme}", pytestconfig)
    violations = Axe().run(busy.chromium.driver)["violations"]
    assert [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in violations] == []


@pytest.mark.parametrize("view", VIEWS)
def test_on_a_phone(busy: Console, view: str, pytestconfig: pytest.Config) -> None:
    busy.chromium.be_a_phone()
    busy.wait_for_rows(7)
    busy.view(view)
    picture(busy, f"console-{view}-phone", pytestconfig)
    assert busy.chromium.run("return document.documentElement.scrollWidth") == 360
    for element in busy.chromium.find_all("button, select, input:not([type=checkbox]), summary"):
        assert not element.is_displayed() or element.size["height"] >= 24, element.get_attribute("outerHTML")


def test_the_document_is_well_formed(double: Double) -> None:
    html5lib.HTMLParser(strict=True).parse(requests.get(f"{double.url}/_mock/", timeout=10).text)


def picture(console: Console, name: str, pytestconfig: pytest.Config) -> None:
    if folder := pytestconfig.getoption("--pictures"):
        folder.mkdir(parents=True, exist_ok=True)
        console.chromium.driver.save_screenshot(str(folder / f"{name.replace('/', '-')}.png"))
