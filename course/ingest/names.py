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


_NO_TITLE = re.compile(
    r"microsoft word|\.(?:docx?|odt|rtf|indd|pdf|tex|dvi)\b|^(?:untitled|document|word|title|template)", re.IGNORECASE
)


def stated_title(text: str) -> str:
    """Return the title in the properties of a document, nothing for the name of a file or of a program."""
    words = " ".join(text.split())
    return "" if _NO_TITLE.search(words) else words
