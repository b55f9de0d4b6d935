"""The style sheets of a course: layers of the cascade decide what outweighs what, and nothing insists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course.sphinxext.learner.styles import LAYERS, design_sheet, folds_sheet, joined_sheet, part_sheet
from course.theme import BEGINNING, NOTING, OWN, PAPER, SEARCHING, SHEETS, TESTED
from course.theme.trim import yielding
from quizzes.sphinxext.assets import CLIENT_DIR, STYLE

SPOKEN = ("caption", "prev-next-subtitle::first-letter", "course-record")
"""What may stand in capitals: words of the frame, and never text of the author, in which mg would become MG."""
SOURCES = [
    *(SHEETS / f"{name}.css" for name in (*OWN, *BEGINNING, *NOTING, *SEARCHING, *TESTED, PAPER)),
    CLIENT_DIR / STYLE,
]


def test_every_sheet_is_read_by_the_site() -> None:
    assert {path.stem for path in SHEETS.glob("*.css")} == {*OWN, *BEGINNING, *NOTING, *SEARCHING, *TESTED, PAPER}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_insists(path: Path) -> None:
    """A rule that needs `!important` fights another of ours, or belongs in a later layer."""
    assert "!important" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES[:-1], ids=lambda path: path.stem)
def test_a_line_holds_one_declaration(path: Path) -> None:
    text = re.sub(r'"[^"]*"|\([^()]*\)', "", path.read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if line.count(";") > 1] == []


@pytest.mark.parametrize(
    "sheet",
    [joined_sheet(), folds_sheet(), design_sheet(), part_sheet(TESTED)],
    ids=["page", "folds", "design", "tests"],
)
def test_each_rule_stands_in_a_layer_of_the_one_order(sheet: str) -> None:
    """A rule outside the layers would outweigh the course's own, and could not be outweighed by an author's."""
    order, rest = sheet.split(";", 1)
    assert order == f"@layer {','.join(LAYERS)}"
    opened, depth = [], 0
    for mark in re.finditer(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|([^{}"\']*)\{|\}', rest):
        if mark[0] == "}":
            depth -= 1
        elif mark[0].endswith("{"):
            if not depth:
                opened.append(mark[1].strip())
            depth += 1
    assert (set(opened) <= {f"@layer {name}" for name in LAYERS}, depth) == (True, 0)


def test_a_theme_insists_only_on_what_is_hidden() -> None:
    theme = ".a{color:red!important;margin:0 !important}[hidden]{display:none!important}"
    assert yielding(theme) == ".a{color:red;margin:0}[hidden]{display:none!important}"
    assert yielding(theme, "margin") == ".a{color:red!important;margin:0}[hidden]{display:none!important}"


def test_no_sheet_turns_text_of_the_author_into_capitals() -> None:
    """A table of doses in capitals has MG for mg."""
    rules = re.findall(
        r"([^{}]*)\{([^{}]*text-transform[^{}]*)\}", "\n".join(path.read_text("utf-8") for path in SOURCES)
    )
    assert rules
    assert [head.strip() for head, _body in rules if not any(name in head for name in SPOKEN)] == []
