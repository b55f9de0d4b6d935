"""Every word that the course's own directives print, in one catalogue (`course`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from sphinx.locale import get_translation, get_translator

if TYPE_CHECKING:
    import datetime as dt

CATALOGUE = "course"
LOCALE_DIR = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)


def plural(one: str, more: str, number: int | str) -> str:
    """Return a phrase in the form that the language has for a number, which stands in the place of `%1`.

    A number that is no whole one, such as 2.5 points, has the form of two.
    """
    form = int(number) if str(number).isdecimal() else 2
    return str(get_translator(CATALOGUE).ngettext(one, more, form)).replace("%1", str(number))


def day_in_words(day: dt.date, style: str = "long") -> str:
    """Return a day as the language writes it that the words around it are in (Unicode CLDR; `style` as there)."""
    info: dict[str, str] = getattr(get_translator(CATALOGUE), "info", dict)()
    return format_date(day, style, Locale.parse(info.get("language", "en"), sep="_"))


def outcome_word(outcome: str) -> str:
    """Return what the course does with a statement in the language of the course."""
    words = {
        "taught": _("taught"),
        "corrected": _("corrected"),
        "rejected": _("rejected"),
        "open": _("not yet checked"),
    }
    return str(words[outcome])
