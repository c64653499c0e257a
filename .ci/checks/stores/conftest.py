"""Two replicas on one store, in place of the one process of the other checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.double import Double
from support.replicas import Replicas, replicas

FIXTURE = Path(__file__).resolve().parents[1] / "fixture.json"


@pytest.fixture
def pair(binary: Path) -> Iterator[Replicas]:
    """With the org that the program has without fixtures."""
    with replicas(binary) as pair:
        yield pair


@pytest.fixture
def double(binary: Path) -> Iterator[Double]:
    """Both replicas by nginx, for the checks of real clients."""
    with replicas(binary, "--fixtures", FIXTURE) as pair:
        yield pair.front
