"""The recipes that say they ran: those in Python are run here, the Swift one is a test of the package."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.double import environment

from .chapters import article, blocks, readme, section


def recipes(repository: Path, heading: str) -> list[str]:
    return blocks(section(article(repository, "Recipes"), f"{heading} (ran in CI)"), heading.lower())


def run(binary: Path, folder: Path, *tests: str, passed: int = 1) -> None:
    """Runs a recipe with pytest, as a reader does who has the program in the path."""
    (folder / "bin").mkdir()
    (folder / "bin" / "mock-okta").symlink_to(binary)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *tests], cwd=folder, env=environment(PATH=path), timeout=120,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0 and f"{passed} passed" in done.stdout, done.stdout + done.stderr


def test_python(binary: Path, repository: Path, tmp_path: Path) -> None:
    (code,) = recipes(repository, "Python")
    (tmp_path / "test_recipe.py").write_text(code)
    run(binary, tmp_path, "test_recipe.py")


@pytest.mark.parametrize(
    ("heading", "app"), [("Flask", "shop.py"), ("Django", "views.py"), ("Playwright", None)], ids=lambda value: str(value)
)
def test_framework(binary: Path, repository: Path, tmp_path: Path, heading: str, app: str | None) -> None:
    """The recipe's app and its test, with the fixture `okta` of the recipe for Python."""
    *apps, test = python_blocks(repository, heading)
    (python,) = recipes(repository, "Python")
    (tmp_path / "conftest.py").write_text(python[: python.index("def test_")])
    if app:
        (code,) = apps
        (tmp_path / app).write_text(code)
    (tmp_path / "test_recipe.py").write_text(test)
    run(binary, tmp_path, "test_recipe.py")


@pytest.mark.parametrize(
    ("heading", "passed"), [("An API that checks tokens", 10), ("Device, private key and DPoP", 3)], ids=["api", "grants"]
)
def test_without_a_browser(binary: Path, repository: Path, tmp_path: Path, heading: str, passed: int) -> None:
    (test,) = python_blocks(repository, heading)
    (python,) = recipes(repository, "Python")
    (tmp_path / "conftest.py").write_text(python[: python.index("def test_")])
    (tmp_path / "test_recipe.py").write_text(test)
    run(binary, tmp_path, "test_recipe.py", passed=passed)


def test_express(binary: Path, repository: Path, tmp_path: Path) -> None:
    app, test = blocks(section(article(repository, "Recipes"), "Express (ran in CI)"), "javascript")
    (tmp_path / "shop.js").write_text(app)
    (tmp_path / "shop.test.js").write_text(test)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "mock-okta").symlink_to(binary)
    # Where Debian's node-express is; Debian's own Node looks there by itself.
    variables = environment(PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", NODE_PATH="/usr/share/nodejs")
    done = subprocess.run(
        ["node", "--test", "shop.test.js"], cwd=tmp_path, env=variables, timeout=120, capture_output=True, text=True
    )
    assert done.returncode == 0 and "# pass 1" in done.stdout, done.stdout + done.stderr


def python_blocks(repository: Path, heading: str) -> list[str]:
    return blocks(section(article(repository, "Recipes"), f"{heading} (ran in CI)"), "python")


@pytest.mark.parametrize(("heading", "file"), [("Swift", "ShopTests.swift"), ("XCTest", "ShopXCTests.swift")])
def test_swift(repository: Path, heading: str, file: str) -> None:
    (code,) = blocks(section(article(repository, "Recipes"), f"{heading} (ran in CI)"), "swift")
    assert code == (repository / "Tests" / "ExampleTests" / file).read_text()


def test_no_other_recipe_says_it_ran(repository: Path) -> None:
    text = article(repository, "Recipes")
    assert re.findall(r"^### (.*) \(ran in CI\)$", text, re.M) == [
        "Python", "Swift", "XCTest", "An API that checks tokens", "Device, private key and DPoP", "Flask",
        "Django", "Express", "Playwright",
    ]
    assert "ran in CI" not in readme(repository)


@pytest.mark.parametrize("heading", ["Phone apps", "Cypress", "Testcontainers", "GitHub Actions"])
def test_the_others_say_that_they_did_not(repository: Path, heading: str) -> None:
    assert f"\n### {heading} (not run)\n" in article(repository, "Recipes")


@pytest.mark.parametrize("framework", ["Spring Boot", "okta-auth-js in a single-page app", "Auth.js in Next.js"])
def test_those_of_the_readme_say_that_they_did_not(repository: Path, framework: str) -> None:
    assert f"\n{framework} (not run in CI):\n" in readme(repository)
