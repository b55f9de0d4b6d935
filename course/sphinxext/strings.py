"""Every word that the course's own directives print, in one catalogue (`course`)."""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation

CATALOGUE = "course"
LOCALE_DIR = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)


def outcome_word(outcome: str) -> str:
    """Return what the course does with a statement in the language of the course."""
    words = {
        "taught": _("taught"),
        "corrected": _("corrected"),
        "rejected": _("rejected"),
        "open": _("not yet checked"),
    }
    return str(words[outcome])
