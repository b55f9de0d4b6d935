"""What statistics say of a table, and at the edges of what they tell, is what a person has read."""

from __future__ import annotations

from tests.quizzes.statistics.told import TOLD, told


def test_every_form_and_every_edge_says_what_it_said() -> None:
    """`python -m tests.quizzes.statistics.told` writes them anew."""
    found = told()
    assert sorted(found) == sorted(path.name for path in TOLD.iterdir())
    for name, text in found.items():
        assert text.splitlines() == (TOLD / name).read_text(encoding="utf-8").splitlines(), name
