r"""Quantities of siunitx as words: pandoc reads one `\per` behind a unit, and neither a second one nor a first.

Each unit below the line is written with its own exponent, as siunitx prints it: `mg kg⁻¹ d⁻¹` (siunitx 3, section 6).
"""

from __future__ import annotations

import re

_KNOWN = {"IU": "IU", "iu": "IU", "mcg": "µg"}
"""Units of medicine that siunitx leaves to authors and pandoc drops."""
QUANTITY = re.compile(
    r"\\(SI|qty|si|unit|SIrange|qtyrange|SIlist|qtylist)(?![A-Za-z])(\s*(?:\[[^\]]*\])?"
    r"(?:\{[^{}]*\}){0,2}?)\{((?:[^{}]|\{[^{}]*\})*)\}(?!\{)"
)
_DECLARED = re.compile(r"\\DeclareSIUnit(?:\[[^\]]*\])?\s*\{?\\([A-Za-z]+)\}?\s*\{([^{}]*)\}")
_POWERS = {"square": 2, "squared": 2, "cubic": 3, "cubed": 3}
_POWER = re.compile(r"\\(square|squared|cubic|cubed)(?![A-Za-z])|\\(?:tothe|raiseto)\{(\d+)\}")


def units(text: str, head: str) -> str:
    """Return a text with its quantities in what pandoc reads; `head` declares units of the author's own."""
    own = {**_KNOWN, **dict(_DECLARED.findall(head + text))}

    def written(found: re.Match[str]) -> str:
        name, before, unit = found.groups()
        for macro, letters in own.items():
            unit = re.sub(rf"\\{macro}(?![A-Za-z])", rf"\\text{{{letters}}}", unit)
        parts = re.split(r"\\per(?![A-Za-z])", unit)
        is_read = len(parts) == 1 or (len(parts) == 2 and parts[0].strip())  # noqa: PLR2004 - one unit below another
        if is_read and r"\text" not in unit:
            return found[0]
        first = parts[0].strip()
        shown = rf"\{name}{before}{{{first}}}" if first and r"\text" not in first else _plain(before, first)
        below = "".join(rf"~{_unit(one)}" for one in parts[1:] if one.strip())
        return f"{shown}{below}" if shown else below.lstrip("~")

    return QUANTITY.sub(written, text)


def _plain(before: str, unit: str) -> str:
    """Return a number and a unit of the author's own."""
    numbers = re.findall(r"\{([^{}]*)\}", before)
    words = re.sub(r"\\text\{([^{}]*)\}", r"\1", unit)
    return "~".join(filter(None, (*(rf"\num{{{one}}}" for one in numbers), words)))


def _unit(unit: str) -> str:
    """Return a unit below the line with its exponent."""
    power = 1
    for found in _POWER.finditer(unit):
        power *= _POWERS.get(found[1] or "", 0) or int(found[2] or 1)
    bare = _POWER.sub("", unit).strip()
    shown = re.sub(r"\\text\{([^{}]*)\}", r"\1", bare) if r"\text" in bare else rf"\si{{{bare}}}"
    return rf"{shown}\textsuperscript{{−{power}}}"
