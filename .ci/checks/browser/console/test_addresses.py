"""The console of a tenant, behind a token, on a port of its own."""

import re
from pathlib import Path

import requests
from selenium.webdriver.common.keys import Keys
from support.chromium import Chromium
from support.double import Double, running

from .page import Console, shell


def test_a_tenant_has_its_own_console(chromium: Chromium, double: Double) -> None:
    requests.put(f"{double.url}/_mock/orgs/team-a", json={}, timeout=10).raise_for_status()
    console = Console(chromium, double, url=f"{double.url}/t/team-a/_mock/").wait_until_live()
    requests.get(f"{double.url}/t/team-a/oauth2/default/v1/keys", timeout=10)
    requests.get(f"{double.url}/oauth2/short/v1/keys", timeout=10)
    assert "/oauth2/default/v1/keys" in console.wait_for_rows(1)[0]
    console.view("builder")
    console.wait_for("#curl", f"{double.url}/t/team-a/oauth2/default/v1/token")
    console.chromium.click("#run")
    console.wait_for("#answer .signature", "signature verified")
    chromium.run("tenant.value = ''; tenant.onchange()")
    chromium.wait_for_url(f"{double.url}/_mock/")
    requests.delete(f"{double.url}/_mock/orgs/team-a", timeout=10).raise_for_status()


def test_the_control_token_is_asked_for(chromium: Chromium, binary: Path) -> None:
    with running(binary, "--control-token", "s3cret") as double:
        console = Console(chromium, double)
        chromium.wait(lambda: console.is_shown("#control-token"), "waited for the question")
        chromium.fill("#control-token", "s3cret")
        chromium.find("#control-token").send_keys(Keys.ENTER)
        console.wait_until_live()
        console.service_token()
        console.wait_for_rows(1)
        console.view("builder")
        console.wait_for("#curl", "Authorization: Bearer s3cret")
        assert '"access_token":"ey' in shell(console.content("#curl"))
        chromium.open("about:blank")


def test_on_a_port_of_its_own_the_lines_lead_to_the_org(chromium: Chromium, binary: Path) -> None:
    with running(binary, "--control-port", "0") as double:
        url = re.search(r"Console +(\S+)/_mock/", double.card)[1]
        console = Console(chromium, double, url=f"{url}/_mock/").wait_until_live()
        console.view("builder")
        console.wait_for("#curl", f"{double.url}/oauth2/default/v1/token")
        assert not chromium.find("#run").is_enabled()
        assert '"access_token":"ey' in shell(console.content("#curl"))
        console.view("exchanges")
        assert "access id" in console.wait_for_rows(2)[0]
        chromium.open("about:blank")
