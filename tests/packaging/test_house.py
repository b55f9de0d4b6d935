"""The house keeps its own rules: style, types, import contracts, one version, nothing foreign at the top."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import course
import quizzes

ROOT = Path(__file__).parents[2]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment in the root of the repository."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.parametrize(
    "command", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=["lint", "format", "types"]
)
def test_the_tool_has_nothing_to_say(command: tuple[str, ...]) -> None:
    """Ruff and mypy strict are clean over the whole repository."""
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_import_contracts_are_kept() -> None:
    """`course` imports `quizzes` and never back; the question core knows no host."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_there_is_one_version() -> None:
    """The packages, the project file and the changelog's top agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == course.__version__ == quizzes.__version__


def test_importing_the_packages_loads_no_host() -> None:
    """`import course, quizzes` costs nothing: no Sphinx, docutils, YAML or pytest."""
    code = "import sys, course, quizzes; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"sphinx", "docutils", "yaml", "pytest", "pydantic"}.isdisjoint(done.stdout.split())


def test_the_top_level_holds_only_what_it_should() -> None:
    """course, quizzes, docs, tests and the named files; nothing else is tracked."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:  # an unpacked source distribution has no history
        assert not (ROOT / ".git").exists()
        return
    tops = {line.partition("/")[0] for line in done.stdout.splitlines()}
    allowed = {"course", "quizzes", "docs", "tests", "pyproject.toml", "README.md"}
    allowed |= {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"}
    assert {top for top in tops if not top.startswith(".")} == allowed


def test_content_folders_hold_no_code() -> None:
    """Only the one-line conf.py; a package there would shadow the engine."""
    found = [path for part in ("course", "quizzes") for path in (ROOT / part / "klonopin").rglob("*.py")]
    assert [path.name for path in found] == ["conf.py"]
    assert re.fullmatch(r'extensions = \["course"\]\n', found[0].read_text(encoding="utf-8"))


def frozen_words(source: str) -> list[int]:
    """Return the lines that translate a word when the module is imported, outside every function."""
    found: list[int] = []
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            found.append(node.lineno)
        waiting += ast.iter_child_nodes(node)
    return found


def test_no_word_keeps_the_language_of_the_first_import() -> None:
    """A module imported in the middle of an English build would speak English for ever."""
    modules = [path for package in ("course", "quizzes") for path in (ROOT / package).rglob("*.py")]
    assert [str(path) for path in modules if frozen_words(path.read_text(encoding="utf-8"))] == []
    assert frozen_words('WORDS = {"a": _("frozen")}\n\ndef later():\n    return _("free")\n') == [1]
