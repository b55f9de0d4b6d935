"""What formats write, and what they make of files of strangers, is what a person has read."""

from __future__ import annotations

from tests.quizzes.formats.told import TOLD, told


def test_every_format_says_what_it_said() -> None:
    """Each byte of an export, each bank and each refusal; `python -m tests.quizzes.formats.told` writes them anew."""
    found = told()
    assert sorted(found) == sorted(path.name for path in TOLD.iterdir())
    for name, text in found.items():
        assert text.splitlines() == (TOLD / name).read_text(encoding="utf-8").splitlines(), name
