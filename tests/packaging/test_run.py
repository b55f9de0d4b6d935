"""`tests/run.sh` in every way that its head names, with programs that only write down how they were called."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = ("apt-get", "chromium", "chromium-headless-shell", "firefox", "java", "ssh-keygen")
PYTHON = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
  *version_info\\[:2\\]*) echo 3.11 ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
esac
"""
WAYS = {
    "": "pytest --numprocesses",
    "--newest": "--upgrade --upgrade-strategy eager --editable .[test]",
    "--lowest": "pip compile --quiet --no-annotate --extra test pyproject.toml --resolution lowest-direct",
    "--firefox": "pytest -p no:randomly tests/firefox",
    "--spark": "pytest -p no:randomly tests/spark",
    "--refresh": "--output-file tests/constraints.txt",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout of the script alone, beside programs that do nothing."""
    (tmp_path / "programs").mkdir()
    for name in (*OUTSIDE, "python3"):
        program = tmp_path / "programs" / name
        program.write_text(PYTHON if name == "python3" else "#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "run.sh", tmp_path / "tests")
    for name in ("pyproject.toml", "tests/constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(checkout: Path, *arguments: str) -> tuple[str, list[str]]:
    """Run the script there; return what it told people, and how it called Python."""
    calls = checkout / "calls"
    calls.write_text("", encoding="utf-8")
    settings = {name: value for name, value in os.environ.items() if name not in ("PYTHON", "TEST_PROCESSES")}
    settings |= {"CALLS": str(calls), "PATH": f"{checkout / 'programs'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "tests/run.sh", *arguments], cwd=checkout, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr, calls.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_reaches_its_end_and_says_nothing(checkout: Path, way: str) -> None:
    """A variable that is unset, or an option that is not taken, stops the script or goes on to pytest."""
    told, calls = run(checkout, *way.split())
    assert told == ""
    assert any(WAYS[way] in call for call in calls), calls
    assert not any(way in call.split() for call in calls if way), calls


def test_the_ways_are_those_of_the_head() -> None:
    """A new option is tried here too."""
    head = (ROOT / "tests" / "run.sh").read_text(encoding="utf-8").split("\nset -")[0]
    named = {word for line in head.splitlines() for word in line.split() if word.startswith("--")}
    assert named == set(WAYS) - {""}


def test_what_is_installed_is_not_installed_again(checkout: Path) -> None:
    """The second run begins with pytest, until the dependencies change."""
    assert any("--editable" in call for call in run(checkout)[1])
    assert not any("--editable" in call for call in run(checkout, "tests/quizzes")[1])
    (checkout / "tests" / "constraints.txt").write_text("new\n", encoding="utf-8")
    assert any("--editable" in call for call in run(checkout)[1])
