"""The browser client: unit tests under node on the shared vectors, types checked by tsc, and the rules of the house."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quizzes.sphinxext.assets import CLIENT_DIR, SCRIPTS, STYLE, VARIANTS
from quizzes.sphinxext.strings import client_strings

HERE = Path(__file__).parent


def find_tool(name: str) -> str:
    """Return the path of `name`, or fail: a missing tool must never look like a passed test."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed; the browser client cannot be tested (tests/run.sh installs it)")
    return found


def run(*command: str, cwd: Path = HERE) -> None:
    """Run a command and fail with its output."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def tools_folder() -> Path:
    """Return a folder outside the checkout with what package.json pins, installed on the first use."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "quizzes-client-checks"
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:  # another process may be installing: half of it is not enough
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = folder / "installed.json"
        if not whole.exists() or whole.read_text(encoding="utf-8") != wanted:
            (folder / "package.json").write_text(wanted, encoding="utf-8")
            run(find_tool("npm"), "install", "--no-audit", "--no-fund", "--no-package-lock", cwd=folder)
            whole.write_text(wanted, encoding="utf-8")
    return folder


def test_client_grades_like_python_and_keeps_answers_safely() -> None:
    """`node --test` passes on the shared vectors and on broken storage."""
    run(find_tool("node"), "--test", "grade.test.mjs", "store.test.mjs")


def test_types_are_right() -> None:
    """`tsc` finds no fault in the JSDoc types of the scripts."""
    find_tool("node")
    run(str(tools_folder() / "node_modules" / ".bin" / "tsc"), "-p", str(HERE / "tsconfig.json"))


@pytest.mark.parametrize("name", [*SCRIPTS, VARIANTS])
def test_script_is_small_classic_and_harmless(name: str) -> None:
    """No script is longer than 200 lines, none needs modules or a network, none makes markup out of text."""
    text = (CLIENT_DIR / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    forbidden = (
        r"\bimport\b|\bexport\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|XMLHttp|https?:"
    )
    assert not re.search(forbidden, text)


def test_client_folder_holds_exactly_what_pages_load() -> None:
    """Everything that is copied into a site is used by it, and the other way round."""
    assert {path.name for path in CLIENT_DIR.iterdir()} == {*SCRIPTS, VARIANTS, STYLE, "quiz.d.ts"}


def test_every_word_of_the_client_comes_from_the_page() -> None:
    """Each string that a script asks for exists, and each that exists is asked for."""
    scripts = "\n".join((CLIENT_DIR / name).read_text(encoding="utf-8") for name in (*SCRIPTS, VARIANTS))
    asked = set(re.findall(r"words\.(\w+)", scripts))
    named = set(re.findall(r'(?:message: |problem: |return |report\(|\? )"(\w+)"', scripts))
    named |= set(re.findall(r': "(\w+)"', scripts))
    words = set(client_strings())
    assert asked - words == set()
    assert words - asked - named == set()
