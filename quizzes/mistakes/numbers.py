"""What to write where a bank needs a number and has something that only people read as one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUS = re.compile(r"[\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]\s*(?=[\d.])")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[,' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d{3})+")
_COMMA = re.compile(r"([+-]?\d*),(\d+)")
_SHARE = re.compile(r"([+-]?\d+)\s*[/\N{FRACTION SLASH}]\s*(\d+)")
_PLAIN = re.compile(r"([+-]?)(?:0+(?=\d))?((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_MEASURED = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*([^\d\s.,/^*].*)")


def number_hint(text: str) -> str:
    """Return what to write instead of a text that is no number of YAML."""
    said = text.strip()
    hints = (hint(found) for pattern, hint in _HINTS if (found := pattern.fullmatch(said)))
    return next(hints, "write it in digits and without quotes")


def _minus(found: re.Match[str]) -> str:
    return f"write the minus as on a keyboard: {_MINUS.sub('-', found[0])}"


def _grouped(found: re.Match[str]) -> str:
    whole = re.sub(r"[^\d+-]", "", found[0])
    decimal = f", or {found[0].replace(',', '.')} for a decimal" if found[0].count(",") == 1 else ""
    return f"nothing stands between thousands: {whole}{decimal}"


def _comma(found: re.Match[str]) -> str:
    return f"decimals have a point, not a comma: {found[1] or 0}.{found[2]}"


def _share(found: re.Match[str]) -> str:
    return f"write a decimal: {int(found[1]) / int(found[2]):.6g}" if int(found[2]) else "nothing is divided by 0"


def _sign(found: re.Match[str]) -> str:
    return f"write a decimal: {unicodedata.numeric(found[0]):.6g}"


def _plain(found: re.Match[str]) -> str:
    bare = found[1] + found[2]
    return "write it without quotes" if bare == found[0] else f"no zeros stand before a number: {bare}"


def _measured(found: re.Match[str]) -> str:
    return f"write the number alone: {found[1]}; a unit stands under `unit`"


_HINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"{_MINUS.pattern}.*"), _minus),
    (_GROUPED, _grouped),
    (_COMMA, _comma),
    (_SHARE, _share),
    (re.compile("[\u00bc-\u00be\u2150-\u215e]"), _sign),
    (_PLAIN, _plain),
    (_MEASURED, _measured),
)
