"""Roles and directives of other packages that choke on an author's words are one finding at these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.outputs.in_hand import in_hand
from tests.conftest import run

MALFORMED = {
    "an empty citation": ("{cite:p}`,`", 0),
    "a citation with a blank": ("words {cite:t}`a b{c` words", 0),
    "a role switched off": ("{cite:t}`!tea`", 0),
    "in a box": (":::{note}\nWords.\n\n{cite:p}`{`{cite:p}` <>`\n:::", 3),
    "a grammar without rules": ("```{productionlist} x\nwords\n```", 0),
    "reStructuredText": ("```{eval-rst}\nWords.\n\n:cite:p:`,`\n```", 3),
    "emphasis without end": ("*a " * 2000 + "x" + "*" * 2000, 0),
    "front matter without end": ("---\na: " + "[" * 900 + "\n---\n# T", 1),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_markup_is_named_by_page_and_line(kind: str, tea: Path, tmp_path: Path) -> None:
    """One error at the line of the words, and no request to report a fault of the program."""
    markup, below = MALFORMED[kind]
    page = tea / "lessons" / "03-malformed.md"
    text = "" if markup.startswith("---") else "# A page\n\nWords.\n\n"
    page.write_text(f"{text}{markup}\n", encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert f"{page}:{text.count(chr(10)) + 1 + below}: " in done.output
    assert "stopped: 1 error; nothing was changed" in done.output


def test_malformed_markup_of_a_question_is_named_in_its_bank(tea: Path, tmp_path: Path) -> None:
    """A directive of ours read it, but the words are the author's."""
    bank = tea / "quizzes" / "l01.yaml"
    rows = bank.read_text(encoding="utf-8").split("\n")
    place = next(number for number, row in enumerate(rows) if row.startswith("    stem: "))
    rows[place] = "    stem: 'Which {cite:p}`,` is it?'"
    bank.write_text("\n".join(rows), encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert f"{bank}:{place + 1}: C083 this cannot be read" in done.output


def test_an_error_of_our_own_code_is_none_of_the_authors() -> None:
    """It stays what it is: something to report."""

    def caught(source: str, name: str) -> BaseException:
        try:
            exec(compile(source, name, "exec"), {})  # noqa: S102 - a frame in a file of this name
        except ZeroDivisionError as error:
            return error
        raise AssertionError

    import course.outputs.in_hand as module

    page = Path("page.md")
    assert in_hand(caught("1 / 0", str(Path(str(module.__file__)).parent / "other.py")), page, Path("run.py")) is None
    theirs = in_hand(caught("1 / 0", "/elsewhere/library.py"), page, Path("run.py"))
    assert theirs is not None
    assert (theirs.path, theirs.line, theirs.code) == (page, 1, "C083")
