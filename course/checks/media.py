"""T5: what is printed asks of nobody to press, click or send, because paper has no buttons."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.material.page import read_page
from course.project.front import ONLY, SCREEN
from quizzes.finding import FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material

_ONLY_ON_SCREEN = {
    "en": r"""
        \b(?: click(?:s|ed|ing)? | double-click | right-click | hover(?:ing)?\ over
        | (?:press|tap|push)\ (?:the|a|Enter|Return|Escape|Esc|Tab|Space|Ctrl|Start|Check|OK)\b
        | scroll(?:ing)?\ (?:up|down|to|on|through) | swipe(?:s|d)?\ (?:left|right|up|down)
        | send\ (?:the|your)\ (?:whole\ )?(?:test|answers?|quiz) | submit\ (?:the|your)\ (?:test|answers?|quiz|form)
        | (?:this|your)\ browser | your\ (?:device|screen) | on\ (?:this|your)\ (?:screen|device|website)
        | open\ the\ (?:box|tab|menu|drop-?down)
        | (?:the|this|a)\ (?:button|drop-?down|checkbox|search\ (?:box|field|bar)|side\ ?bar|pop-?up)
        )\b""",
    "de": r"""
        \b(?: (?:an)?klick\w* | doppelklick\w* | scroll\w* | wisch(?:e|en)\ Sie
        | öffnen\ Sie\ den\ (?:Kasten|Reiter)
        | (?:drücken|tippen)\ Sie\ (?:auf|die|den) | Schaltfläche | Suchfeld | Seitenleiste
        | (?:Ihr|Ihrem|diesem)\ (?:Browser|Gerät|Bildschirm) | (?:den\ )?Test\ ab(?:schicken|senden)
        )\b""",
}
"""Words by language that hold only where something can be pressed, or where a device keeps what is typed."""
_PATTERNS = {name: re.compile(words, re.IGNORECASE | re.VERBOSE) for name, words in _ONLY_ON_SCREEN.items()}
_SCREEN_ROLE = re.compile(r"\{screen\}`[^`]*`")
_NOT_PRINTED = {SCREEN, "instructor", "progress", "record", "review"}


@check("T501", Level.WARNING)
def paper_has_no_buttons(material: Material) -> Iterator[Fault]:
    """No printed page has readers press, click or send something, or speaks of their device: `{screen}` marks that."""
    pattern = _PATTERNS.get(material.project.language.partition("-")[0].partition("_")[0])
    for path in _printed(material) if pattern else ():
        if pattern and pattern.search(_off_screen(material, _text(path))):
            yield from _found(material, path, pattern)


def _found(material: Material, path: Path, pattern: re.Pattern[str]) -> Iterator[Fault]:
    page = read_page(path, partial(_off_screen, material))
    if page.meta.get(ONLY) == SCREEN:
        return
    for sentence in page.sentences:
        words = pattern.search(sentence.own_words)
        if words and not _NOT_PRINTED.intersection(sentence.inside):
            hint = "put what only the website does into {screen}`…`, and what only paper does into {paper}`…`"
            yield Fault(path, sentence.line, f"'{words[0]}' is true on a screen only, and is printed", hint=hint)


def _off_screen(material: Material, text: str) -> str:
    return _SCREEN_ROLE.sub("", material.say(text))


def _printed(material: Material) -> list[Path]:
    """Return the pages of the course, those beside the lessons among them."""
    return sorted({*(page.path for page in material.pages), *(path for path, _ in material.beside_lessons())})


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except FindingsError:
        return ""
