"""E038: what nobody has read in its source is not said as if somebody had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.evidence import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

DOUBT = re.compile(
    r"\[\^|\b(?:quot(?:ed?|es|ing)|accounts?|according|attributed|reported(?:ly)?|reproduc\w+|retold|summar\w+|"
    r"unconfirmed|uncertain|unread|unverified|(?:not|never|nobody has|still to be) (?:be )?read|not reached|"
    r"angeblich|laut|nach Angaben?|nicht gelesen|ungelesen|unsicher|wiedergegeben|zitiert|zusammengefasst)\b",
    re.IGNORECASE,
)
"""Words that say how something is known, in the languages of the interface; a footnote has room for them."""


def unread_works(material: Material) -> frozenset[str]:
    """Return the works of the register of facts on which no fact rests that somebody has read."""
    named = {key for fact in material.facts for key in fact.source_keys}
    return frozenset(named - {key for fact in material.facts if fact.status is Status.READ for key in fact.source_keys})


@check("E038")
def unread_sources_are_told(material: Material) -> Iterator[Fault]:
    """Every sentence that rests on works nobody has read says how it is known.

    A work counts as unread when the register of facts names it, and in no fact with the status `read`. One source that
    was read is enough; so is a word such as "quoted" or "not read", or a footnote.
    """
    unread = unread_works(material)
    for path, sentence in material.passages():
        cited = sentence.citations or sentence.also_cited
        if cited and unread.issuperset(cited) and not DOUBT.search(sentence.text):
            names = ", ".join(f"'{key}'" for key in dict.fromkeys(cited))
            message = f"the sentence rests on {names}, which nobody has read, and does not say so"
            hint = "read the source, name another one, or say how it is known: as quoted, not read"
            yield Fault(path, sentence.line, message, hint=hint)
