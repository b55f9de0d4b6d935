"""Quotation marks and numbers follow the language of the course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx import locale

from course.shortcuts.quotes import quoted
from course.sphinxext.strings import CATALOGUE, LOCALE_DIR, plural

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("language", "right"),
    [
        ("en", "“A”"),
        ("de", "„A“"),
        ("de-CH", "«A»"),
        ("de_AT", "„A“"),
        ("fr", "«\u00a0A\u00a0»"),
        ("ru", "«A»"),
        ("ja", "「A」"),
        ("he", "”A“"),
        ("xx", "“A”"),
    ],
)
def test_marks_are_those_of_the_language(language: str, right: str) -> None:
    """The region decides where a language differs by it; an unknown language has English marks."""
    assert quoted("A", language) == right


@pytest.fixture
def german() -> Iterator[None]:
    """Let the interface be German, and nothing of it stay."""
    locale.translators.clear()
    locale.init([str(LOCALE_DIR)], "de", CATALOGUE)
    yield
    locale.translators.clear()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("one", "more", "forms"),
    [
        ("%1 question", "%1 questions", ["1 Frage", "2 Fragen", "0 Fragen"]),
        ("%1 point", "%1 points", ["1 Punkt", "2 Punkte", "0 Punkte"]),
        ("%1 minute", "%1 minutes", ["1 Minute", "2 Minuten", "0 Minuten"]),
        (
            "%1 point passes.",
            "%1 points pass.",
            [f"Mit {n} ist bestanden." for n in ("1 Punkt", "2 Punkten", "0 Punkten")],
        ),
    ],
)
def test_a_number_has_its_form(one: str, more: str, forms: list[str]) -> None:
    """One is singular; the other forms are those of the catalogue."""
    assert [plural(one, more, number) for number in (1, 2, 0)] == forms


def test_the_catalogue_without_a_language_is_english() -> None:
    """Without a catalogue the phrases are those of the source."""
    assert Path(LOCALE_DIR).is_dir()
    locale.translators.clear()
    locale.init([], "en", CATALOGUE)
    assert [plural("%1 point", "%1 points", number) for number in (1, 2)] == ["1 point", "2 points"]
