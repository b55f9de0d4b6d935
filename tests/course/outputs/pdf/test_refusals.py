"""What cannot be printed well stops the build with one clear error at its place in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from course.outputs.pdf.compile import Refused, locate
from quizzes.finding import Finding, FindingsError

from .conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1"><path d="M0 0h1v1z"/></svg>'
CASES = {
    "no alternative text": ("# One\n\nWords.\n\n![](dot.svg)\n", 5, "P102", "no alternative text"),
    "missing image": ("# One\n\n![a dot](lost.svg)\n", 3, "P103", "lost.svg"),
    "remote image": ("# One\n\n![a dot](https://example.org/dot.png)\n", 3, "P103", "example.org"),
    "unknown command": ("# One\n\nMore.\n\nSee $a \\wobble b$ here.\n", 5, "P104", "\\wobble"),
    "lost brace": ("# One\n\n$$\n\\frac{a}{b\n$$\n", 3, "P104", "'}' is missing"),
    "a link to a file": ("# One\n\n```{eval-rst}\n`a page <lost.html>`_\n```\n", 4, "P107", "lost.html"),
    "a place that is not in the book": (
        "# One\n\nSee [it](#screen).\n\n:::{only} html\n(screen)=\n## On a screen\n:::\n",
        3,
        "P105",
        "'index#screen' is not in the book",
    ),
    "broken markup": ("# One\n\n```{eval-rst}\nan :lost:`x` role\n```\n", 4, "P106", "could not be read"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_one_error_with_file_and_line(make_book: Callable[..., Any], name: str) -> None:
    """Each fault is reported once, where it was made, in words that say what to do; no PDF is left."""
    text, line, code, words = CASES[name]
    with pytest.raises(FindingsError) as caught:
        make_book(text, {"dot.svg": PIXEL}, suppress_warnings=["image.not_readable", "myst.header"])
    (finding,) = caught.value.findings
    assert (finding.path.name, finding.line, finding.code) == ("index.md", line, code)
    assert words in finding.message
    assert not list(finding.path.parent.parent.glob("out/*.pdf"))


def test_all_faults_are_told_at_once(make_book: Callable[..., Any]) -> None:
    """Three faults on three lines are three findings, in the order of the file."""
    with pytest.raises(FindingsError) as caught:
        make_book("# One\n\n![](dot.svg)\n\n$\\wobble$\n\n![](dot.svg)\n", {"dot.svg": PIXEL})
    assert [(f.line, f.code) for f in caught.value.findings] == [(3, "P102"), (5, "P104"), (7, "P102")]


@pytest.mark.parametrize(("name", "value"), [("paper", "a5"), ("date", "soon"), ("form", "scroll")])
def test_a_wrong_setting_is_named(make_book: Callable[..., Any], name: str, value: str) -> None:
    """A paper or a date that is none is an error that names the setting and the value, at its line."""
    conf = f'{CONF}course_pdf_{name} = "{value}"\n'
    with pytest.raises(FindingsError, match=f"course_pdf_{name} is '{value}'") as caught:
        make_book("# One\n", {"conf.py": conf})
    (finding,) = caught.value.findings
    assert (finding.path.name, finding.line, finding.code) == ("conf.py", conf.count("\n"), "P108")
    assert finding.path.is_file()


def test_a_failed_build_leaves_the_last_book_alone(make_book: Callable[..., Any]) -> None:
    """The book of an earlier build stays as it was when a later build fails."""
    before = make_book("# One\n\nWords.\n")
    with pytest.raises(FindingsError):
        make_book("# One\n\n![](dot.svg)\n", {"dot.svg": PIXEL})
    assert before.path.read_bytes() == before.pdf


def test_a_heading_with_a_very_long_word_is_no_fault(make_book: Callable[..., Any]) -> None:
    """Where the word may break the book has an unseen sign, which is no difference between bookmark and contents."""
    make_book("# One\n\n## `net.setDefaultAutoSelectFamilyAttemptTimeout(value)`\n\nWords.\n")


def test_no_finding_names_a_file_that_the_author_has_not_written(
    make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal that leads back to no line of the course is told at its settings, and so is an end from outside."""

    def refuse(source: Path, *_: object) -> None:
        words = "the PDF was refused: something of the theme"
        raise Refused([Finding(source, 4711, "P110", words), Finding(source, 1, "P111", "stopped")])

    monkeypatch.setattr("course.outputs.pdf.typeset.compile_typst", refuse)
    with pytest.raises(FindingsError) as caught:
        make_book("# One\n\nWords.\n")
    assert [(one.path.name, one.line, one.code) for one in caught.value.findings] == [
        ("conf.py", 1, "P110"),
        ("conf.py", 1, "P111"),
    ]


def test_a_fault_within_the_theme_is_told_at_the_page_that_calls_it(tmp_path: Path) -> None:
    """Typst names the line of the theme first, and then the calls: the author gets the line of the page."""
    (tmp_path / "book.typ").write_text('// @"a.md":4\n#one\n// @"b.md":9\n#f("w")\n// @"c.md":1\n', encoding="utf-8")
    report = (
        "error: expected length, found string\n  ┌─ theme/look.typ:1:29\n  │\n1 │ #let f(x) = x\n  │   ^\n\n"
        "help: while calling `f`\n  ┌─ book.typ:4:1\n  │\n\n"
        "error: unknown variable: one\n  ┌─ book.typ:2:2\n"
    )
    found = locate(report, tmp_path / "book.typ")
    assert [(str(one.path), one.line) for one in found] == [("b.md", 9), ("a.md", 4)]
    assert [one.message for one in found] == [
        "the PDF was refused: expected length, found string",
        "the PDF was refused: unknown variable: one",
    ]


def test_a_font_that_nobody_has_is_told_at_its_line(make_book: Callable[..., Any]) -> None:
    """The warning leads to the line of the settings that names the family."""
    conf = f'{CONF}course_pdf_fonts = {{"th": ["Nobody Sans"]}}\n'
    made = make_book("# One\n\nWords.\n", {"conf.py": conf})
    assert f"conf.py:{conf.count(chr(10))}: WARNING: the font 'Nobody Sans' of [print] fonts" in made.warnings
