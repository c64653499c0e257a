"""One exchange as a network panel shows it, and a filter that an address keeps."""

import shlex

from .page import SERVICE, Console


def tab(console: Console, name: str) -> None:
    console.chromium.click(f"#tab-{name}")
    console.chromium.wait(lambda: console.chromium.find(f"#tab-{name}").get_attribute("aria-selected") == "true", name)


def test_header_fields_and_bodies(console: Console) -> None:
    console.service_token()
    console.wait_for_rows(1)
    console.view("exchanges/1")
    console.wait_for("#details", "Authentication")
    tab(console, "request")
    console.wait_for("#exchange-panel", "Basic [redacted]")
    console.wait_for("#exchange-panel", "grant_type=client_credentials")
    console.wait_for("#exchange-panel button", "Show secrets").click()
    console.wait_for("#exchange-panel", "Basic c2VydmljZS1hcHA6c2VydmljZS1zZWNyZXQ=")
    tab(console, "response")
    console.wait_for("#exchange-panel", '"token_type": "Bearer"')
    console.wait_for("#exchange-panel", "of real time in the endpoint")


def test_the_copied_line_repeats_the_request(console: Console) -> None:
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    console.wait_for_rows(1)
    console.view("exchanges/1")
    console.chromium.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    console.wait_for("#details button", "Copy as curl").click()
    line = console.chromium.wait(lambda: console.chromium.run("return window.copied"), "waited for the line")
    words = shlex.split(line.replace("\\\n", " "))
    assert words[:4] == ["curl", "-i", "-X", "POST"] and words[4] == f"{console.double.url}/oauth2/short/v1/token"
    assert "grant_type=client_credentials&scope=orders%3Awrite" in words
    assert any(word.startswith("Authorization: Basic c2Vy") for word in words)


def test_an_address_keeps_the_filter(console: Console) -> None:
    console.service_token()
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    console.wait_for_rows(2)
    console.chromium.run("const f = document.getElementById('filter-status'); f.value = '4'; f.dispatchEvent(new Event('input', {bubbles: true}))")
    console.wait_for_rows(1)
    assert console.chromium.run("return location.hash") == "#exchanges?status=4"
    console.chromium.find("#rows .row").click()
    console.wait_for("#details", "access_denied")
    address = console.chromium.run("return location.href")
    assert address.endswith("#exchanges/2?status=4")
    console.chromium.open("about:blank")
    again = Console(console.chromium, console.double, address).wait_until_live()
    again.wait_for("#details", "access_denied")
    again.wait_for_rows(1)


def test_the_archive_has_what_is_shown(console: Console) -> None:
    console.service_token()
    console.token("short", SERVICE, grant_type="client_credentials", scope="orders:write")
    console.wait_for_rows(2)
    script = """
        const made = URL.createObjectURL;
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.archive = text; }); return made.call(URL, blob); };
    """
    console.chromium.run(script)
    console.chromium.run("const f = document.getElementById('filter-status'); f.value = '4'; f.dispatchEvent(new Event('input', {bubbles: true}))")
    console.wait_for_rows(1)
    console.chromium.click("#har")
    console.chromium.wait(lambda: console.chromium.run("return window.archive"), "waited for the archive")
    assert console.chromium.run("return JSON.parse(window.archive).log.entries.map(each => each.response.status)") == [401]
