"""Nothing runs over the foot of a page or into its neighbour, however few words it has for its height or width."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from docutils import nodes
from pypdfium2 import PdfDocument

from course.outputs.pdf.builder import THEME
from course.outputs.pdf.tags import elements
from quizzes.sphinxext.visitors import heights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONF = """
extensions = ["myst_parser", "quizzes", "course.outputs.pdf"]
project = "Small"
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist"]
"""
FOOT, HEAD = 19 * 2.835, 22 * 2.835  # mm in points, as `theme/look.typ` has them
RUN = "蜂は巣箱の中に住んでいます。"
HIGH = {
    "table": "| Sign | Name |\n|---|---|\n" + "".join(f"| s{n} | mark{n:02} |\n" for n in range(44)),
    "list": ":::{tip}\n" + "".join(f"- mark{n:02}\n" for n in range(70)) + ":::\n",
    "box": ":::{warning}\n" + "".join(f"{RUN * 3}mark{n:02}\n" for n in range(44)) + ":::\n",
    "term": "Term\n: " + "".join(f"{RUN * 3}mark{n:02}\n  " for n in range(44)) + "\n",
    "stem": "```{quiz} high\n:answers: none\n```\n",
}
STEM = "".join(f"{RUN * 3}mark{n:02}。" for n in range(44))
BANK = f"""schema: quizbank/1
id: high
title: High
items:
  - id: high-stem
    type: single
    stem: {STEM}
    choices:
      - {{id: a, text: One, correct: true, feedback: It is.}}
      - {{id: b, text: Two, feedback: It is not.}}
"""


def _marks(pdf: bytes) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each mark of the text and the box around its first letter."""
    for page in PdfDocument(pdf):
        letters = page.get_textpage()
        for found in re.finditer(r"mark\d\d", letters.get_text_range()):
            yield found[0], letters.get_charbox(found.start())


@pytest.mark.parametrize("kind", HIGH)
def test_what_is_higher_than_a_page_goes_on_in_the_next(make_book: Callable[..., Any], kind: str) -> None:
    """Entries of a word each, and lines without blanks: all of them stand above the foot, in their order."""
    made = make_book(f"# High\n\nWords before.\n\n{HIGH[kind]}", {"conf.py": CONF, "quizzes/high.yaml": BANK})
    found = list(_marks(made.pdf))
    count = 70 if kind == "list" else 44
    assert [mark for mark, _box in found] == [f"mark{n:02}" for n in range(count)]
    assert all(bottom > FOOT and top < 792 - HEAD for _mark, (_left, bottom, _right, top) in found)


WIDE = "| " + " | ".join(f"Precondition{n}" for n in range(9)) + " |\n|" + "---|" * 9 + "\n"
WIDE += ("| " + " | ".join("interdependence" for _ in range(9)) + " |\n") * 3


def _lines(pdf: bytes) -> Iterator[list[tuple[float, float, str]]]:
    """Yield left and right edge of every letter, line by line of each page."""
    for page in PdfDocument(pdf):
        letters = page.get_textpage()
        lines: dict[int, list[tuple[float, float, str]]] = {}
        for at in range(letters.count_chars()):
            sign = letters.get_text_range(at, 1)
            if sign.strip():
                left, _bottom, right, _top = letters.get_charbox(at, loose=True)
                baseline = letters.get_charbox(at, loose=True)[1]
                lines.setdefault(round(baseline), []).append((left, right, sign))
        yield from map(sorted, lines.values())


def test_words_of_a_table_stay_in_their_columns(make_book: Callable[..., Any]) -> None:
    """In a box, which has no page of its own for them, nine columns of long words: no letter stands upon another."""
    made = make_book(f"# Wide\n\n:::{{note}}\n{WIDE}:::\n", {"conf.py": CONF})
    spoken = re.sub(r"[\s\u00ad\u200b\u2010-]", "", made.spoken)
    assert spoken.count("interdependence") == 27
    for line in _lines(made.pdf):
        overlaps = [(one, two) for one, two in pairwise(line) if two[0] < one[1] - 1]
        assert overlaps == []


def test_widths_of_an_author_leave_room_for_the_longest_word(make_book: Callable[..., Any]) -> None:
    """A column of one part in a hundred is as wide as its word."""
    rows = "* - Precondition\n  - Effect\n* - interdependence\n  - it is\n"
    made = make_book(f"# Wide\n\n```{{list-table}}\n:widths: 1 99\n:header-rows: 1\n\n{rows}```\n", {"conf.py": CONF})
    for line in _lines(made.pdf):
        assert all(two[0] > one[1] - 1 for one, two in pairwise(line))


def test_a_formula_wider_than_the_page_goes_on_below(make_book: Callable[..., Any]) -> None:
    """Thirty terms: all are on the paper, none beyond the margin, and the formula is still one with its words."""
    long = "+".join(f"a_{{{n}}} x^{{{n}}}" for n in range(30))
    made = make_book(f"# Long\n\n```{{math}}\n:label: long\n:alt: a long sum\n\n{long}\n```\n", {"conf.py": CONF})
    right = max(right for line in _lines(made.pdf) for _left, right, _sign in line)
    assert right < 612 - 36
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert [str(tag.Alt) for tag in elements(document.Root.StructTreeRoot, "Formula")] == ["a long sum"]


MATRICES = """schema: quizbank/1
id: high
title: High
items:
  - id: high-matrix
    type: single
    stem: Which is it?
    choices:
      - {id: a, text: "$\\\\begin{pmatrix}1\\\\\\\\2\\\\\\\\3\\\\end{pmatrix}$", correct: true, feedback: It is.}
      - {id: b, text: "$\\\\begin{pmatrix}4\\\\\\\\5\\\\\\\\6\\\\end{pmatrix}$", feedback: It is not.}
"""


def test_high_formulas_below_each_other_do_not_meet(make_book: Callable[..., Any]) -> None:
    """The last row of one matrix stands well above the first row of the next."""
    files = {"conf.py": CONF, "quizzes/high.yaml": MATRICES}
    made = make_book("# Sums\n\n```{quiz} high\n:answers: none\n```\n", files)
    page = next(page for page in PdfDocument(made.pdf) if "Which is it" in page.get_textpage().get_text_range())
    letters = page.get_textpage()
    text = letters.get_text_range()
    begin = text.index("Which is it")
    first, second = (letters.get_charbox(text.index(digit, begin)) for digit in "34")
    inside = letters.get_charbox(text.index("2", begin))[1] - first[3]
    assert first[1] - second[3] > inside


def test_lines_are_counted_for_what_they_are() -> None:
    """Paragraphs by their letters, those of East Asia double; rows of a table by their highest cell; lines of code."""
    assert heights.lines(nodes.paragraph(text="a" * 160)) == 2
    assert heights.lines(nodes.paragraph(text="蜂" * 80)) == 2
    assert heights.lines(nodes.literal_block(text="a\nb\nc")) == 3
    row = nodes.row("", nodes.entry("", nodes.paragraph(text="a" * 100)), nodes.entry("", nodes.paragraph(text="b")))
    assert heights.lines(nodes.table("", nodes.tgroup("", nodes.tbody("", row), cols=2))) == 3


def test_no_part_of_the_theme_shadows_a_name_that_it_imports() -> None:
    """Typst takes the last of two names in silence: the size of code in exams was that of the square of a sheet."""
    own = {
        path.name: set(re.findall(r"^#let ([\w-]+)", path.read_text("utf-8"), re.MULTILINE))
        for path in THEME.glob("*.typ")
    }
    for path in THEME.glob("*.typ"):
        seen = set(own[path.name])
        for name in re.findall(r'^#import "(?:theme/)?([\w.]+)": \*', path.read_text("utf-8"), re.MULTILINE):
            assert not seen & own[name], (path.name, name, seen & own[name])
            seen |= own[name]
