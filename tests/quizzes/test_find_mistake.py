"""Each usual mistake of YAML alone: which line it is on, what is said, and what is no mistake."""

from __future__ import annotations

import pytest

from quizzes.mistakes.syntax import Mistake, find_mistake

LONG = "x" * 30
TOLD = [
    ("a: 1\nb: *c", 2, "a text that begins with * needs quotes", 'put it into quotes: "*c"'),
    ("b: *c", 1, "a text that begins with * needs quotes", 'put it into quotes: "*c"'),
    (f"a: *{LONG}", 1, "a text that begins with * needs quotes", f'put it into quotes: "*{"x" * 29} …"'),
    ("a: {{b}}", 1, "a text that begins with { needs quotes", 'put it into quotes: "{{b}}"'),
    ("a: {b} c", 1, "a text that begins with { needs quotes", 'put it into quotes: "{b} c"'),
    ("a: [b] c", 1, "a text that begins with [ needs quotes", 'put it into quotes: "[b] c"'),
    ("- *c", 1, "a text that begins with * needs quotes", 'put it into quotes: "*c"'),
    ("a: > text", 1, "behind > the text begins on the next line", "or leave the sign out"),
    ("a: 'b", 1, "the quotation mark of 'b is not closed", "end the text with '"),
    ("a: 'b' c", 1, "the text goes on behind the closing '", 'put the whole text into " … "'),
    ('a: "b" c', 1, 'the text goes on behind the closing "', "put the whole text into ' … '"),
    ("a: b\n  c: d", 2, "indented deeper than line 1, which has a value already", "indent it by 0 spaces"),
    ("a: b\n# no\n\n  c: d", 4, "indented deeper than line 1, which has a value already", "indent it by 0 spaces"),
    ("a:\n    b: 1\n  c: 2", 3, "indented by 2 spaces, like nothing above it", "indent it by 4 spaces"),
    ("a:\n    b: 1\n c: 2", 3, "indented by 1 space, like nothing above it", "indent it by 0 spaces"),
    ("a:\n  b: 1\n   - c", 3, "indented deeper than line 2, which has a value already", "indent it by 2 spaces"),
    ("a:\n   b: 1\nc:\n     d: 1\n   e: 2", 5, "indented by 3 spaces, like nothing above it", "indent it by 5 spaces"),
    (f"a: *{LONG[1:]}", 1, "a text that begins with * needs quotes", f'put it into quotes: "*{LONG[1:]}"'),
    ("a: b: c", 1, "a text with a colon and a space in it needs quotes", 'write "b: c"'),
    ("a: b:", 1, "a text with a colon and a space in it needs quotes", 'write "b:"'),
    ("a:b", 1, "no space after 'a:'", "write 'a: …'"),
    ("a: 1\nb c", 2, "no colon after 'b'", "write 'b: …', or indent the line if it goes on with a text"),
    ("a:\u00a01", 1, "a no-break space stands where a normal space belongs", "delete it and type the space again"),
]
NO_MISTAKE = [
    "a: {b: c}", "a: [b]", "a: [b] # c", "a: 'b' # c", "a: 'b'", "a: ['b', 'c']", "a: |", "a: |-", "a: >+2", "a: | # c",
    "a: http://b", "a: ''", "- b", "a: 'b: c'", '"a": b', "a: b:c", "", "A b",
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message", "hint"), TOLD)
def test_a_mistake_is_told_on_its_line(text: str, line: int, message: str, hint: str) -> None:
    """The last line of a text counts, and lines that a reader did not name are not looked at."""
    assert find_mistake(text, [line]) == Mistake(line, message, hint)
    assert find_mistake(f"z: 1\n{text}", [line]) != Mistake(line, message, hint)


@pytest.mark.parametrize("text", NO_MISTAKE)
def test_what_is_right_is_no_mistake(text: str) -> None:
    """Nothing is made up."""
    assert find_mistake(text, [1]) is None


def test_a_word_that_goes_on_with_a_text_needs_no_colon() -> None:
    """It is not as far to the left as the key above it, or nothing is above it."""
    assert find_mistake("a:\n  b: 1\nc d", [3]) is None
    assert find_mistake("b c", [1]) is None


def test_lines_that_are_not_there_are_passed_over() -> None:
    """Readers name line 0 and the line below the last one; empty lines say nothing."""
    assert find_mistake("a: *b\n\n", [0, -1, 2, 3, 9]) is None
    assert find_mistake("a: *b", [0, 2]) is None
    assert find_mistake("a: *b\nc: *d", [3, 2, 1]) == Mistake(
        2, "a text that begins with * needs quotes", 'put it into quotes: "*d"'
    )


def test_a_space_that_does_not_break_is_told_before_all_else() -> None:
    """It is seen by nobody, so what follows from it would only mislead."""
    found = find_mistake("a: *b\nc:\u00a0d", [1, 2])
    assert found is not None
    assert found.line == 2
