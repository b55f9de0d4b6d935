"""Make the pseudo-language: every letter gets an accent, every mark of the markup stays as it is.

What can still be read as plain English in a build of this language never reached a catalogue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LANGUAGE = "eo"
"""Esperanto: Sphinx, docutils, the theme and Typst know it, so no warning hides another."""
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRAWN = "áḃćďéḟǵĥíĵķĺṁńóṕɋŕśťúṽŵẋýźÁḂĆĎÉḞǴĤÍĴĶĹṀŃÓṔǪŔŚŤÚṼŴẊÝŹ"
_ACCENTS = str.maketrans(_PLAIN, _DRAWN)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TITLED_ROLES = {"term", "doc", "ref"}
"""Roles that take `words <target>`; the target is the original."""
_SHOWN_ROLES = {"index", "screen", "paper"}
"""Roles whose whole text is shown."""
_ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<text>[^`]*)`")
_TITLED = re.compile(r"^(?P<words>.*?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_KEPT = re.compile(
    r"\{[\w:-]+\}`[^`]*`"  # a role
    r"|\[\^[\w-]+\]"  # the mark of a note at the foot
    r"|`[^`]*`"  # code
    r"|(?<=\])\([^)\s]*\)|(?<=\])\[[^\]]*\]"  # the target of a link
    r"|<(?:https?|mailto|tel):[^>]+>|https?://[^\s)>\]]+|www\.[^\s)>\]]+"
    r"|&[a-zA-Z]+;|&#\w+;|\\."
    r"|%\([\w]+\)[sd]|%[sd\d%]|\{[\w.#:= -]*\}|\$[^$\s][^$]*\$"
    r"|</?[a-zA-Z][^>]*>"
)


def pseudo(text: str) -> str:
    """Return a text in the pseudo-language, with its markup, targets and placeholders untouched.

    Thousands are parted by points, as in every language with a decimal comma: left as they are, C112 would warn.
    """
    return "".join(
        _shown(piece) if kept else _THOUSANDS.sub(".", piece.translate(_ACCENTS)) for kept, piece in _pieces(text)
    )


def plain(text: str) -> str:
    """Return a pseudo text in plain letters again, to tell where a finding comes from."""
    return text.translate({ord(drawn): letter for letter, drawn in zip(_PLAIN, _DRAWN, strict=True)})


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    end = 0
    for match in _KEPT.finditer(text):
        yield False, text[end : match.start()]
        yield True, match[0]
        end = match.end()
    yield False, text[end:]


def _shown(piece: str) -> str:
    """Return a piece of markup with the words in it that a reader sees translated."""
    role = _ROLE.fullmatch(piece)
    if role is None or role["name"] not in _TITLED_ROLES | _SHOWN_ROLES:
        return piece
    titled = _TITLED.match(role["text"])
    if titled:
        target = _entry(titled["target"]) if role["name"] == "index" else titled["target"]
        return f"{{{role['name']}}}`{titled['words'].translate(_ACCENTS)} <{target}>`"
    words = role["text"].translate(_ACCENTS)
    if role["name"] == "term":
        return f"{{term}}`{words} <{role['text']}>`"
    return f"{{{role['name']}}}`{words}`" if role["name"] in _SHOWN_ROLES else piece


def _entry(target: str) -> str:
    """Return an index entry such as `single: words; below` with its words translated."""
    kind, colon, words = target.rpartition(":")
    return f"{kind}{colon}{words.translate(_ACCENTS)}"


def write_pseudo(templates: Path, locales: Path) -> list[Path]:
    """Translate every .pot of a folder into `locales`/LANGUAGE/LC_MESSAGES; return the .po files."""
    made = []
    for template in sorted(templates.rglob("*.pot")):
        with template.open("rb") as file:
            catalogue = read_po(file, locale=LANGUAGE)
        catalogue.fuzzy = False
        for message in catalogue:
            if message.id:
                message.string = tuple(map(pseudo, message.id)) if message.pluralizable else pseudo(str(message.id))
        target = locales / LANGUAGE / "LC_MESSAGES" / template.relative_to(templates).with_suffix(".po")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_po(file, catalogue, width=None)
        with target.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        made.append(target)
    return made
