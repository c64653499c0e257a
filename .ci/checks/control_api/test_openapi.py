"""The control API is what its OpenAPI document says: read by a validator, and driven by Schemathesis."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from openapi_spec_validator import validate
from support.double import environment, running

# A fixture whose limits a fuzzer does not reach: what is beyond them is answered 503, which would count as a failure.
ROOMY = '{"mock": {"limits": {"snapshots": 1000000, "faults": 1000000, "tenants": 1000000}}}'
# A stream without end, and waits, of which each takes its timeout.
ENDLESS = ["/_mock/events", "/_mock/requests/wait", "/_mock/messages/wait"]
# Whole fixtures, whose schema `mock-okta schema` prints; and positive data cannot know which ids and names exist.
SECONDS = 60


def test_the_document_is_valid(binary: Path) -> None:
    with running(binary) as double:
        document = requests.get(f"{double.url}/_mock/openapi.json", timeout=10).json()
    validate(document)
    assert document["openapi"].startswith("3.1") and len(document["paths"]) > 30


def test_schemathesis_finds_nothing(binary: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    fixture = tmp_path / "roomy.json"
    fixture.write_text(ROOMY)
    seconds = max(10, int(SECONDS * pytestconfig.getoption("--share")))
    with running(binary, "--fixtures", fixture) as double:
        excluded = [word for path in ENDLESS for word in ("--exclude-path", path)]
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{double.url}/_mock/openapi.json", "--max-time", str(seconds),
            "--checks", "all", "--exclude-checks", "positive_data_acceptance,ignored_auth", "--seed", "1", "--warnings", "off",
            "--suppress-health-check", "all", *excluded,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment(), timeout=10 * seconds)
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        assert requests.get(f"{double.url}/_mock/health", timeout=10).json()["status"] == "UP"
