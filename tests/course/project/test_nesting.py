"""What the parser of pages would drop in silence is told before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from course.project.nesting import place_of_most, refuse_deep
from quizzes.finding import FindingsError
from quizzes.nesting import line_too_deep


def boxes(count: int) -> str:
    """Return a text in so many boxes."""
    fences = [":" * (count + 3 - level) for level in range(count)]
    return "\n".join([*(f"{one}{{note}}" for one in fences), "deep", *reversed(fences), ""])


@pytest.mark.parametrize(
    ("kept", "dropped"),
    [
        ("> " * 19 + "deep", "> " * 20 + "deep"),
        ("- " * 9 + "deep", "- " * 10 + "deep"),
        ("> " + "- " * 9 + "deep", "> > " + "1. " * 9 + "deep"),
    ],
)
def test_the_limit_is_that_of_the_parser(kept: str, dropped: str) -> None:
    """What is accepted is read to its end, and one level more is not."""
    parser = MarkdownIt("commonmark")
    assert "deep" in parser.render(kept)
    assert "deep" not in parser.render(dropped)
    assert (line_too_deep(kept), line_too_deep(f"one\n\n{dropped}")) == (0, 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (boxes(19), 0),
        (boxes(20), 21),
        (boxes(300), 21),
        (f"{boxes(10)}\n" + "- " * 9 + "x", 0),  # one after the other
        ("".join(f"{':' * (20 - level)}{{note}}\n" for level in range(10)) + "- " * 5 + "x\n", 11),
        ("```text\n" + "> " * 50 + "\n```\n", 0),
        ("```{code-block} text\n" + "> " * 50 + "\n```\n", 0),
        ("    " + "> " * 50, 0),
        ("---\na: 1\n---\n\n" + "> " * 50 + "x", 5),
        ("> " * 3000 + "x", 1),
        ("", 0),
    ],
)
def test_levels_are_counted_through_boxes_and_not_in_code(text: str, line: int) -> None:
    """A box in a list in a quote adds up; the line is the first one that is too deep."""
    assert line_too_deep(text) == line


def test_where_python_gave_up_is_the_line_of_most_marks() -> None:
    """Marks of emphasis and of links nest without blocks."""
    assert place_of_most("one\n\n*two*\n\n" + "*a " * 90 + "\n") == 5
    assert place_of_most("one\n\n" + "> " * 30 + "x\n\n" + "*a " * 90 + "\n") == 3
    assert place_of_most("") == 1


def test_a_page_too_deep_is_refused_at_its_line() -> None:
    """The finding names page, line and what is allowed."""
    page = Path("page.md")
    refuse_deep("> x", page)
    with pytest.raises(FindingsError) as caught:
        refuse_deep("x\n\n" + "- " * 12 + "x", page)
    (found,) = caught.value.findings
    assert (found.path, found.line, found.code) == (page, 3, "T301")
    assert "at most 19 quotes or boxes in each other; a list counts as two" in found.message
