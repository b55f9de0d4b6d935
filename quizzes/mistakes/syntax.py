"""Say in the words of its author why a text is not YAML, and on which line: readers of YAML name neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LINE = re.compile(r" *(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*'):(?: +|$)(.*)")
_GLUED = re.compile(r" *(?:- +)*([A-Za-z_]+):(?![ /]|$)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_SIGNS = "*&%@`!,?#"
_SHOWN = 30


@dataclass(frozen=True)
class Mistake:
    """What is wrong on a line (from 1), and what to do."""

    line: int
    message: str
    hint: str


def find_mistake(text: str, candidates: Iterable[int]) -> Mistake | None:
    """Return the first usual mistake on one of the lines where a reader of YAML gave up, or None."""
    lines = text.split("\n")
    numbers = [number for number in dict.fromkeys(candidates) if 0 < number <= len(lines) and lines[number - 1].strip()]
    pairs = [*((_space, number) for number in numbers), *((check, number) for number in numbers for check in _CHECKS)]
    return next((Mistake(number, *found) for check, number in pairs if (found := check(lines, number))), None)


Said = tuple[str, str] | None


def _space(lines: Sequence[str], number: int) -> Said:
    if re.match(r"[ \u00a0]*\u00a0|[^\"']*:\u00a0", lines[number - 1]):
        return "a no-break space stands where a normal space belongs", "delete it and type the space again"
    return None


def _glued(lines: Sequence[str], number: int) -> Said:
    found = _GLUED.match(lines[number - 1])
    return (f"no space after '{found[1]}:'", f"write '{found[1]}: …'") if found else None


def _colonless(lines: Sequence[str], number: int) -> Said:
    found = re.match(r" *(?:- +)*([a-z_]+)(?: |$)", lines[number - 1])
    if found is None or ":" in lines[number - 1] or not _is_beside_a_key(lines, number):
        return None
    return f"no colon after '{found[1]}'", f"write '{found[1]}: …', or indent the line if it goes on with a text"


def _is_beside_a_key(lines: Sequence[str], number: int) -> bool:
    """Say whether the line above is a key with its value, as far to the left as this line."""
    above = _above(lines, number)
    return above is not None and _column(lines[above - 1]) == _column(lines[number - 1])


def _quotes(lines: Sequence[str], number: int) -> Said:
    value = _value(lines[number - 1])
    if value[:1] not in ('"', "'") or not value:
        return None
    whole = _QUOTED.match(value)
    if whole is None:
        return f"the quotation mark of {_cut(value)} is not closed", f"end the text with {value[0]}"
    rest = value[whole.end() :].strip()
    if not rest or rest.startswith(("#", ",", "}", "]")):
        return None
    other = "'" if value[0] == '"' else '"'
    return f"the text goes on behind the closing {value[0]}", f"put the whole text into {other} … {other}"


def _signs(lines: Sequence[str], number: int) -> Said:
    value = _value(lines[number - 1])
    hint = f'put it into quotes: "{_cut(value)}"'
    if value[:1] and value[0] in _SIGNS:
        return f"a text that begins with {value[0]} needs quotes", hint
    if value.startswith("{{") or re.match(r"\{[^{}]*\} *[^ #]|\[[^\[\]]*\] *[^ #]", value):
        return f"a text that begins with {value[0]} needs quotes", hint
    if re.match(r"[|>][-+]? *[^ #\d+-]", value):
        return f"behind {value[0]} the text begins on the next line", "or leave the sign out"
    return None


def _indentation(lines: Sequence[str], number: int) -> Said:
    above = _above(lines, number)
    if above is None:
        return None
    column, before = _column(lines[number - 1]), _column(lines[above - 1])
    at = len(lines[number - 1]) - len(lines[number - 1].lstrip(" "))
    if column > before and _value(lines[above - 1]) and not _value(lines[above - 1]).startswith(("|", ">")):
        return f"indented deeper than line {above}, which has a value already", f"indent it by {_spaces(before)}"
    levels = _levels(lines, number)
    opens = not _value(lines[above - 1]) and at > len(lines[above - 1]) - len(lines[above - 1].lstrip(" "))
    if at in levels or opens:
        return None
    nearest = min(levels, key=lambda level: (abs(level - at), -level), default=before)
    return f"indented by {_spaces(at)}, like nothing above it", f"indent it by {_spaces(nearest)}"


def _colon(lines: Sequence[str], number: int) -> Said:
    value = _value(lines[number - 1])
    if value[:1] in ("'", '"', "{", "[", "|", ">") or not re.search(r":(?: |$)", value):
        return None
    return "a text with a colon and a space in it needs quotes", f'write "{_cut(value)}"'


_CHECKS: tuple[Callable[[Sequence[str], int], Said], ...] = (
    _glued, _quotes, _signs, _indentation, _colon, _colonless,
)  # fmt: skip


def _value(line: str) -> str:
    """Return what stands behind the first key of a line, or behind its dash."""
    if found := _LINE.match(line):
        return found[1].strip()
    entry = re.match(r" *- +(.*)", line)
    return entry[1].strip() if entry else ""


def _above(lines: Sequence[str], number: int) -> int | None:
    """Return the last line above that says something, counted from 1."""
    said = (place for place in range(number - 1, 0, -1) if lines[place - 1].strip(" ") not in ("", "-"))
    return next((place for place in said if not lines[place - 1].lstrip().startswith("#")), None)


def _column(line: str) -> int:
    """Return where the text of a line begins, behind its dashes."""
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0


def _levels(lines: Sequence[str], number: int) -> set[int]:
    """Return how far the lists and mappings that are open above a line are indented."""
    levels: set[int] = set()
    for line in lines[: number - 1]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        margin = len(line) - len(line.lstrip(" "))
        levels = {level for level in levels if level <= margin} | {margin, _column(line)}
    return levels


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def _cut(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN].rstrip()} …"
