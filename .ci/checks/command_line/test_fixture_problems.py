"""A fixture with ten mistakes: `check` and `serve` name all ten, each at its place."""

import re
from pathlib import Path

import pytest
from support.double import run

BROKEN = Path(__file__).with_name("broken.json")

# Line, the path it is told by, and what stands at the column (a key or its value).
MISTAKES = [
    (3, "users[0].profile", r'[{"]'),
    (4, "users[1].status", r'"(AWAKE|status)"'),
    (5, "users[2]", r'\{|"(ann@example.com|login)"'),
    (8, "apps[0].application_type", r'"(webb|application_type)"'),
    (9, "apps[1].grant_types", r'"(authorization_code|grant_types)"'),
    (10, "apps[2]", r'\{|"(second|client_id)"'),
    (11, "apps[3].assignments.groups[0]", r'"Nobodies"'),
    (25, "authorizationServers[0].policies[0].rules[0].actions.token.accessTokenLifetimeMinutes", r'"(sixty|access)'),
    (32, "aps", r'"aps"|\['),
    (33, "mock.lenientScope", r'"lenientScope"|true'),
]


@pytest.mark.parametrize(
    ("arguments", "status"), [(["check"], 1), (["serve", "--port", "0", "--fixtures"], 65)], ids=["check", "serve"]
)
def test_all_ten_mistakes(binary: Path, arguments: list[str], status: int) -> None:
    done = run(binary, *arguments, BROKEN)
    assert done.status == status, done
    told = re.findall(
        rf"^{re.escape(str(BROKEN))}:(\d+):(\d+): (?!warning: )(\S+): (.+)$", done.stdout + done.stderr, re.M
    )
    assert len(told) == len(MISTAKES), done
    lines = BROKEN.read_text().splitlines()
    for (line, path, culprit), (told_line, told_column, told_path, message) in zip(MISTAKES, told, strict=True):
        assert (line, True) == (int(told_line), told_path.startswith(path)), (told_line, told_path, message)
        assert re.match(culprit, lines[line - 1][int(told_column) - 1 :]), (told_line, told_column, message)


@pytest.mark.parametrize(
    ("path", "allowed"), [("users[1].status", "LOCKED_OUT"), ("apps[0].application_type", "native"), ("aps", "apps")]
)
def test_a_mistake_is_told_with_what_is_allowed(binary: Path, path: str, allowed: str) -> None:
    done = run(binary, "check", BROKEN)
    (line,) = [line for line in (done.stdout + done.stderr).splitlines() if f": {path}: " in line]
    assert allowed in line


def test_text_that_is_no_json(binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "half.json"
    file.write_text('{\n  "users": [\n')
    done = run(binary, "check", file)
    assert done.status == 1, done
    assert re.search(rf"^{re.escape(str(file))}:[23]:\d+: ", done.stdout + done.stderr, re.M), done


def test_fixtures_without_a_mistake(binary: Path, repository: Path) -> None:
    shipped = sorted((repository / "Fixtures").glob("*.json"))
    assert {file.name for file in shipped} >= {"default.json", "okta-docs.json"}
    for file in [*shipped, repository / ".ci" / "checks" / "fixture.json"]:
        done = run(binary, "check", file)
        assert done.status == 0, done


def test_a_doubtful_fixture_is_warned_of_and_runs(binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "doubtful.json"
    file.write_text('{"apps": [\n  {"client_id": "x", "redirect_uris": []}\n]}\n')
    done = run(binary, "check", file)
    assert done.status == 0, done
    assert re.search(rf"^{re.escape(str(file))}:2:\d+: warning: apps\[0\]\S*: ", done.stdout + done.stderr, re.M), done


def test_a_server_that_refuses_everything_is_warned_of_and_the_advice_works(binary: Path, tmp_path: Path) -> None:
    fixture = tmp_path / "orders.json5"
    fixture.write_text('{authorizationServers: [{id: "orders", name: "orders", audiences: ["api://orders"]}]}')
    done = run(binary, "check", fixture)
    assert (done.status, run(binary, "check", "--strict", fixture).status) == (0, 1), done
    (advice,) = re.findall(r"has no policies: it refuses every token, as at Okta; add (policies: .*)$", done.stdout, re.M)
    fixture.write_text(fixture.read_text().replace("]}]}", f"], {advice}}}]}}"))
    assert run(binary, "check", "--strict", fixture).status == 0
