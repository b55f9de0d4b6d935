"""The recipes of CONTRIBUTING point at files and commits that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### ([^\n]+)\n\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL))
_COMMIT = re.compile(r"`([0-9a-f]{7,40})`\s+\(([^()]+)\)")


def git(*arguments: str) -> str | None:
    """Return what git says in this repository; None where there is no history, or only the end of it."""
    for question, whole in (("--is-inside-work-tree", "true"), ("--is-shallow-repository", "false")):
        asked = subprocess.run(["git", "rev-parse", question], cwd=ROOT, capture_output=True, text=True, check=False)
        if asked.stdout.strip() != whole:
            return None
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def test_there_is_a_recipe_for_everything_that_is_added() -> None:
    """Rule, check, figure, box, edition, format, type: each with an example."""
    assert list(RECIPES) == [
        "A rule for questions", "A check of courses", "A kind of figure", "A box for lessons", "An edition",
        "A format of banks", "A type of question",
    ]  # fmt: skip


@pytest.mark.parametrize("name", RECIPES)
def test_the_example_of_a_recipe_is_in_the_history(name: str) -> None:
    """Its hash and its subject are those of one commit that this state builds on."""
    examples = _COMMIT.findall(RECIPES[name])
    assert examples
    for commit, subject in examples:
        said = git("log", "-1", "--format=%s", commit)
        assert said in (None, " ".join(subject.split())), commit
        assert git("merge-base", commit, "HEAD") in (None, git("rev-parse", commit)), commit


def named(text: str) -> list[str]:
    """Return the paths in code and in links of a text."""
    found = [*re.findall(r"`([^`\s]*/[^`\s]*)`", text), *re.findall(r"\]\(([^)\s]+)\)", text)]
    commands = " ".join(re.findall(r"`((?:python|bash) [^`]+)`", text)).split()
    return [*found, *(word for word in commands if "/" in word)]


def test_the_files_that_are_named_exist() -> None:
    """A room that moves takes its recipe along; `<name>` stands for a course."""
    paths = [path.replace("<name>", "klonopin") for path in named(TEXT)]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists() and "klonopin/reviews" not in path] == []
