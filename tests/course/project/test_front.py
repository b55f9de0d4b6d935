"""Front matter is read once and safely: no depth, no alias and no impossible date reaches the reader of MyST."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.project.front import front_of, read_front
from quizzes.finding import FindingsError

PAGE = Path("page.md")
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("---\na: 1\n---\n\n# T\n", ("a: 1", 3)),
        ("\ufeff---\na: 1\nb: 2\n---\n", ("a: 1\nb: 2", 4)),
        ("-----\na: 1\n-----\nx", ("a: 1", 3)),  # MyST takes this for front matter too
        ("# T\n\n---\na: 1\n---\n", None),
        ("---\na: 1\n", None),
        ("", None),
    ],
)
def test_front_matter_is_what_the_parser_takes_for_it(text: str, front: tuple[str, int] | None) -> None:
    """Longer fences and a byte-order mark included."""
    assert front_of(text) == front


def test_values_keep_their_lines() -> None:
    """Lines count from that of the fence."""
    document = read_front("minutes: 5\nallow:\n  T201: why", PAGE)
    assert document.data == {"minutes": 5, "allow": {"T201": "why"}}
    assert document.lines[("allow", "T201")] == 4


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("a: 1\nb: " + "[" * 3000 + "]" * 3000, 3, "nested deeper than 20 levels"),
        ("a: 1\nb: " + "{a: " * 900 + "}" * 900, 3, "nested deeper than 20 levels"),
        (f"x: 1\n{BOMB}", 3, "the anchor &a"),
        ("a: &a [*a]", 2, "the anchor &a"),
        ("a: !!python/object/apply:os.system [x]", 2, "the tag"),
        ("a: 1\nb: 2026-99-99", 3, "a date or number that does not exist"),
        ("a: 1\nb: 2\nc: " + "9" * 5000, 4, "a date or number that does not exist"),
        ("a: 1\na: 2", 3, "the key 'a' is given twice (first on line 2)"),
        ("a: b: c", 2, "the front matter is not YAML"),
        ("? [a, b]\n: c", 2, "cannot be a key"),
    ],
)
def test_what_would_choke_a_reader_is_one_finding_with_its_line(front: str, line: int, words: str) -> None:
    """Nothing of it is handed on."""
    with pytest.raises(FindingsError) as caught:
        read_front(front, PAGE)
    (found,) = caught.value.findings
    assert (found.path, found.line, found.code) == (PAGE, line, "T301")
    assert words in found.message
