"""Which requirement a key of the record belongs to, for what is wrong with it before anything can be checked."""

from __future__ import annotations

import re

_ASKED = {
    "activity": "A118",
    "activity.acpe_type": "A17",
    "activity.ai": "A55",
    "activity.audience": "A3",
    "activity.commercial_support": "A13",
    "activity.dates": "A22",
    "activity.designed_to_change": "A2",
    "activity.gap": "A1",
    "activity.level": "A3",
    "activity.objective_gap": "A1",
    "activity.off_label": "A15",
    "activity.time": "A123",
    "accreditation": "A118",
    "evaluation": "A29",
    "person": "A118",
    "privacy": "A118",
    "provider": "A118",
    "registry": "A92",
    "support": "A13",
}
"""The number of the requirement by the longest way that leads to the key."""
_WAY = re.compile(r"(?:unknown key '[^']*' in \[+)?([a-z_]+(?:[.\[][\w\]]+)*)")


def requirement_of(message: str) -> str:
    """Return the number that a message about course.toml belongs to; nothing outside of the record."""
    found = _WAY.match(message)
    if found is None:
        return ""
    way = re.sub(r"\[\d+\]|\.\d+", "", found[1])
    if message.startswith("unknown key"):
        return "A118" if way.partition(".")[0] in _ASKED else ""
    parts = way.split(".")
    ways = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_ASKED[one] for one in ways if one in _ASKED), "")
