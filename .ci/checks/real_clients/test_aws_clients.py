"""gimme-aws-creds and okta-awscli, command line clients of many people, sign in; AWS itself has no double here."""

import json
import re
import subprocess
import venv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyotp
import pytest
import requests
from support.double import Double, environment, running

FOLDER = Path(__file__).parent / "aws"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIXTURE = {
    "users": [
        {
            "profile": {"login": "tess@example.com", "firstName": "Tess", "lastName": "Cloud"},
            "credentials": {"password": {"value": "Tess-pw-1"}},
            "factors": [
                {"factorType": "token:software:totp", "provider": "GOOGLE", "mock": {"sharedSecret": SECRET}},
                {"factorType": "sms", "profile": {"phoneNumber": "+15551234567"}},
                {"factorType": "call", "profile": {"phoneNumber": "+15551234567"}},
                {"factorType": "email"},
                {"factorType": "push"},
            ],
        },
        {
            "profile": {"login": "solo@example.com", "firstName": "Solo", "lastName": "Code"},
            "credentials": {"password": {"value": "Solo-pw-1"}},
            "factors": [{"factorType": "token:software:totp", "provider": "GOOGLE", "mock": {"sharedSecret": SECRET}}],
        },
    ],
    "apps": [
        {
            "client_id": "aws-cli", "application_type": "native", "token_endpoint_auth_method": "none",
            "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"],
            "scopeGrants": ["okta.apps.sso"],
        }
    ],
    "mock": {"oneTimeCode": "123456"},
}  # fmt: skip


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the clients."""
    folder = tmp_path_factory.mktemp("aws-clients")
    venv.create(folder, with_pip=True)
    interpreter = folder / "bin" / "python"
    command = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", FOLDER / "requirements.txt"]
    subprocess.run(command, check=True)
    return interpreter


@pytest.fixture
def double(binary: Path, tmp_path: Path) -> Iterator[Double]:
    fixture = tmp_path / "org.json"
    fixture.write_text(json.dumps(FIXTURE))
    with running(binary, "--fixtures", fixture, "--tls-port", "0", "--tls-ca-out", tmp_path / "ca.pem") as double:
        yield double


class Client:
    """A script of the folder as a program, in a home of its own."""

    def __init__(self, python: Path, script: str, home: Path, *arguments: str) -> None:
        own = environment(HOME=str(home), REQUESTS_CA_BUNDLE=str(home / "ca.pem"), PYTHONUNBUFFERED="1")
        self.process = subprocess.Popen(
            [python, FOLDER / script, *arguments], cwd=home, env=own, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def result(self) -> str:
        """The last line that was printed."""
        output, errors = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, errors
        return output.splitlines()[-1]


def password(double: Double) -> str:
    text = requests.get(f"{double.url}/_mock/clock", timeout=10).json()["now"]
    return pyotp.TOTP(SECRET).at(datetime.fromisoformat(text))


def login(double: Double, sid: str) -> str:
    """Whose session a cookie names."""
    answer = requests.get(f"{double.url}/api/v1/sessions/me", cookies={"sid": sid}, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()["login"]


@pytest.mark.parametrize("factor", ["token:software:totp", "sms", "call", "email"])
def test_gimme_aws_creds(python: Path, double: Double, tmp_path: Path, factor: str) -> None:
    code = password(double) if factor == "token:software:totp" else "123456"
    client = Client(python, "gimme.py", tmp_path, double.url, "tess@example.com", "Tess-pw-1", factor, code)
    session = json.loads(client.result())
    assert session["username"] == "tess@example.com"
    assert session["device_token"]
    assert login(double, session["session"]) == "tess@example.com"


def test_gimme_aws_creds_waits_for_a_push(python: Path, double: Double, tmp_path: Path) -> None:
    client = Client(python, "gimme.py", tmp_path, double.url, "tess@example.com", "Tess-pw-1", "push", "")
    while not requests.get(f"{double.url}/_mock/pending", timeout=10).json()["pending"]:
        assert client.process.poll() is None, client.process.communicate()
    decision = {"decision": "approve"}
    requests.post(f"{double.url}/_mock/push/tess@example.com", json=decision, timeout=10).raise_for_status()
    assert login(double, json.loads(client.result())["session"]) == "tess@example.com"


def test_gimme_aws_creds_in_an_identity_engine_org(python: Path, double: Double, tmp_path: Path) -> None:
    """It signs in by the device flow there."""
    client = Client(python, "device.py", tmp_path, double.url, "aws-cli")
    line = next(line for line in client.process.stderr if "user_code=" in line)
    code = re.search(r"user_code=(\w+)", line)[1]
    decision = {"decision": "approve", "user": "tess@example.com"}
    requests.post(f"{double.url}/_mock/device/{code}", json=decision, timeout=10).raise_for_status()
    session = json.loads(client.result())
    assert session["username"] == "tess@example.com"
    assert session["scope"] == "openid okta.apps.sso"


def test_okta_awscli(python: Path, double: Double, tmp_path: Path) -> None:
    """It speaks https alone."""
    (port,) = re.findall(r"https://[\d.]+:(\d+)", double.card)[:1]
    (tmp_path / ".okta-aws").write_text(f"[default]\nbase-url = localhost:{port}\n")
    client = Client(python, "awscli.py", tmp_path, "solo@example.com", "Solo-pw-1", password(double))
    session = requests.get(
        f"{double.url}/api/v1/sessions/{client.result()}", headers={"Authorization": "SSWS any"}, timeout=10
    )
    assert session.status_code == 200, session.text
    assert session.json()["login"] == "solo@example.com"
