"""The names of QTI 2 and QTI 3: the same words, there with capitals and here with dashes behind `qti-`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from quizzes.formats.foreign_xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMES = frozenset({
    "assessmentItem", "responseDeclaration", "outcomeDeclaration", "correctResponse", "defaultValue", "value",
    "mapping", "mapEntry", "itemBody", "prompt", "choiceInteraction", "simpleChoice", "matchInteraction",
    "simpleMatchSet", "simpleAssociableChoice", "orderInteraction", "textEntryInteraction", "inlineChoiceInteraction",
    "inlineChoice", "feedbackInline", "modalFeedback", "responseProcessing", "responseCondition", "responseIf",
    "responseElseIf", "responseElse", "setOutcomeValue", "baseValue", "variable", "correct", "match", "equal",
    "stringMatch", "mapResponse", "and", "or", "not", "gt", "gte", "lt", "lte", "sum", "isNull",
    "extendedTextInteraction", "rubricBlock",
})  # fmt: skip
"""The elements of QTI 2 that our writer and reader know; any other is HTML, or told by its name."""
_PREFIX = "qti-"
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
_DASH = re.compile(r"-([a-z])")


def dashed(name: str) -> str:
    """Return a name of QTI 2 as QTI 3 has it: `maxChoices` is `max-choices`."""
    return _CAPITAL.sub(lambda found: f"-{found[1].lower()}", name)


def capital(name: str) -> str:
    """Return a name of QTI 3 as QTI 2 has it."""
    return _DASH.sub(lambda found: found[1].upper(), name)


def as_two(root: Element) -> Element:
    """Return an item of QTI 3 as one of QTI 2; any other tree as it is."""
    return _renamed(root) if local(root).startswith(f"{_PREFIX}assessment") else root


def _renamed(old: Element) -> Element:
    name = local(old)
    ours = name.startswith(_PREFIX)
    made = etree.Element(capital(name.removeprefix(_PREFIX)) if ours else name)
    for key, value in old.attrib.items():
        made.set(capital(str(key)) if ours and "}" not in str(key) else key, value)
    made.text, made.tail = old.text, old.tail
    made.sourceline = old.sourceline  # type: ignore[misc] # lxml can set it
    for one in old:
        if local(one) == f"{_PREFIX}content-body":
            made.text = (made.text or "").strip() + (one.text or "")
            made.extend([_renamed(inner) for inner in one])
        else:
            made.append(_renamed(one))
    return made
