"""C: what course.toml tells the search of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.project.load import setting_line
from course.search import words
from quizzes.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material


@check("C106", Level.WARNING)
def synonyms_lead_somewhere(material: Material) -> Iterator[Fault]:
    """Every synonym of the search leads to words that the course has."""
    synonyms = material.project.tables.search.synonyms
    if not synonyms:
        return
    known = {word for page in material.pages for sentence in page.sentences for word in words(sentence.text)}
    for said, meant in synonyms.items():
        for words_meant in meant:
            missing = [word for word in words(words_meant) if not any(one.startswith(word) for one in known)]
            if missing:
                line = setting_line(material.project, "search", "synonyms", said)
                message = f"'{said}' leads to '{words_meant}', and no page has '{missing[0]}'"
                yield Fault(
                    material.project.settings, line, message, hint="use words of the course, or drop the synonym"
                )
