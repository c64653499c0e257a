"""The recipes that say they ran: the Python one is run here, the Swift one is a test of the package."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .chapters import article, blocks, readme, section


def recipe(repository: Path, heading: str) -> str:
    (code,) = blocks(section(article(repository, "Recipes"), f"{heading} (ran in CI)"), heading.lower())
    return code


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
    text = article(repository, "Recipes")
    assert re.findall(r"^### (.*) \(ran in CI\)$", text, re.M) == ["Python", "Swift"]
    assert "ran in CI" not in readme(repository)


@pytest.mark.parametrize("heading", ["Testcontainers", "GitHub Actions"])
def test_the_others_say_that_they_did_not(repository: Path, heading: str) -> None:
    assert f"\n### {heading} (not run)\n" in article(repository, "Recipes")


@pytest.mark.parametrize("framework", ["Spring Boot", "okta-auth-js in a single-page app", "Auth.js in Next.js"])
def test_those_of_the_readme_say_that_they_did_not(repository: Path, framework: str) -> None:
    assert f"\n{framework} (not run in CI):\n" in readme(repository)
