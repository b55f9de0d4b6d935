"""What becomes of the files of other programs, and of files that are a little odd, is what a person has read."""

from __future__ import annotations

import pytest

from tests.quizzes.responses.told import TOLD, answers, files


@pytest.mark.parametrize(("name", "lines"), [("answers.txt", answers), ("files.txt", files)])
def test_every_answer_and_every_odd_value_has_its_reading(name: str, lines: object) -> None:
    """`python -m tests.quizzes.responses.told` writes them anew."""
    assert "".join(lines()).splitlines() == (TOLD / name).read_text(encoding="utf-8").splitlines()  # type: ignore[operator]
