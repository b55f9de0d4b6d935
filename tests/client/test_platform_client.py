"""The scripts of packages for learning platforms: unit tests under node, types by tsc, and the rules of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course.outputs.platforms.shell import CLIENT, PARTS, shell_scripts
from course.outputs.platforms.words import shell_words
from course.project import find_course, load_project
from tests.client.test_client import find_tool, run, tools_folder

HERE = Path(__file__).parent / "platforms"
SCRIPTS = sorted(path.name for path in CLIENT.glob("*.js"))


@pytest.mark.parametrize("name", ["state", "scorm", "cmi5"])
def test_platforms_hear_what_they_can_keep(name: str) -> None:
    """States fit and come back, both versions of SCORM are spoken, the rules of cmi5 hold."""
    run(find_tool("node"), "--test", f"{name}.test.mjs", cwd=HERE)


def test_types_are_right() -> None:
    """`tsc` finds no fault in the JSDoc types of the scripts."""
    run(str(tools_folder() / "node_modules" / ".bin" / "tsc"), "-p", str(HERE / "tsconfig.json"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_is_small_classic_and_harmless(name: str) -> None:
    """No script is longer than 200 lines or makes markup out of text, and only that of cmi5 is given a network."""
    text = (CLIENT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(
        r"^\s*(import|export)\b|innerHTML|outerHTML|insertAdjacent|document\.write", text, re.MULTILINE
    )
    assert not re.search(r"\beval\b|XMLHttp|sendBeacon|WebSocket|[^.]\bfetch\(", text)


def test_every_script_is_in_some_package() -> None:
    """The folder holds what the shell joins, the first script of pages, and nothing else."""
    joined = {path.name for kind in PARTS for path in shell_scripts(kind)}
    assert {*joined, "shell-page.js"} == set(SCRIPTS)


def test_every_word_exists_and_is_used() -> None:
    """Each word that the shell tells exists; each that exists is told, or stands in its page."""
    scripts = "\n".join((CLIENT / name).read_text(encoding="utf-8") for name in SCRIPTS)
    page = (Path(CLIENT).parent / "shell.py").read_text(encoding="utf-8")
    words = set(shell_words(load_project(find_course("klonopin")), "en"))
    assert set(re.findall(r'tell\("(\w+)"\)', scripts)) <= words
    named = set(re.findall(r'"(\w+)"', scripts)) | set(re.findall(r'words\["(\w+)"\]', page))
    assert words <= named


def test_the_shell_speaks_the_language_of_the_edition() -> None:
    """German by its catalogue, also for a region; English where there is none."""
    project = load_project(find_course("klonopin"))
    english, german = (shell_words(project, language) for language in ("en", "de"))
    assert shell_words(project, "tlh") == english
    assert shell_words(project, "de-CH") == german
    assert all(german[name] != text for name, text in english.items())
