"""The line of a mistake in TOML, found without the words of the parser."""

from __future__ import annotations

import tomllib
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.toml_fault import fault_line

GOOD = """\
title = "Tea"  # the course
brands = {Lipton = "tea"}

[blueprint]
draw = 2
cells = [
  {lesson = "m01", bloom = ["remember", "understand"], draw = 1},
  {lesson = "m02", bloom = ["apply"], draw = 1},
]
note = \"\"\"
Many lines,
= [ one of them strange.
\"\"\"
"""
MISTAKES = [
    ("a value is missing", ("draw = 2", "draw ="), 5),
    ("no quotation marks", ('"Tea"', "Tea"), 1),
    ("a quotation mark is not closed", ('"Tea"', '"Tea'), 1),
    ("a key is given twice", ("draw = 2", "draw = 2\ndraw = 3"), 6),
    ("a table is given twice", ("note =", "[blueprint]\nnote ="), 10),
    ("no comma between two keys", ('["apply"], draw', '["apply"] draw'), 8),
    ("no comma between two entries", ("draw = 1},\n  {", "draw = 1}\n  {"), 8),
    ("a quotation mark in an array is not closed", ('"m02"', '"m02'), 8),
    ("an array is never closed", ("draw = 1},\n]", "draw = 1},"), 9),
    ("a text is never closed", ('strange.\n"""', "strange."), 10),
    ("a table's bracket is not closed", ("[blueprint]", "[blueprint"), 4),
    ("a colon", ("draw = 2", "draw: 2"), 5),
    ("a number nobody can read", ("draw = 2", f"draw = {'9' * 5000}"), 5),
    ("too deep", ("draw = 2", f"draw = {'[' * 5000}"), 5),
    ("it ends too early", (GOOD, "title"), 1),
]


def refuse_in_other_words(text: str, **_settings: object) -> object:
    """Parse as always, and tell a mistake in words that no version has."""
    try:
        return PARSE(text)
    except tomllib.TOMLDecodeError:
        error = "no"
    raise tomllib.TOMLDecodeError(error)


PARSE = tomllib.loads


@pytest.mark.parametrize(("change", "line"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
@pytest.mark.parametrize("words", ["the parser's words", "other words"])
def test_a_mistake_is_on_its_line(
    change: tuple[str, str], line: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line where the author has something to do, whatever words Python finds for it."""
    if words == "other words":
        monkeypatch.setattr(tomllib, "loads", refuse_in_other_words)
    assert PARSE(GOOD)
    assert fault_line(GOOD.replace(*change, 1)) == line


@given(st.text(alphabet="a=\"'[]{},.#\n 1", max_size=60))
def test_any_text_has_a_line(text: str) -> None:
    """Whatever is typed, the line is one of the file's."""
    assert 1 <= fault_line(text) <= max(1, len(text.splitlines()))


def test_a_text_beyond_all_sense_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the line in a file that is no settings."""

    def parse(text: str) -> NoReturn:
        raise AssertionError(text[:20])

    monkeypatch.setattr(tomllib, "loads", parse)
    assert fault_line("a\n" * 2001) == 1
    assert fault_line("a" * 100_001) == 1
