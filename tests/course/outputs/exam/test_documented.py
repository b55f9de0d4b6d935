"""The how-to pages of exams, the private pool and moved questions: their commands run, and what they show is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import DOCS, copy_tea, run

from .conftest import bank, make_tea, pool

PAGES = DOCS / "how-to"


def commands(page: str) -> list[list[str]]:
    """Return the commands of a page, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line.split("#")[0].split() for block in blocks for line in block.splitlines() if line]


def blocks(page: str, language: str) -> list[str]:
    """Return the examples of a page in a language."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(rf"^(?:````{language}\n(.*?)^````|```{language}\n(.*?)^```)$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", ["print-an-exam.md", "keep-a-private-pool.md"])
def test_the_commands_of_the_page_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line works as printed, on a course with a pool; what is published is built from one without."""
    make_tea(tmp_path, draw=5).rename(tmp_path / "my-course")
    (tmp_path / "private-pool").mkdir()
    (tmp_path / "private-pool" / "winter.yaml").write_text(bank("winter", pool("secret")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    listed = commands(page)
    assert listed
    for _, *arguments in listed:
        if arguments[0] == "exam":
            done = run(*arguments)
            assert done.exit_code == 0, (arguments, done.output)
        elif arguments[0] == "check":
            assert "winter.yaml:" in run(*arguments, "--no-build").output
    if page == "print-an-exam.md":
        shown = blocks(page, "text")[0][1].splitlines()[1:]
        folders, names = {"paper", "key"}, [line.split()[0] for line in shown]
        assert len(names) == 7
        assert run("exam", "my-course", "--out", "shown").exit_code == 0
        assert all((tmp_path / "shown" / name).is_file() for name in names)
        assert {name.partition("/")[0] for name in names} == folders


def test_the_instructor_key_of_the_page_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`course build my-course --answers key` makes the folder that the page names."""
    copy_tea(tmp_path).rename(tmp_path / "my-course")
    monkeypatch.chdir(tmp_path)
    (command,) = (line for line in commands("print-an-exam.md") if line[1] == "build")
    done = run(*command[1:], "--to", "text")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "_build" / "my-course" / "key" / "instructor-key.txt").is_file()


def test_the_moved_question_of_the_page_moves_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page before becomes the page after, by the commands that are shown."""
    page = copy_tea(tmp_path).rename(tmp_path / "my-course") / "lessons" / "03-cups.md"
    monkeypatch.chdir(tmp_path)
    before, after = (found[0] for found in blocks("move-questions-to-a-bank.md", "md"))
    page.write_text(f"# Cups\n\n{before}", encoding="utf-8")
    for _, *arguments in commands("move-questions-to-a-bank.md"):
        assert run(*arguments).exit_code == 0
    assert page.read_text(encoding="utf-8") == f"# Cups\n\n{after}"
    assert (tmp_path / "my-course" / "quizzes" / "03-cups-items.yaml").is_file()
