"""One double that speaks HTTP and HTTPS at once, for all checks of this folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.double import running


@dataclass
class Both:
    http: str
    https: str
    ca: Path


@pytest.fixture(scope="session")
def both(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    ca = tmp_path_factory.mktemp("ca") / "ca.pem"
    with running(binary, "--tls-port", "0", "--tls-ca-out", ca) as double:
        https = re.search(r"https://[\d.:]+", double.card)
        assert https, double.card
        yield Both(double.url, https[0], ca)
