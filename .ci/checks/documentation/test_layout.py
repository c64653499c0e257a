"""A README for a reader in a hurry, links that lead somewhere, and lists that name what the program has."""

import re
from pathlib import Path

import pytest
from support.double import run as run_program

from .chapters import article, catalogue, readme, section

LONGEST_README = 260
LARGEST_PICTURE = 150_000
PICTURES = ["console.png", "sign-in.png"]


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_readme_is_short(repository: Path) -> None:
    assert len(readme(repository).splitlines()) <= LONGEST_README


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_shown_and_small(repository: Path, name: str) -> None:
    assert f"(Sources/MockOkta/MockOkta.docc/{name})" in readme(repository)
    assert 1000 < (catalogue(repository) / name).stat().st_size < LARGEST_PICTURE


def test_links_lead_somewhere(repository: Path) -> None:
    text = readme(repository)
    defined = dict(re.findall(r"^\[(\w+)\]: (\S+)$", text, re.M))
    used = set(re.findall(r"\]\[(\w+)\]", text))
    assert used == defined.keys()
    targets = [*defined.values(), *re.findall(r"\]\(([^)\s]+)\)", text)]
    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.M)}
    for target in targets:
        assert target[1:] in anchors if target.startswith("#") else (repository / target).exists(), target
    for path in catalogue(repository).glob("*.md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_option_is_listed(binary: Path, repository: Path) -> None:
    shown = set(re.findall(r"^  (--[\w-]+)", run_program(binary, "serve", "--help").stdout, re.M))
    listed = set(re.findall(r"--[a-z][a-z-]+", section(article(repository, "Options"), "Options of serve")))
    assert shown - {"--version"} == listed


def test_every_command_is_listed(binary: Path, repository: Path) -> None:
    program = run_program(binary, "--help").stdout.split("SUBCOMMANDS:")[1]
    listed = set(re.findall(r"mock-okta ([a-z]+)", section(article(repository, "Options"), "Overview").split("###")[0]))
    assert set(re.findall(r"^  ([a-z]+)", program, re.M)) == listed


def test_every_module_is_in_the_table_of_rings(repository: Path) -> None:
    manifest = (repository / "Package.swift").read_text()
    modules = set(re.findall(r'\bring\(\s*"(\w+)"', manifest))
    assert len(modules) > 10
    assert set(re.findall(r"`(MockOkta\w*)`", section(readme(repository), "How it is built").split("\n\n")[1])) == modules
