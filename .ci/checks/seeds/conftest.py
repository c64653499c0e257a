"""The double with Fixtures/okta-docs.json, alone or with a switch of the mock's own on top."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.double import running

from .docs import Docs


@pytest.fixture(scope="module")
def fixture(repository: Path) -> Path:
    return repository / "Fixtures" / "okta-docs.json"


@pytest.fixture(scope="module")
def docs(binary: Path, fixture: Path) -> Iterator[Docs]:
    with running(binary, "--fixtures", fixture) as double:
        yield Docs(double, fixture)


@pytest.fixture
def docs_with(binary: Path, fixture: Path, tmp_path: Path) -> Iterator[Callable[[dict], Docs]]:
    """Starts the double with a second fixture file that is laid over the first."""
    with ExitStack() as stack:

        def start(overlay: dict) -> Docs:
            file = tmp_path / "overlay.json"
            file.write_text(json.dumps(overlay))
            return Docs(stack.enter_context(running(binary, "--fixtures", fixture, "--fixtures", file)), fixture)

        yield start
