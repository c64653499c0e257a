"""A real org, or another double, as a folder of fixtures."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from support.double import Double, run, running

TOKEN = "00Tsecret-token-of-the-org"


def many(users: int, servers: int) -> dict:
    rule = {
        "name": "r", "conditions": {
            "people": {"groups": {"include": ["Staff"]}}, "scopes": {"include": ["*"]},
            "grantTypes": {"include": ["password", "client_credentials"]},
        },
        "actions": {"token": {"accessTokenLifetimeMinutes": 7, "refreshTokenWindowMinutes": 600}},
    }  # fmt: skip
    policy = {"name": "p", "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}, "rules": [rule]}
    claim = {"name": "team", "value": "user.department", "claimType": "RESOURCE", "valueType": "EXPRESSION"}
    return {
        "groups": [{"profile": {"name": "Staff"}}],
        "users": [
            {
                "profile": {"login": f"u{n}@example.com", "firstName": "U", "lastName": str(n), "department": f"d{n % 7}"},
                "groups": ["Staff"] if n % 2 == 0 else [],
                "credentials": {"password": {"value": f"Pw-{n}-x"}},
            }
            for n in range(users)
        ],
        "apps": [
            {
                "client_id": "robot", "client_secret": "robot-secret", "application_type": "native",
                "token_endpoint_auth_method": "none", "grant_types": ["password", "authorization_code"],
                "redirect_uris": ["http://localhost/cb"], "assignments": {"groups": ["Staff"]},
                "idTokenGroups": {"filterType": "STARTS_WITH", "value": "St"},
            }
        ],
        "authorizationServers": [
            {
                "name": f"s{n}", "audiences": [f"api://{n}"], "scopes": [{"name": f"scope{n}"}], "claims": [claim],
                "policies": [policy],
            }
            for n in range(servers)
        ],
        "apiTokens": [{"name": "ci", "token": TOKEN}],
    }  # fmt: skip


@contextmanager
def playing(binary: Path, tmp_path: Path, fixture: dict) -> Iterator[Double]:
    path = tmp_path / "source.json"
    path.write_text(json.dumps(fixture))
    with running(binary, "--fixtures", path) as double:
        yield double


def documents(double: Double, server: str) -> dict:
    issuer = f"{double.url}/oauth2/{server}"
    answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    return json.loads(json.dumps(answer).replace(double.url, "http://org"))


def token(double: Double, server: str) -> dict:
    form = {
        "grant_type": "password", "username": "u10@example.com", "password": "Pw-10-x", "client_id": "robot",
        "scope": "openid scope3",
    }  # fmt: skip
    answer = requests.post(f"{double.url}/oauth2/{server}/v1/token", data=form, timeout=10)
    assert answer.status_code == 200, answer.text
    shown = requests.post(
        f"{double.url}/oauth2/{server}/v1/introspect",
        data={"token": answer.json()["access_token"], "client_id": "robot"}, timeout=10,
    ).json()  # fmt: skip
    return {name: shown[name] for name in ("aud", "client_id", "scope", "sub", "team", "uid")} | {
        "expires_in": answer.json()["expires_in"]
    }


def test_the_folder_answers_as_the_org(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "org"
    # More than a page of users, and of the users of an app.
    with playing(binary, tmp_path, many(1250, 4)) as double:
        done = run(binary, "import", double.url, "--out", out, env={"OKTA_API_TOKEN": TOKEN})
        assert done.status == 0, done
        servers = json.loads((out / "authorizationServers.json").read_text())
        server = next(row["id"] for row in servers if row["name"] == "s3")
        expected = documents(double, server), token(double, server)
    assert "1250" in done.stdout and "note: users: passwords are not readable" in done.stdout
    assert TOKEN not in done.stdout + done.stderr + "".join(file.read_text() for file in out.iterdir())
    assert "robot-secret" not in "".join(file.read_text() for file in out.iterdir())
    assert len(json.loads((out / "users.json").read_text())) == 1250
    checked = run(binary, "check", out)
    assert checked.status == 0, checked.stdout
    # What the notes ask for.
    user = {"profile": {"login": "u10@example.com"}, "credentials": {"password": {"value": "Pw-10-x"}}}
    user["id"] = next(
        row["id"] for row in json.loads((out / "users.json").read_text()) if row["profile"]["login"] == "u10@example.com"
    )
    (out / "zz-secrets.json").write_text(json.dumps({"users": [user]}))
    with running(binary, "--fixtures", out) as double:
        assert (documents(double, server), token(double, server)) == expected


def test_types_schemas_and_claims_come_along(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "org"
    shoe = {"definitions": {"custom": {"properties": {"shoe": {"title": "Shoe", "type": "integer"}}}}}
    claim = {"valueType": "GROUPS", "groupFilterType": "REGEX", "value": "^S", "issuerMode": "ORG_URL"}
    fields = {"Authorization": f"SSWS {TOKEN}"}

    def seen(double: Double, paths: list[str]) -> list:
        answers = [requests.get(f"{double.url}/api/v1{path}", headers=fields, timeout=10).json() for path in paths]
        return [answer.get("definitions", {}).get("custom") or answer["value"] for answer in answers]

    with playing(binary, tmp_path, many(3, 1)) as double:
        api = f"{double.url}/api/v1"
        kind = requests.post(f"{api}/meta/types/user", json={"name": "pilot"}, headers=fields, timeout=10).json()["id"]
        app = requests.get(f"{api}/apps?q=robot", headers=fields, timeout=10).json()[0]["id"]
        schemas = [f"/meta/schemas/{name}" for name in ("group/default", f"user/osc{kind[3:]}", f"apps/{app}/default")]
        paths = [*schemas, f"/internal/apps/{app}/settings/oauth/idToken"]
        for path, body in zip(paths, [shoe, shoe, shoe, claim], strict=True):
            assert requests.post(f"{api}{path}", json=body, headers=fields, timeout=10).status_code == 200
        expected = seen(double, paths)
        assert "shoe" in str(expected[1]) and expected[3] == "^S"
        assert run(binary, "import", double.url, "--token", TOKEN, "--out", out).status == 0
    with running(binary, "--fixtures", out) as double:
        assert seen(double, paths) == expected


def test_a_folder_with_files_is_left_alone(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "org"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with playing(binary, tmp_path, many(3, 1)) as double:
        done = run(binary, "import", double.url, "--token", TOKEN, "--out", out)
        assert done.status == 73 and "--force" in done.stderr
        assert [file.name for file in out.iterdir()] == ["mine.txt"]
        done = run(binary, "import", double.url, "--token", TOKEN, "--out", out, "--force")
        assert done.status == 0 and (out / "mine.txt").read_text() == "mine"


def test_a_wrong_token_is_told(binary: Path, tmp_path: Path) -> None:
    with playing(binary, tmp_path, many(1, 1)) as double:
        done = run(binary, "import", double.url, "--token", "wrong-token", "--out", tmp_path / "org")
    assert done.status == 69 and "token is not valid" in done.stderr and "wrong-token" not in done.stderr
    assert run(binary, "import", "http://127.0.0.1:9", "--out", tmp_path / "org").status == 64
    assert run(binary, "import", "http://127.0.0.1:9", "--token", "x", "--out", tmp_path / "org").status == 69
    assert not (tmp_path / "org").exists()


def test_at_most_so_many_users(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "org"
    fixture = many(30, 1)
    rule = fixture["authorizationServers"][0]["policies"][0]["rules"][0]
    rule["conditions"]["people"]["users"] = {"include": ["u29@example.com"]}
    with playing(binary, tmp_path, fixture) as double:
        assert run(binary, "import", double.url, "--token", TOKEN, "--out", out, "--users", "5").status == 0
    logins = [user["profile"]["login"] for user in json.loads((out / "users.json").read_text())]
    assert logins == [f"u{n}@example.com" for n in range(5)] + ["u29@example.com"]
    assert run(binary, "check", out).status == 0


class Org(BaseHTTPRequestHandler):
    """A small org that pages as Okta does: two lines of `Link`, whose host is another one's; a 429 now and then."""

    protocol_version = "HTTP/1.1"
    users = [{"id": f"00u{n:017}", "status": "ACTIVE", "profile": {"login": f"p{n}@x.org"}} for n in range(7)]
    asked: list[str] = []
    refused = False

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        Org.asked.append(self.path)
        if self.headers["Authorization"] != f"SSWS {TOKEN}":
            return self.answer(401, {"errorCode": "E0000011", "errorSummary": "Invalid token provided"})
        if url.path == "/.well-known/okta-organization":
            return self.answer(200, {"id": "00o00000000000000org"})
        if url.path == "/api/v1/users":
            if not Org.refused:
                Org.refused = True
                return self.answer(429, {"errorCode": "E0000047"}, {"X-Rate-Limit-Reset": "0"})
            return self.page(parse_qs(url.query))
        if url.path in ("/api/v1/groups", "/api/v1/authorizationServers", "/api/v1/apps"):
            return self.answer(200, [])
        return self.answer(403, {"errorCode": "E0000006", "errorSummary": "You do not have permission"})

    def page(self, query: dict[str, list[str]]) -> None:
        ids = [user["id"] for user in self.users]
        start = ids.index(query["after"][0]) + 1 if "after" in query else 0
        rows = self.users[start : start + 3]
        base = "https://org.okta.example/api/v1/users"
        links = [f'<{base}?limit=200>; rel="self"']
        if start + 3 < len(ids):
            links.append(f'<{base}?after={rows[-1]["id"]}&limit=200>; rel="next"')
        self.answer(200, rows, links=links)

    def answer(self, status: int, body: object, fields: dict[str, str] | None = None, links: list[str] = []) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        for link in links:
            self.send_header("Link", link)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def org() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Org)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pages_as_okta_has_them(binary: Path, tmp_path: Path, org: str) -> None:
    out = tmp_path / "org"
    done = run(binary, "import", org, "--token", TOKEN, "--out", out)
    assert done.status == 0, done
    assert [user["profile"]["login"] for user in json.loads((out / "users.json").read_text())] == [
        f"p{n}@x.org" for n in range(7)
    ]
    assert "/api/v1/org answers 403 (You do not have permission)" in done.stdout
    assert "note:" in done.stdout and (out / "README.md").read_text().startswith("# What this import lacks")
