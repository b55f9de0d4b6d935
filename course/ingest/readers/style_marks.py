"""What a style says of words: raised, lowered, deleted, bold or slanted, where no element says it.

Programs for documents write `<span style="vertical-align:super">9</span>`, or a class whose rule says so: without the
style 10⁹ reads as 109, and a dose that was struck out stands beside the new one. The properties are those of CSS
(https://www.w3.org/TR/CSS/); a word is raised by a length only where it is smaller too, as icons stand on such lengths.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from course.ingest.tree import SpanKind

_LENGTH = re.compile(r"([+-]?\d*\.?\d+)([a-z%]*)")
_BOLD = re.compile(r"bold|[6-9]00")
_SLANTED = re.compile(r"italic|oblique\b.*")
_NAMES: dict[str, SpanKind] = {
    **dict.fromkeys(("line-through", "strike", "strikethrough", "strikeout", "del", "deleted"), "del"),
    **dict.fromkeys(("ins", "inserted"), "ins"),
    **dict.fromkeys(("sup", "superscript"), "sup"),
    "subscript": "sub",
}


def kinds(classes: Iterable[str], values: Mapping[str, str]) -> tuple[SpanKind, ...]:
    """Return what the names of the classes of an element and its properties say of its words, each once."""
    return tuple(dict.fromkeys((*said(values), *(_NAMES[name] for name in classes if name in _NAMES))))


def styled(style: str) -> tuple[SpanKind, ...]:
    """Return what the declarations of a style say of words."""
    return said({name: value for name, (value, _) in declared(style).items()})


def declared(style: str | list[tinycss2.ast.Node]) -> dict[str, tuple[str, bool]]:
    """Return the properties of declarations by name: the value in small letters, and whether it is important."""
    found: dict[str, tuple[str, bool]] = {}
    for one in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True) if style else ():
        if one.type == "declaration" and (one.important or not found.get(one.lower_name, ("", False))[1]):
            value = tinycss2.serialize(one.value).strip()
            found[one.lower_name] = (value if one.lower_name == "content" else value.lower(), one.important)
    return found


def said(values: Mapping[str, str]) -> tuple[SpanKind, ...]:
    """Return what properties say of words."""
    found: list[SpanKind] = []
    line = f"{values.get('text-decoration', '')} {values.get('text-decoration-line', '')}"
    if "line-through" in line:
        found.append("del")
    if moved := _moved(values):
        found.append(moved)
    if _BOLD.fullmatch(values.get("font-weight", "")):
        found.append("strong")
    if _SLANTED.fullmatch(values.get("font-style", "")):
        found.append("emph")
    return tuple(found)


def _moved(values: Mapping[str, str]) -> SpanKind | None:
    """Return whether words are raised or lowered, None when they stand on the line."""
    align = values.get("vertical-align", "")
    position = values.get("font-variant-position", "")
    if "super" in (align, position) or "sub" in (align, position):
        return "sup" if "super" in (align, position) else "sub"
    if not _is_small(values.get("font-size", "")):
        return None
    height = _number(align)
    if values.get("position") == "relative":
        height = height or -_number(values.get("top", "")) or _number(values.get("bottom", ""))
    if align in {"text-top", "top"} and not height:
        return "sup"
    return None if not height else "sup" if height > 0 else "sub"


def _number(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) if found else 0.0


def _is_small(size: str) -> bool:
    found = _LENGTH.fullmatch(size)
    if found is None:
        return size in {"smaller", "small", "x-small", "xx-small"}
    most = {"%": 90.0, "em": 0.9, "rem": 0.9, "px": 11.0, "pt": 8.0}
    return 0 < float(found[1]) <= most.get(found[2], 0)
