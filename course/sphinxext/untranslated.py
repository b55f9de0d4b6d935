"""Words of the interface that no catalogue has in a language that is written from right to left.

They stay English, and a line such as "0 of 3 done." would be read from its end: its full stop goes to the left, its
number too. Each is kept together by the isolates of the Unicode Bidirectional Algorithm (UAX 9), in every edition.
"""

from __future__ import annotations

from gettext import NullTranslations

FIRST, LAST = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE: they have no width and no sound."""


class Isolating(NullTranslations):
    """Gives what a catalogue says; what it does not know comes back in isolates, if it has words at all."""

    def __init__(self, catalogue: NullTranslations) -> None:
        super().__init__()
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        """Return the translation, or the English words in isolates."""
        return isolated(self._catalogue.gettext(message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number, or the English one in isolates."""
        return isolated(self._catalogue.ngettext(msgid1, msgid2, n), msgid1, msgid2)

    def info(self) -> dict[str, str]:
        """Return the head of the catalogue."""
        return self._catalogue.info()


def isolated(said: str, *english: str) -> str:
    """Return what was said, in isolates where it is still one of the English phrases and ends or begins with no letter.

    A phrase of letters alone reads the same either way, and stays as it is for whoever compares it. Blanks around a
    phrase stay outside: what they keep apart from it would touch it at its other end.
    """
    if said not in english or said.replace(" ", "").isalpha() or not any(map(str.isalpha, said)):
        return said
    words = said.strip(" ")
    before, after = said.split(words)
    return f"{before}{FIRST}{words}{LAST}{after}"
