"""The documentation: builds without a warning, names every command and option, and its commands run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from course.cli import VERBS, main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "command-line.md"


def help_of(verb: str) -> str:
    """Return the help of a verb at a fixed width."""
    done = CliRunner().invoke(main, [verb, "--help"] if verb else ["--help"], prog_name="course", terminal_width=88)
    assert done.exit_code == 0, done.output
    return done.output.strip()


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_the_reference_shows_the_help_of_each_command(verb: str) -> None:
    """The page holds the help text as the command prints it."""
    blocks = re.findall(r"```text\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert help_of(verb) in blocks, f"copy this into {PAGE.name}:\n{help_of(verb)}"


def test_every_option_has_a_help_text() -> None:
    """No option is left to guesswork."""
    context = click.Context(main)
    for verb in VERBS:
        command = main.get_command(context, verb)
        assert command is not None
        silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert silent == [], (verb, silent)


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    """Sphinx with -n -W --keep-going, as every page of this project."""
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", "html"]
    done = subprocess.run([*command, ROOT / "docs", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_page_is_reached_from_the_index() -> None:
    """Each page lies in one of the four rooms that the index lists."""
    rooms = {"tutorial", "how-to", "reference", "explanation"}
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]
    assert {page.parts[0] for page in pages if len(page.parts) > 1} == rooms
    assert [page.name for page in pages if len(page.parts) == 1] == ["index.md"]


def test_the_readme_names_the_two_commands_exactly() -> None:
    """The first screen has the build line and the test line, and CI calls the test line."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && course build\n" in readme
    assert "\nbash tests/run.sh\n" in readme
    assert "bash tests/run.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """`new`, `check` and `build` of the README work on a document, in its order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Bring your own document\n+```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    commands = [line.split("#")[0].split() for line in block[1].splitlines()]
    (tmp_path / "my-document.txt").write_text(
        "What is sleep?\n\nSleep is rest. Adults need it daily.\n\nWhy it matters\n\nIt helps memory.\n",
        encoding="utf-8",
    )
    assert [command[1] for command in commands] == ["new", "check", "build", "serve"]
    for command in commands[:3]:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert (tmp_path / "_build/my-course/html/index.html").is_file()
    assert list((tmp_path / "_build/my-course/pdf").glob("*.pdf"))
