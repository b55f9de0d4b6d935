"""Every word that the course's own directives print, in one catalogue (`course`)."""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation, get_translator

CATALOGUE = "course"
LOCALE_DIR = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)


def plural(one: str, more: str, number: int | str) -> str:
    """Return a phrase in the form that the language has for a number, which stands in the place of `%1`.

    A number that is no whole one, such as 2.5 points, has the form of two.
    """
    form = int(number) if str(number).isdecimal() else 2
    return str(get_translator(CATALOGUE).ngettext(one, more, form)).replace("%1", str(number))


def outcome_word(outcome: str) -> str:
    """Return what the course does with a statement in the language of the course."""
    words = {
        "taught": _("taught"),
        "corrected": _("corrected"),
        "rejected": _("rejected"),
        "open": _("not yet checked"),
    }
    return str(words[outcome])
