"""Versions, ciphers and names of TLS, as Python's OpenSSL sees them."""

import socket
import ssl
import warnings
from urllib.parse import urlsplit

import pytest

from .conftest import Both


def handshake(both: Both, name: str = "localhost", **options: object) -> tuple[str | None, str, str | None]:
    context = ssl.create_default_context(cafile=str(both.ca))
    for option, value in options.items():
        setattr(context, option, value)
    context.set_alpn_protocols(["h2", "http/1.1"])
    address = urlsplit(both.https)
    with socket.create_connection((address.hostname, address.port), 10) as plain:
        with context.wrap_socket(plain, server_hostname=name) as secure:
            return secure.version(), secure.cipher()[0], secure.selected_alpn_protocol()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_names(both: Both, name: str) -> None:
    assert handshake(both, name)[0] == "TLSv1.3"


def test_another_name_is_not_believed(both: Both) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(both, "okta.example")


def test_versions(both: Both) -> None:
    version, cipher, protocol = handshake(both, maximum_version=ssl.TLSVersion.TLSv1_2)
    assert (version, protocol) == ("TLSv1.2", "http/1.1")
    assert cipher.startswith("ECDHE-") and ("GCM" in cipher or "CHACHA20" in cipher)
    with warnings.catch_warnings(), pytest.raises(ssl.SSLError):
        warnings.simplefilter("ignore")
        handshake(both, minimum_version=ssl.TLSVersion.TLSv1, maximum_version=ssl.TLSVersion.TLSv1_1)
