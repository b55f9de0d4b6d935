"""Texts in HTML as Markdown: by a reader that is given, because the one of documents lives above this package."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import lxml.html

from quizzes.finding import Finding, Level
from quizzes.formats.format import Html
from quizzes.formats.loss import FormatCode
from quizzes.formats.plain_text import to_markdown
from quizzes.yaml12 import nearest_line

if TYPE_CHECKING:
    from pathlib import Path

    from quizzes.formats.format import Read
    from quizzes.yaml12 import Loc

Told = tuple[str, Mapping[str, bytes], tuple[str, ...]]
"""Markdown, the pictures in it by their addresses there, and what was lost, in words."""
Teller = Callable[[str, Mapping[str, bytes]], Told]
MARK = "\ue000", "\ue001"
"""Stand around the id of a gap in HTML, where braces would be signs like any other."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no bank takes; line ends of other kinds become line feeds."""
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_GAP = re.compile(f"{MARK[0]}(.*?){MARK[1]}")


def in_words(text: str, _pictures: Mapping[str, bytes]) -> Told:
    """Return the words of HTML, without its marks."""
    root = lxml.html.fragment_fromstring(text, create_parent="div")
    lost = (
        ("markup is left out: words alone are kept",)
        if len(root) > 1 or (len(root) and (root[0].tag != "p" or len(root[0])))
        else ()
    )
    return to_markdown(" ".join(root.text_content().split())), {}, lost


def _told(told: Teller, text: str, pictures: Mapping[str, bytes]) -> Told:
    try:
        return told(text, pictures)
    except RecursionError:
        return "", {}, ("a text is nested too deeply to be read",)


def tell_html(path: Path, made: Read, told: Teller) -> tuple[dict[str, Any], dict[str, bytes], list[Finding]]:
    """Return the values of a file with Markdown for HTML, the pictures that are used, and what was lost where."""
    pictures: dict[str, bytes] = {}
    findings: list[Finding] = []

    def cleaned(text: str, line: int) -> str:
        text = _LINE_ENDS.sub("\n", text)
        if _CONTROL.search(text):
            findings.append(Finding(path, line, FormatCode.MARKUP, "control characters are left out", Level.WARNING))
        return _CONTROL.sub("", text)

    def turned(value: object, loc: Loc) -> object:
        line = nearest_line(made.lines, loc)
        if isinstance(value, str) and not isinstance(value, Html):
            return cleaned(value, line)
        if isinstance(value, Html):
            text, used, lost = _told(told, value, made.pictures)
            pictures.update(used)
            findings.extend(Finding(path, line, FormatCode.MARKUP, one, Level.WARNING) for one in lost)
            return _GAP.sub(r"{{\1}}", cleaned(text, line))
        if isinstance(value, Mapping):
            return {key: turned(one, (*loc, key)) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [turned(one, (*loc, place)) for place, one in enumerate(value)]
        return value

    values = turned(dict(made.values), ())
    assert isinstance(values, dict)
    return values, pictures, findings
