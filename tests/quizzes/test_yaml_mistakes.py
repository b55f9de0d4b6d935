"""Usual mistakes of YAML are told in plain words, on the line where they are and not where a reader stumbles."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from quizzes.finding import FindingsError
from quizzes.yaml12 import LOADERS, MAX_DEPTH, parse_document

BANK = """\
id: tea
items:
  - id: q1
    type: single
    stem: Which one?
    choices:
      - id: a
        text: This one
        feedback: Yes.
      - id: b
        text: That one
    rationale: So it is.
"""
MISTAKES: list[tuple[str, str, int, str, str]] = [
    ("    stem", "   stem", 5, "indented by 3 spaces, like nothing above it", "indent it by 4 spaces"),
    (
        "        text: That",
        "       text: That",
        11,
        "indented by 7 spaces, like nothing above",
        "indent it by 8 spaces",
    ),
    ("    stem", "      stem", 5, "indented deeper than line 4, which has a value already", "indent it by 4 spaces"),
    ("That one", "One: that", 11, "a text with a colon and a space in it needs quotes", 'write "One: that"'),
    ("That one", "*That* one", 11, "a text that begins with * needs quotes", 'put it into quotes: "*That* one"'),
    ("That one", "%5", 11, "a text that begins with % needs quotes", '"%5"'),
    ("That one", "@home", 11, "a text that begins with @ needs quotes", '"@home"'),
    ("That one", "`code`", 11, "a text that begins with ` needs quotes", '"`code`"'),
    ("That one", "{water} boils", 11, "a text that begins with { needs quotes", '"{water} boils"'),
    ("That one", "[1] boils", 11, "a text that begins with [ needs quotes", '"[1] boils"'),
    ("That one", "| That one", 11, "behind | the text begins on the next line", "or leave the sign out"),
    ("That one", '"That" one', 11, 'the text goes on behind the closing "', "put the whole text into ' … '"),
    ("That one", "'That' one", 11, "the text goes on behind the closing '", 'put the whole text into " … "'),
    ("That one", '"That one', 11, 'the quotation mark of "That one is not closed', 'end the text with "'),
    ("stem: Which", "stem:Which", 5, "no space after 'stem:'", "write 'stem: …'"),
    ("stem: Which", "stem Which", 5, "no colon after 'stem'", "write 'stem: …', or indent the line"),
    (
        "stem: Which",
        "stem:\u00a0Which",
        5,
        "a no-break space stands where a normal space belongs",
        "type the space again",
    ),
    ("    stem", "\u00a0   stem", 5, "a no-break space stands where a normal space belongs", "type the space again"),
]


def in_other_words(loader: type) -> type:
    """Return a reader that refuses the same texts at the same places, and says so as no version does."""

    class Other(loader):  # type: ignore[misc]
        def get_event(self) -> yaml.Event:
            try:
                return super().get_event()
            except yaml.MarkedYAMLError as error:
                error.problem = "no"
                error.context = error.context and "there"
                raise

    return type(f"{loader.__name__} in other words", (Other,), {})


READERS = [*LOADERS, *map(in_other_words, LOADERS)]


@pytest.mark.parametrize("loader", READERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("row", MISTAKES, ids=[row[1] for row in MISTAKES])
def test_a_mistake_is_told_where_it_is(row: tuple[str, str, int, str, str], loader: type) -> None:
    """Both readers of YAML give the same line and the same words, in whatever words they refuse the text."""
    old, new, line, message, hint = row
    assert old in BANK
    with pytest.raises(FindingsError) as caught:
        parse_document(BANK.replace(old, new, 1), Path("tea.yaml"), loader=loader)
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("L006", line), finding
    assert finding.message.startswith(f"not YAML: {message}")
    assert hint in finding.hint


DEEP = ["[" * 5000, "[[" * 5000 + "]]" * 5000, "{a: " * 400, "[a, " * 400, "a: x\nb: [" + "[ " * 600, "- " * 3000]


@pytest.mark.parametrize("loader", READERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:12])
def test_the_depth_is_counted_by_nobody_else(text: str, loader: type) -> None:
    """A reader that refuses so many levels itself, before it hands them over, does not change what is told."""
    with pytest.raises(FindingsError) as caught:
        parse_document(text, Path("tea.yaml"), loader=loader)
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("L012", text.count("\n") + 1), finding
    assert finding.message == f"nested deeper than {MAX_DEPTH} levels"


def test_brackets_in_a_text_are_no_levels() -> None:
    """A quotation mark that is not closed is told as such, however many brackets stand behind it."""
    with pytest.raises(FindingsError, match=r"tea.yaml:1: L006 not YAML: the quotation mark of "):
        parse_document('a: "' + "[" * 30 + "\nb: x\n", Path("tea.yaml"))


def test_what_is_no_usual_mistake_keeps_the_words_of_the_reader() -> None:
    """Nothing is made up where no mistake is recognised."""
    with pytest.raises(FindingsError, match=r"tea.yaml:2: L006 not YAML: .+ \(a text with ': '"):
        parse_document("id: tea\n]\n", Path("tea.yaml"))
