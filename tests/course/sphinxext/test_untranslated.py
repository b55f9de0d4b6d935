"""English words of the interface keep their order in a course that is read from right to left."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest

from course.outputs.platforms.words import shell_words
from course.project import find_course, load_project
from course.sphinxext.untranslated import Isolating

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

CATALOGUE = {"Check answer.": "تحقق.", "%1 part": "جزء واحد"}


class Arabic(NullTranslations):
    """Knows two phrases."""

    def gettext(self, message: str) -> str:
        """Return what is known, else the message, as gettext does."""
        return CATALOGUE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return what is known of the first form, else one of both."""
        return CATALOGUE.get(msgid1, msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Check answer.", "تحقق."),
        ("Nothing kept.", "\u2066Nothing kept.\u2069"),
        ("%1 min", "\u2066%1 min\u2069"),
        ("Lesson %1: ", "\u2066Lesson %1:\u2069 "),
        ("Objectives", "Objectives"),
        ("Key points", "Key points"),
        (".", "."),
        ("", ""),
    ],
)
def test_what_stays_english_is_kept_together(message: str, said: str) -> None:
    """A phrase with a full stop, a number or a colon would be read from its end; one of letters would not."""
    assert Isolating(Arabic()).gettext(message) == said


def test_so_are_forms_of_numbers() -> None:
    """The form that a number asks for, if the catalogue does not have it."""
    words = Isolating(Arabic())
    assert words.ngettext("%1 part", "%1 parts", 1) == "جزء واحد"
    assert words.ngettext("%1 day", "%1 days", 2) == "\u2066%1 days\u2069"


@pytest.mark.parametrize(("language", "isolated"), [("ar-EG", True), ("he", True), ("en", False), ("de", False)])
def test_so_does_the_page_that_a_platform_opens(language: str, isolated: bool) -> None:  # noqa: FBT001 - a column of the table
    """Its words stand around those of the course."""
    said = shell_words(load_project(find_course("klonopin")), language).values()
    assert {word.startswith("\u2066") for word in said if "." in word} == {isolated}


def test_a_course_says_so(tea: Path, build: Build) -> None:
    """The time of a lesson stands in isolates in Arabic, and plain in a language that runs like English."""
    pages = [
        build(tea, language=code, course_check=False, freshenv=True).read("lessons/01-leaf.html")
        for code in ("ar", "fr")
    ]
    assert ["\u2066" in page for page in pages] == [True, False]
