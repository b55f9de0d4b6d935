"""What slides draw beside their words: when a list is one of steps, a table one of pairs, and what the bar shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.credit.disclosures import people_told
from course.instructor.clock import timetable
from course.instructor.drawn import has_pairs, has_steps, strip_of
from course.instructor.frames import Frame
from course.instructor.kits import role_plays
from course.instructor.stock import read_stock
from course.instructor.texts import Block, as_text
from course.instructor.votes import COLORS, SHAPES, shape_of
from course.outputs.print_pack.pieces import played
from course.project import find_course, load_project
from course.sphinxext.teaching.drawn import begun, phases

if TYPE_CHECKING:
    from pathlib import Path

STEPS = "In pairs:\n\n1. Sort.\n2. Say why.\n\nYou may pass."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STEPS, True),
        ("1. Alone.", False),
        ("\n".join(f"{n}. Step" for n in range(1, 9)), False),
        ("- one\n- two", False),
        ("1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |", False),
        ("1. one\n   - inner\n2. two", True),
        ("1. one\n2. two\n\nbetween\n\n1. one\n2. two", False),
    ],
)
def test_a_list_of_steps_is_known(text: str, *, expected: bool) -> None:
    """Two to seven numbered steps, with nothing but sentences around them."""
    assert has_steps([text]) is expected


def test_a_table_of_two_columns_is_one_of_pairs() -> None:
    """Three columns are not, and a text is none."""
    assert has_pairs("| a | b |\n|---|---|\n| c | d |")
    assert not has_pairs("| a | b | c |\n|---|---|---|\n| c | d | e |")
    assert not has_pairs("a, b")


def test_the_bar_gives_way_to_words(tmp_path: Path) -> None:
    """A slide that has no room for it shows its words in letters that can be read."""
    stock = read_stock(load_project(find_course("klonopin")))
    rows = timetable(stock.plan, stock.plan.format("half-day"))[0][1]
    bar = strip_of(rows, 4)
    assert [phase for _minutes, phase in phases(bar)][3:6] == ["over", "now", "later"]
    assert [phase for _minutes, phase in phases(strip_of(rows))].count("pause") == 2
    assert begun(bar) == pytest.approx(69 / 230)
    short = Frame("Title", [Block("Few words.", tmp_path)], clock=bar)
    long = Frame("Title", [Block("\n\n".join(["A line of words that fills the width of the stage."] * 9), tmp_path)])
    long.clock = bar
    assert short.strip == bar
    assert long.strip is None
    assert long.letters >= 28


def test_letters_of_votes_differ_without_colour() -> None:
    """Six letters, six shapes, six colours; others have none."""
    assert len({*SHAPES}) == len({*COLORS}) == 6
    assert [shape_of(letter) for letter in "ABCDEF"] == [*SHAPES]
    assert shape_of("G") == shape_of("AB") == shape_of("1") == ""


def test_only_the_role_plays_of_a_format_are_printed() -> None:
    """The huddles have one of the two; without a choice there are both."""
    from dataclasses import replace

    stock = read_stock(load_project(find_course("klonopin")))
    assert played(stock, stock.plan.format("huddles")) == ["third-refill"]
    assert played(stock, stock.plan.format("in-service")) == []
    few = [part.title for part in role_plays(replace(stock, plays=frozenset(["third-refill"])))]
    assert [title.partition(":")[0] for title in few] == ["Role play 1"] * 2
    assert len([*role_plays(stock)]) == 4


def test_words_of_a_setting_are_words(tmp_path: Path) -> None:
    """Whatever a name holds, Markdown shows it as it stands."""
    from markdown_it import MarkdownIt

    name = "A *b* _c_ [d](javascript:e) {raw}`f` <b>&\"'$x$ # - 1. | ~~g~~ ^h^"
    shown = MarkdownIt("commonmark").enable("strikethrough").parseInline(as_text(name))[0].children or []
    assert {token.type for token in shown} <= {"text", "text_special"}
    assert "".join(token.content for token in shown) == name
    assert [*people_told(load_project(find_course("klonopin")).tables)] == []
