"""Roles and directives of other packages that choke on an author's words are one finding at these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.outputs.in_hand import in_code, in_hand
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


FAILING = {
    "on import": ("x = 1\n1 / 0\n", "conf.py:3: C030 this code fails (ZeroDivisionError: division by zero)"),
    "no Python": ("x = (\n", "conf.py:2: C030 this code cannot be read ('(' was never closed)"),
    "in a handler": (
        "def setup(app):\n    app.connect('source-read', lambda *_: {}['a b'])\n",
        "conf.py:3: C030 this code fails (KeyError: 'a b')",
    ),
    "leaves": ("raise SystemExit(3)\n", "conf.py:1: C030 Configuration error: "),
}


@pytest.mark.parametrize("kind", FAILING)
def test_code_of_a_course_that_fails_is_named_by_its_line(kind: str, tea: Path, tmp_path: Path) -> None:
    """Sphinx wraps what its handlers raise; the author needs the line of `conf.py`, and not that of the settings."""
    code, told = FAILING[kind]
    with (tea / "conf.py").open("a", encoding="utf-8") as file:
        file.write(code)
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert f"{tea}/{told}" in done.output


def test_a_handler_of_ours_that_fails_is_reported_and_not_the_authors(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sphinx calls it an extension that failed; nothing in the course can mend it."""

    def broken(*_: object) -> None:
        raise KeyError("seven")

    monkeypatch.setattr("course.checks.check", broken)
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("stopped: KeyError in course/sphinxext/consistency.py:")
    assert f"(at {tea}): 'seven'; nothing was changed. This is a fault of coursewright" in done.stderr


def test_an_extension_that_fails_is_named_at_the_page() -> None:
    """There is no role or directive in hand: what can be left out is the extension."""
    try:
        exec(compile("1 / 0", "/elsewhere/library.py", "exec"), {})  # noqa: S102 - a frame in a file of this name
    except ZeroDivisionError as error:
        found = in_hand(error, Path("page.md"), Path(__file__), "library")
        elsewhere = in_code(error, Path("conf.py"))
    assert found is not None
    assert str(found) == (
        "page.md:1: C030 the extension 'library' fails here (ZeroDivisionError: division by zero)"
        " (leave it out of the settings, or ask those who make it)"
    )
    assert elsewhere is None
