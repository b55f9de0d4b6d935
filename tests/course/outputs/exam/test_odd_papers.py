"""Questions of odd kinds on paper, in usual and in large print: nothing too large, cut off, or printed upon another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdfium2 import PdfDocument

from tests.conftest import run

from .conftest import bank, choices, make_tea, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINES = 60
HEADS = ("Month", "Litres of syrup", "Remarks of the keeper", "Temperature", "Circumstances")
TABLE = "| " + " | ".join(HEADS) + " |\n|" + "---|" * 5 + "\n| " + " | ".join(["interdependence"] * 5) + " |"
CODE = "```python\nfor pot in kitchen.pots_with_a_very_long_name_that_never_ends(full=True):\n    print(pot)\n```"
ODD: list[dict[str, Any]] = [
    {"type": "single", "stem": f"What does it print?\n\n{CODE}", "choices": choices("Pots", "Nothing", "A name")},
    {"type": "single", "stem": "Pour the water. " * 170 + "What now?", "choices": choices("Wait", "Drink", "Leave")},
    {"type": "single", "stem": f"Read this.\n\n{TABLE}\n\nWhich?", "choices": choices("One", "Two", "Three")},
    {
        "type": "essay",
        "stem": "Why is that so?",
        "lines": LINES,
        "model_answer": "Because it is.",
        "rubric": [{"id": "x", "text": "says that", "points": 1}],
    },
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print a pretest of odd questions once, and once large; return the folder."""
    folder = tmp_path_factory.mktemp("odd")
    course, out = make_tea(folder), folder / "out"
    items = [told(id=f"pre-odd{number}", **item) for number, item in enumerate(ODD)]
    (course / "quizzes" / "pre.yaml").write_text(bank("pre", items, "pretest"), encoding="utf-8")
    options = ("--form", "pretest", "--versions", "1", "--seed", "green", "--large-print", "--out", out, "-q")
    done = run("exam", course, *options)
    assert done.exit_code == 0, done.output
    return out


def lines(pdf: bytes) -> Iterator[list[tuple[float, float, float, str]]]:
    """Yield left edge, right edge, height and sign of each letter, line by line, from left to right."""
    for page in PdfDocument(pdf):
        letters = page.get_textpage()
        found: dict[int, list[tuple[float, float, float, str]]] = {}
        for at in range(letters.count_chars()):
            if (sign := letters.get_text_range(at, 1)).strip():
                left, bottom, right, top = letters.get_charbox(at, loose=True)
                found.setdefault(round(bottom), []).append((left, right, top - bottom, sign))
        yield from map(sorted, found.values())


@pytest.mark.parametrize("name", ["paper/pretest-a", "paper/pretest-a-large", "key/pretest-a-key-large"])
def test_no_letter_is_huge_beyond_the_edge_or_upon_another(papers: Path, name: str) -> None:
    """Code has the size of its paper, words of a table stay in their cells, and everything is within the margins."""
    for line in lines((papers / f"{name}.pdf").read_bytes()):
        assert max(height for _left, _right, height, _sign in line) < 48
        assert min(line)[0] > 20
        assert max(right for _left, right, _height, _sign in line) < 612 - 20
        assert [pair for pair in pairwise(line) if pair[1][0] < pair[0][1] - pair[0][2] / 4] == []


@pytest.mark.parametrize("size", ["", "-large"])
def test_a_long_question_is_whole_and_goes_on_in_its_place(papers: Path, size: str) -> None:
    """Each sentence of a stem of 500 words is on the paper, above the foot, and all lines to write on are."""
    pdf = PdfDocument((papers / f"paper/pretest-a{size}.pdf").read_bytes())
    texts = [page.get_textpage() for page in pdf]
    count = 0
    for letters in texts:
        text = letters.get_text_range()
        for at in range(len(text)):
            if text.startswith("Pour", at):
                count += 1
                assert 60 < letters.get_charbox(at)[1] < 730
    assert count == 170
    ruled = [one.get_bounds() for page in pdf for one in page.get_objects() if one.type == 2]
    wide = [box for box in ruled if box[3] - box[1] < 1.5 and 300 < box[2] - box[0] < 600 and 55 < box[1] < 715]
    assert len(wide) >= LINES
