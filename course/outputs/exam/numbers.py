"""The table of an item that varies, for the trainer: every variant with its values and its right answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.exam.pages import listed, plain
from course.outputs.exam.words import filled
from course.sphinxext.strings import _
from quizzes.key import in_words, letter_of
from quizzes.model.varying import rows_of, variant_of
from quizzes.sphinxext.strings import key_word

if TYPE_CHECKING:
    from quizzes.model.types import Item


def variants_of(item: Item, decimal: str) -> list[str]:
    """Return title and table of the variants in Markdown, nothing for an item that does not vary.

    Call it inside `words.speaking`.
    """
    if item.variants is None:
        return []
    names = [*item.variants.given, *item.variants.worked]
    letters = {choice.id: letter_of(place) for place, choice in enumerate(getattr(item, "choices", ()))}
    rows = [[str(_("Variant")), *names, str(_("Key"))]]
    for number, row in enumerate(rows_of(item)):
        words = row.words(decimal)
        key = in_words(variant_of(item, number, decimal), letters, key_word)
        rows.append([str(number + 1), *(words[name] for name in names), "; ".join(key)])
    title = plain(filled(_("Variants of %1"), item.id))
    return [f"**{title}**", listed(rows)]
