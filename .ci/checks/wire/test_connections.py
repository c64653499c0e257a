"""Clients keep their connections and see right lengths."""

import asyncio
import http.client
import subprocess
from urllib.parse import urlsplit

import aiohttp
import requests

from .conftest import Both

PATHS = ["/oauth2/default/v1/keys", "/oauth2/default/.well-known/openid-configuration", "/nowhere", "/_mock/health"]


def test_http_client(both: Both) -> None:
    connection = http.client.HTTPConnection(urlsplit(both.http).netloc, timeout=10)
    connection.connect()
    socket = connection.sock
    for path in PATHS * 3:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert len(answer.read()) == int(answer.headers["Content-Length"])
        assert connection.sock is socket


def test_aiohttp(both: Both) -> None:
    made = []

    async def talk() -> None:
        trace = aiohttp.TraceConfig()

        async def count(*_: object) -> None:
            made.append(1)

        trace.on_connection_create_end.append(count)
        async with aiohttp.ClientSession(both.http, trace_configs=[trace]) as session:
            for path in PATHS * 3:
                async with session.get(path) as answer:
                    assert len(await answer.read()) == answer.content_length

    asyncio.run(talk())
    assert len(made) == 1


def test_curl(both: Both) -> None:
    urls = [both.https + path for path in PATHS]
    command = ["curl", "-s", "--cacert", str(both.ca), "-w", "%{num_connects} %{ssl_verify_result}\n"]
    outputs = sum((["-o", "/dev/null", url] for url in urls), [])
    lines = subprocess.run(command + outputs, check=True, capture_output=True, text=True).stdout.split("\n")
    assert lines[: len(urls)] == ["1 0"] + ["0 0"] * (len(urls) - 1)


def test_the_issuer_follows_the_scheme(both: Both) -> None:
    for url in (both.http, both.https):
        discovery = requests.get(url + PATHS[1], verify=str(both.ca), timeout=10).json()
        assert discovery["issuer"] == url + "/oauth2/default"
        assert requests.get(discovery["jwks_uri"], verify=str(both.ca), timeout=10).ok


def test_the_ca_is_served(both: Both) -> None:
    served = requests.get(both.http + "/_mock/ca.pem", timeout=10)
    assert served.text == both.ca.read_text()
