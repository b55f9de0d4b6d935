"""Names of files from titles in any script."""

from __future__ import annotations

import re

_LONGEST = 40


def slug(text: str) -> str:
    """Return a short name of ASCII letters, digits and hyphens, "part" when the text has none of them."""
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", ""))
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    return "-".join(words)[:_LONGEST] or "part"
