"""Tokens minted without a server, verified by the keys of a server with the same fixtures."""

from pathlib import Path

import jwt
import pytest
import requests
from support.double import run, running


def verified(token: str, double, **options) -> dict:
    keys = requests.get(f"{double.issuer}/v1/keys", timeout=10).json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(jwt.PyJWK(key) for key in keys if key["kid"] == kid)
    return jwt.decode(token, key.key, ["RS256"], **options)


def test_a_server_accepts_it(binary: Path) -> None:
    with running(binary) as double:
        options = ["--client", "web-app", "--user", "alice@example.com", "--base-url", double.url]
        done = run(binary, "token", *options, "--scope", "openid orders:read", "--claim", "tenant=blue",
                   "--claim", 'tags=["a",1]', "--ttl", "PT5M")  # fmt: skip
        assert (done.status, done.stderr) == (0, ""), done
        token = done.stdout.removesuffix("\n")
        claims = verified(token, double, audience="api://default", issuer=double.issuer)
        assert claims["exp"] - claims["iat"] == 300
        assert (claims["tenant"], claims["tags"], claims["scp"]) == ("blue", ["a", 1], ["openid", "orders:read"])
        answer = requests.post(
            f"{double.issuer}/v1/introspect", auth=("web-app", "web-secret"), data={"token": token}, timeout=10
        ).json()
        assert (answer["active"], answer["username"]) == (True, "alice@example.com")
        user = requests.get(f"{double.issuer}/v1/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=10)
        assert user.status_code == 200, user.text

        done = run(binary, "token", *options, "--id-token")
        claims = verified(done.stdout.strip(), double, audience="web-app", issuer=double.issuer)
        assert claims["sub"].startswith("00u")


def test_a_token_of_a_client(binary: Path) -> None:
    with running(binary) as double:
        done = run(binary, "token", "--client", "service-app", "--scope", "orders:read", "--base-url", double.url)
        claims = verified(done.stdout.strip(), double, audience="api://default")
        assert (claims["sub"], claims["cid"]) == ("service-app", "service-app")
        assert "uid" not in claims


def test_a_token_that_could_not_be_verified_is_refused(binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "keyless.json"
    file.write_text('{"apps": [{"client_id": "x", "application_type": "service"}]}')
    done = run(binary, "token", "--fixtures", file)
    assert (done.status, done.stdout) == (65, ""), done
    assert "--seed" in done.stderr
    with running(binary, "--fixtures", file, "--seed", "7") as double:
        done = run(binary, "token", "--fixtures", file, "--seed", "7", "--base-url", double.url)
        assert verified(done.stdout.strip(), double, audience="api://default")["cid"] == "x"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--client", "web-ap"], "did you mean web-app"),
        (["--client", "web-app", "--user", "alise@example.com"], "did you mean alice@example.com"),
        (["--client", "web-app", "--server", "shrt"], "did you mean short"),
        (["--client", "web-app", "--scope", "order:read"], "did you mean orders:read"),
        (["--client", "web-app", "--claim", "tenant"], "name=value"),
        (["--client", "web-app", "--ttl", "soon"], "--ttl"),
        (["--client", "web-app", "--id-token"], "--user"),
        ([], "--client"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_exist(binary: Path, arguments: list[str], words: str) -> None:
    done = run(binary, "token", *arguments)
    assert (done.status, done.stdout) == (64, ""), done
    assert words in done.stderr
