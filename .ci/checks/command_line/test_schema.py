"""The JSON Schema against PyPI's jsonschema: the repository's fixtures are valid, and what `check` refuses is not."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.double import run


@pytest.fixture(scope="module")
def schema(binary: Path) -> Draft202012Validator:
    return validator(binary)


def validator(binary: Path, *collection: str) -> Draft202012Validator:
    done = run(binary, "schema", *collection)
    assert done.status == 0, done
    document = json.loads(done.stdout)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


def complaints(schema: Draft202012Validator, instance: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(instance)]


def test_every_fixture_of_the_repository_is_valid(binary: Path, repository: Path, schema: Draft202012Validator) -> None:
    whole = [*sorted((repository / "Fixtures").glob("*.json")), repository / ".ci" / "checks" / "fixture.json"]
    whole += [repository / "Fixtures" / "exported" / "zz-secrets.json"]
    assert len(whole) >= 4
    for file in whole:
        assert complaints(schema, json.loads(file.read_text())) == [], file


def test_every_exported_collection_is_valid(binary: Path, repository: Path, schema: Draft202012Validator) -> None:
    files = [file for file in sorted((repository / "Fixtures" / "exported").glob("*.json")) if file.stem[:2] != "zz"]
    collections = [file for file in files if file.stem not in ("org", "mock")]
    assert len(collections) == 15
    for file in collections:
        rows = json.loads(file.read_text())
        assert complaints(validator(binary, file.stem), rows) == [], file
        assert complaints(schema, {file.stem: rows, "$schema": "./fixture.schema.json"}) == [], file


@pytest.mark.parametrize(
    "instance",
    [
        {},
        {"apps": [{"client_id": "x"}]},
        {"apps": {"client_id": "x"}},
        {"users": [{"id": "00u1", "status": "SUSPENDED"}]},
        {"users": [{"id": "00u1", "$delete": True}]},
        {"groups": None, "users": [{"profile": {"login": "a@b.c", "email": None}, "status": None}]},
        {"policies": [{"name": "x", "rules": [{"name": "y", "anything": "of Okta's"}]}]},
    ],
    ids=json.dumps,
)
def test_what_the_reader_takes_is_valid(
    binary: Path, tmp_path: Path, schema: Draft202012Validator, instance: dict
) -> None:
    assert complaints(schema, instance) == []
    if "policies" not in instance and not {"id"} & set((instance.get("users") or [{}])[0]):
        file = tmp_path / "fixture.json"
        file.write_text(json.dumps(instance))
        assert run(binary, "check", file).status == 0


@pytest.mark.parametrize(
    "instance",
    [
        {"user": []},
        {"users": [{"profile": {"firstName": "Ann"}}]},
        {"users": [{"profile": {"login": "a@b.c"}, "status": "AWAKE"}]},
        {"users": [{"profile": {"login": ""}}]},
        {"users": ["a@b.c"]},
        {"apps": [{"client_id": "x", "grant_types": "password"}]},
        {"apps": [{"client_id": "x", "jwks": {"keys": [{"kid": "k"}]}}]},
        {"apps": [{"client_id": "x", "assignments": {"people": []}}]},
        {"authorizationServers": [{"name": "x", "scopes": [{"description": "no name"}]}]},
        {"authorizationServers": [{"name": "x", "credentials": {"signing": {"privateKey": "key.pem"}}}]},
        {"trustedOrigins": [{"origin": "http://localhost:3000/app"}]},
        {"mock": {"lenientScope": True}},
        {"mock": {"seed": -1}},
        {"mock": {"clock": "2026-01-01T00:00:00"}},
        {"appUsers": [{"id": "00u1"}]},
    ],
    ids=json.dumps,
)
def test_what_the_reader_refuses_is_not_valid(
    binary: Path, tmp_path: Path, schema: Draft202012Validator, instance: dict
) -> None:
    assert complaints(schema, instance) != []
    file = tmp_path / "fixture.json"
    file.write_text(json.dumps(instance))
    assert run(binary, "check", file).status == 1


def test_a_collection_that_is_none(binary: Path) -> None:
    done = run(binary, "schema", "user")
    assert done.status == 64
    assert "did you mean" in done.stderr and "users" in done.stderr
