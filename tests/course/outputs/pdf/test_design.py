"""The design of the book: what it promises to whoever has neither a screen nor colours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest
from docutils import nodes
from pypdfium2 import PdfDocument

from course.outputs.pdf.columns import measure
from course.outputs.pdf.lessons import numbered_lessons
from course.outputs.pdf.tags import elements
from tests.course.outputs.print.marks import line_starts

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

WORDS = "Words that fill a page. " * 300
LESSONS = "# Start\n\n```{toctree}\nlessons/a\nlessons/b\nend\n```\n"
FIRST = f"""---
minutes: 7
---

# The first

:::{{admonition}} Case: One
:class: course-case
A case.
:::

:::{{admonition}} Objectives
:class: course-objectives
- to see
:::

See {{doc}}`b` and {{ref}}`here`. {WORDS}

(here)=
## Here

:::{{danger}}
Hot.
:::
"""
FILES = {"lessons/a.md": FIRST, "lessons/b.md": "# The second\n\nMore.\n", "end.md": "# An end\n\nNo lesson.\n"}


def _table(*rows: tuple[str, ...]) -> nodes.table:
    """Return a table of plain cells."""

    def row(cells: tuple[str, ...]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))

    group = nodes.tgroup("", *(nodes.colspec() for _ in rows[0]), cols=len(rows[0]))
    group += [nodes.thead("", row(rows[0])), nodes.tbody("", *map(row, rows[1:]))]
    return nodes.table("", group)


@pytest.fixture
def lessons(make_book: Callable[..., Any]) -> Any:
    """Give a book of two lessons and a page that is none."""
    return make_book(LESSONS, FILES)


def test_lessons_are_numbered_in_titles_bookmarks_and_contents(lessons: Any) -> None:
    """A page outside of the folder `lessons` has no number; the opening page says how long the lesson takes."""
    with pikepdf.open(io.BytesIO(lessons.pdf)) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles == ["Start", "Lesson 1: The first", "Lesson 2: The second", "An end"]
    contents = lessons.spoken.partition("Contents")[2].partition("No lesson.")[0]
    assert "The first" in contents
    assert "Here" in contents
    opening = " ".join(lessons.spoken.partition("No lesson.")[0].rpartition("Lesson 1")[2].split())
    assert opening.startswith("7 minutes The first")


def test_a_reference_says_its_page_unless_it_is_the_same(lessons: Any) -> None:
    """Cover, imprint, contents, start page; then the first lesson of two pages, so that the second begins on page 7."""
    said = " ".join(lessons.spoken.split())
    assert "See The second (p. 7) and Here (p. 6)." in said


def test_what_opens_a_lesson_is_read_in_its_order(lessons: Any) -> None:
    """The case comes before the objectives, which stand beside it."""
    said = lessons.spoken
    assert said.index("A case.") < said.index("to see") < said.index("See The second")


def test_the_new_book_keeps_both_standards(lessons: Any) -> None:
    """Band, tab, stamp and signs are paint, and no validator stumbles over them."""
    assert page.validate_pdf(str(lessons.path), profile="ua1").failures == []
    assert page.validate_pdf(str(lessons.path), profile="2a").failures == []


def test_the_number_of_a_tab_is_whole_or_not_there(lessons: Any) -> None:
    """The band of the page where a lesson opens would cut it in two; on the next page it stands at the edge."""
    edge = [
        one.get_textpage().get_text_bounded(left=585, bottom=500, right=612, top=720)
        for one in PdfDocument(lessons.pdf)
    ]
    assert [words.strip() for words in edge[4:6]] == ["", "1"]


def test_mirrored_lessons_begin_on_the_right(make_book: Callable[..., Any]) -> None:
    """Pages have odd numbers on the right; without the setting the second lesson begins on page 7 as well as on 6."""
    made = make_book(LESSONS, {**FILES, "lessons/a.md": "# The first\n\nShort.\n"}, course_pdf_mirrored=True)
    said = " ".join(made.spoken.split())
    assert "1 The first 5 2 The second 7 An end 8" in said
    assert page.validate_pdf(str(made.path), profile="ua1").failures == []


def test_a_long_command_breaks_at_the_end_of_a_line(make_book: Callable[..., Any]) -> None:
    """Three hundred letters without a blank, in text and in code, need several lines, and none leaves the page."""
    run = "a_long_name_" * 25
    made = make_book(f"# One\n\nSee `{run}` and <https://example.org/{run}>.\n")
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        starts = [x for sheet in document.pages for x in line_starts(sheet)]
    assert len([x for x in starts if x < 60]) >= 8
    assert made.spoken.count(run) >= 2


def test_a_header_without_words_is_left_out(make_book: Callable[..., Any]) -> None:
    """The first column of such a table heads its rows."""
    made = make_book("# One\n\n| | |\n|---|---|\n| Name | Ada |\n| Age | 30 |\n")
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        tags = list(elements(document.Root.StructTreeRoot, "TR", "TH", "THead"))
    assert [str(tag.S) for tag in tags].count("/TR") == 2
    assert [str(tag.S) for tag in tags].count("/TH") == 2
    assert "/THead" not in [str(tag.S) for tag in tags]


def test_columns_are_as_wide_as_their_words_ask() -> None:
    """A short column fits its longest cell, long ones share; three equal thirds come of nothing but equal words."""
    found = measure(_table(("Step", "What you do", "Why"), ("1", "Ask openly. " * 20, "It opens doors. " * 3)))
    step, what, why = found.widths
    assert step == "auto"
    assert float(what.removesuffix("fr")) > 1.4 * float(why.removesuffix("fr"))
    assert not found.is_broad


def test_a_column_to_be_filled_in_has_room_to_write() -> None:
    """Empty cells are no short cells."""
    assert measure(_table(("Who", "Phone"), ("My clinic", ""), ("At night", ""))).widths == ["auto", "16fr"]


@pytest.mark.parametrize(("columns", "broad", "turned"), [(2, False, False), (4, True, False), (12, True, True)])
def test_a_table_takes_as_much_of_the_page_as_it_needs(columns: int, broad: bool, turned: bool) -> None:  # noqa: FBT001
    """Beyond the text into the column beside it, and beyond that onto a page on its side."""
    row = ("benzodiazepines and opioids " * 4,) * columns
    found = measure(_table(("head",) * columns, row))
    assert (found.is_broad, found.least > 118) == (broad, turned)


def test_only_pages_of_lessons_have_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page below a lesson belongs to it; where Sphinx numbers sections, its numbers are enough."""
    from types import SimpleNamespace

    env: SimpleNamespace = SimpleNamespace(toc_secnumbers={})
    order = ["index", "lessons/a", "lessons/a-more", "pretest", "lessons/b"]
    depths = {"lessons/a-more": 1}
    assert numbered_lessons(env, order, depths) == {"lessons/a": 1, "lessons/a-more": 1, "lessons/b": 2}
    monkeypatch.setattr(env, "toc_secnumbers", {name: {"": (1,)} for name in order})
    assert numbered_lessons(env, order, depths) == {}
