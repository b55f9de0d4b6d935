"""Questions written in a page: the same rules, with the lines of the page; labels of two pages; what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.inline import lint_inline, read_inline, shared_labels
from quizzes.lint import Context

PAGE = Path("lessons/one.md")
ITEM = """\
# A page

````{{quiz-item}} Of rivers
:label: {label}

Which river is {negation}in the north of Africa?

- [x] The Nile
  > Yes: it runs north through Egypt and ends in the sea there.
- [ ] The Congo
  > No: this one runs to the west and never leaves the forest.
- [ ] {third}
  > No: this one bends through the west and ends in a delta.
````
"""


def item(label: str = "rivers", negation: str = "", third: str = "The Niger") -> str:
    """Return a page with one question."""
    return ITEM.format(label=label, negation=negation, third=third)


def found(text: str) -> list[tuple[str, int]]:
    """Return codes and lines of what the rules find in a page, remarks left out."""
    file, wrong = read_inline(PAGE, text)
    assert (file is not None, wrong) == (True, [])
    assert file
    return [(each.code, each.line) for each in lint_inline(file, Context()) if each.level != "info"]


def test_a_question_of_a_page_goes_through_the_same_rules() -> None:
    """Each finding has the line of the page on which the text stands; a clean question has none."""
    assert found(item()) == []
    assert found(item(negation="not ")) == [("Q111E", 6)]
    assert found(item(third="The Nile")) == [("Q103", 12)]


def test_what_the_model_refuses_is_told_with_the_line_of_the_page() -> None:
    """Feedback is needed in a page as in a practice bank; a list of another bullet is no part of the question."""
    bare = item().replace("  > No: this one runs to the west and never leaves the forest.\n", "")
    mixed = item().replace("- [ ] The Niger", "+ [ ] The Niger")
    for text, code, line in ((bare, "L015", 10), (mixed, "L040", 12)):
        file, (wrong,) = read_inline(PAGE, text)
        assert (file, wrong.line, wrong.subject) == (None, line, "rivers")
        assert wrong.code[:1] == code[:1]


@pytest.mark.parametrize("option", ["next: q2", "stimulus: case", "group: rivers", "variants: 3"])
def test_an_option_that_only_a_bank_has_is_told(option: str) -> None:
    """A case, a group of a pool and a table of values need a bank: the question is refused, not shown without them."""
    file, (wrong,) = read_inline(PAGE, item().replace(":label:", f":{option}\n:label:"))
    assert (file, wrong.code, wrong.line, wrong.subject) == (None, "L025", 3, "rivers")
    assert f"`{option.partition(':')[0]}`" in wrong.message


def test_a_page_without_questions_is_no_bank() -> None:
    """Questions of banks are linted in their banks; an example in a code block is no question."""
    shown = f"`````markdown\n{item()}\n`````\n"
    for text in ("# A page\n", "```{quiz-item}\n:item: q1\n```\n", shown):
        assert read_inline(PAGE, text) == (None, [])


def test_two_pages_share_no_label() -> None:
    """A link to the label would lead to one of the two; the second page is told where the first is."""
    other = Path("lessons/two.md")
    (twice,) = shared_labels([(PAGE, item()), (other, item())])
    assert (twice.path, twice.line, "lessons/one.md:3" in twice.message) == (other, 3, True)
    assert list(shared_labels([(PAGE, item()), (other, item("lakes"))])) == []
