"""The recipes of the README that say they ran: the Python one is run here, the Swift one is a test of the package."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def recipe(repository: Path, heading: str) -> str:
    text = (repository / "README.md").read_text()
    section = text.split(f"\n### {heading} (ran in CI)\n")[1]
    return re.search(r"```\w+\n(.*?)```", section, re.S).group(1)


def test_python(binary: Path, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "mock-okta").symlink_to(binary)
    (tmp_path / "test_recipe.py").write_text(recipe(repository, "Python"))
    environment = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "test_recipe.py"], cwd=tmp_path, env=environment, timeout=60,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout + done.stderr


def test_swift(repository: Path) -> None:
    assert recipe(repository, "Swift") == (repository / "Tests" / "ExampleTests" / "ShopTests.swift").read_text()


def test_no_other_recipe_says_it_ran(repository: Path) -> None:
    text = (repository / "README.md").read_text()
    assert re.findall(r"^### (.*) \(ran in CI\)$", text, re.M) == ["Python", "Swift"]


@pytest.mark.parametrize("heading", ["Testcontainers", "GitHub Actions", "Spring Boot", "okta-auth-js, Next.js"])
def test_the_others_say_that_they_did_not(repository: Path, heading: str) -> None:
    assert f"\n### {heading} (not run)\n" in (repository / "README.md").read_text()
