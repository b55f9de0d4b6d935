"""Questions written in a page: what is a choice, what belongs to one, and what is refused."""

from __future__ import annotations

import pytest

from quizzes.draft import item_values, read_draft
from quizzes.grade import grade
from quizzes.model.bank import Bank
from quizzes.model.choices import SingleItem
from quizzes.model.essay import EssayItem


@pytest.mark.parametrize(
    ("body", "number", "said"),
    [
        (["* [ ] a", "* [x] b", "+ [ ] c"], 2, "`+` opens another list: the choices before begin with `*`"),
        (["- [x] a", "  > yes", "* [ ] b"], 2, "`*` opens another list"),
        (["- [x] a", "- b"], 1, "neither a choice (`- [ ] …`) nor a part of one"),
        (["- [x] a", "-[ ] b"], 1, "neither a choice"),
        (["- [x] a", "- [] b"], 1, "neither a choice"),
        (["- [x] a", "- [y] b"], 1, "neither a choice"),
        (["- [x] a", "* b"], 1, "neither a choice"),
        (["- [x] a", "- [2] b"], 1, "an item has choices, or a rubric"),
        (["- [2] a", "- b"], 1, "neither a criterion"),
        (["- [2] a", "- [ ] b"], 1, "neither a criterion"),
    ],
)
def test_a_line_that_would_be_swallowed_is_refused(body: list[str], number: int, said: str) -> None:
    """No choice disappears in the text of the one before it."""
    (fault,) = read_draft(body).faults
    assert fault[0] == number
    assert said in fault[1]


def test_what_belongs_to_a_choice_stays_with_it() -> None:
    """Indented lines, lists and code are parts of the choice, and keep their own indent."""
    draft = read_draft(
        ["Which?", "", "+ [x] ```", "  for x in y:", "      print(x)", "  ```", "  - one", "+ [ ] b", "  > no"]
    )
    assert draft.faults == []
    assert draft.choices[0]["text"] == "```\nfor x in y:\n    print(x)\n```\n- one"
    assert draft.choices[1] == {"id": "b", "text": "b", "correct": False, "feedback": "no"}


def test_code_in_the_stem_may_show_a_task_list() -> None:
    """A fence in the stem is code, whatever stands in it."""
    draft = read_draft(["What is this?", "```md", "- [x] done", "```", "- [x] a list", "- [ ] a sum"])
    assert [choice["text"] for choice in draft.choices] == ["a list", "a sum"]
    assert "- [x] done" in draft.stem


def test_a_list_with_points_is_the_rubric_of_an_essay() -> None:
    """What stands behind the line is its model answer; the points are those of the boxes."""
    body = ["Why?", "", "- [2] names scattering", "  of light", "- [1] names short waves", "", "---", "Air scatters."]
    draft = read_draft(body)
    assert (draft.faults, draft.lines["rubric", 1], draft.lines["model_answer",]) == ([], 4, 7)
    values = item_values(draft, {"lines": 6, "rationale": "So."}, "Blue sky", 3)
    item = Bank.model_validate({"schema": "quizbank/1", "id": "p", "title": "p", "items": [values]}).items[0]
    assert isinstance(item, EssayItem)
    assert (item.id, item.stem, item.model_answer, item.rationale) == ("blue-sky", "Why?", "Air scatters.", "So.")
    assert (item.points, item.lines) == (3, 6)
    assert [row.text for row in item.rubric] == ["names scattering\nof light", "names short waves"]


def test_a_percentage_in_the_box_is_the_weight_of_a_choice() -> None:
    """The item is then scored by weights, and `lowest` lets a total fall below zero."""
    body = ["What first?", "- [x] taper", "  > yes", "- [50%] wait", "  > half", "- [−25 %] stop", "  > no"]
    draft = read_draft(body)
    assert draft.faults == []
    values = item_values(draft, {"lowest": -0.25, "points": 4.0}, "First", 7)
    given = {key: value for key, value in values.items() if value not in (None, [], "")}
    (item,) = Bank.model_validate({"schema": "quizbank/1", "id": "b", "title": "B", "items": [given]}).items
    assert isinstance(item, SingleItem)
    assert [choice.weight for choice in item.choices] == [None, 0.5, -0.25]
    assert [grade(item, choice).points for choice in "abc"] == [4.0, 2.0, -1.0]
    assert [choice["weight"] for choice in read_draft(["- [x 60%] a", "- [X 40%] b"]).choices] == [0.6, 0.4]
