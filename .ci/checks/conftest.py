"""What every check shares: the program under test, and the rule that none may be left out."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--binary", required=True, type=lambda path: Path(path).resolve(), help="the program under test")
    parser.addoption("--share", type=float, default=1.0, help="the share of the hostile requests to send, for a quick run")
    parser.addoption("--pictures", type=lambda path: Path(path).resolve(), help="a folder to leave a picture of every page in")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A check that was skipped showed nothing, so it counts as failed."""
    results = session.config.pluginmanager.get_plugin("terminalreporter").stats
    if session.exitstatus == 0 and any(results.get(kind) for kind in ("skipped", "xfailed", "deselected")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def binary(pytestconfig: pytest.Config) -> Path:
    return pytestconfig.getoption("--binary")


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(autouse=True)
def scratch_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check runs in a folder of its own: some client libraries write keys into the working directory."""
    monkeypatch.chdir(tmp_path)
