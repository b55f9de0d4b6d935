r"""Read decks of Anki: plain cards become short answers or essays, cards with gaps become texts with gaps.

Source: the tables of schema 11 (`rslib/src/storage/schema11.sql` of ankitects/anki), which Anki writes with *Support
older Anki versions*; `anki_new` reads the newer form. The front of a card is what its template shows there; formulas
stand between \( and \), [$] or [latex].
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from quizzes.finding import FindingsError
from quizzes.formats import anki_new
from quizzes.formats.anki_deck import MODEL
from quizzes.formats.building import Builder, NotTakenError, slug, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.told import MARK
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BETWEEN = "\x1f"
_FIELD = re.compile(r"\{\{(?:[^{}]*:)?([^{}:#^/]+)\}\}")
_CLOZE = re.compile(r"\{\{c\d+::((?:(?!\}\}|::).)*)(?:::((?:(?!\}\}).)*))?\}\}", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:play[^\]]*\]")
_TEX = re.compile(r"\[\$\](.*?)\[/\$\]|\[latex\](.*?)\[/latex\]", re.DOTALL)
_SHOWN = re.compile(r"\[\$\$\](.*?)\[/\$\$\]", re.DOTALL)
_IMAGE = re.compile(r'(<img\b[^<>]*?\bsrc=)(?:"([^"]*)"|\'([^\']*)\'|([^\s<>]+))', re.IGNORECASE)
_LONGEST = 60
"""Letters of an answer that a learner can be asked to type; a longer one is an essay."""
_GAPS = 1
_ROLLBACK = b"\1\1"
"""Bytes 18 and 19 of a database that needs no second file beside it (sqlite.org/fileformat.html, 1.3)."""
_Row = tuple[str, str, str, dict[str, Any]]


def read(path: Path) -> Read:
    """Return the cards of a deck; raises FindingsError for a file that holds none."""
    files = unpacked(path, read_bytes(path))
    name = next((one for one in (anki_new.NAME, "collection.anki21", "collection.anki2") if one in files), "")
    if not name:
        hint = "export the deck as .apkg"
        raise FindingsError(unreadable(path, 1, "it holds no deck of Anki", hint))
    if name == anki_new.NAME:
        files = anki_new.unpack(path, files)
    builder, media = Builder(path), _media(path, files)
    for place, one in enumerate(_notes(path, files[name]), 1):
        note = _Note(one, media, files, builder)
        try:
            values = note.values()
        except NotTakenError as error:
            builder.refuse(place, str(error), _words(note.fields[0])[:60] if note.fields else "")
            continue
        made = builder.add(place, values, called=note.guid)
        for message in dict.fromkeys(note.later):
            builder.tell(place, message, made, FormatCode.MARKUP)
    return builder.done()


def _notes(path: Path, content: bytes) -> list[_Row]:
    """Return guid, fields, tags and note type of each note, in the order in which they were made."""
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(content[:18] + _ROLLBACK + content[20:])
            (told,) = connection.execute("select models from col").fetchone()
            models = json.loads(told) if told else anki_new.models_of(connection)
            rows = connection.execute("select guid, flds, tags, mid from notes order by id").fetchall()
            return [(str(guid), str(fields), str(tags), dict(models[str(mid)])) for guid, fields, tags, mid in rows]
    except (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise FindingsError(unreadable(path, 1, f"its database cannot be read: {error}")) from error


def _media(path: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the entries of the archive by the names of the pictures."""
    try:
        found = json.loads(files.get("media", b"{}"))
        return {str(name): str(entry) for entry, name in found.items()}
    except (ValueError, AttributeError) as error:
        raise FindingsError(unreadable(path, 1, "its list of pictures cannot be read")) from error


def _words(text: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())


class _Note:
    def __init__(self, row: _Row, media: Mapping[str, str], files: Mapping[str, bytes], builder: Builder) -> None:
        self.guid, fields, tags, self.model = row
        self.fields, self.tags = fields.split(_BETWEEN), tags.split()
        self.media, self.files, self.builder = media, files, builder
        self.later: list[str] = []

    def values(self) -> dict[str, Any]:
        """Return the item; raises NotTakenError for a card that is no plain one."""
        if str(self.model.get("id")) == str(MODEL):
            raise NotTakenError("this card was written from a bank: take the bank")
        names = [str(one.get("name", "")) for one in self.model.get("flds", ())]
        shown = dict(zip(names, self.fields, strict=False))
        tags = [made for one in self.tags if (made := slug(one, ""))]
        own = self._gapped(shown) if self.model.get("type") == _GAPS else self._asked(shown)
        return {"type": own.pop("type"), "stem": own.pop("stem"), **own, **without_empty({"tags": tags})}

    def _asked(self, shown: Mapping[str, str]) -> dict[str, Any]:
        cards = [one for one in self.model.get("tmpls", ()) if isinstance(one, dict)]
        if not cards:
            raise NotTakenError("its type of note has no card")
        if len(cards) > 1:
            self.later.append("only its first card is taken")
        front = list(dict.fromkeys(name for name in _FIELD.findall(str(cards[0].get("qfmt"))) if name in shown))
        back = [name for name in _FIELD.findall(str(cards[0].get("afmt"))) if name in shown and name not in front]
        question = "".join(f"<div>{shown[name]}</div>" for name in front if shown[name].strip())
        answer = [shown[name] for name in dict.fromkeys(back) if shown[name].strip()]
        if not _words(question) and "<img" not in question:
            raise NotTakenError("its front is empty")
        if not answer:
            raise NotTakenError("its back is empty; a key is never guessed")
        words = _words(answer[0])
        plain = len(answer) == 1 and not re.search(r"<(?!/?(?:div|p|br)\b)|\[|\\\(|\{", answer[0])
        if plain and 0 < len(words) <= _LONGEST and "\n" not in answer[0].strip():
            return {"type": "short", "stem": self.rich(question), "answers": [{"text": words}]}
        notes = self.rich("".join(f"<div>{one}</div>" for one in answer))
        return {**essay_of("", 1, notes), "stem": self.rich(question)}

    def _gapped(self, shown: Mapping[str, str]) -> dict[str, Any]:
        name = next((name for name, text in shown.items() if _CLOZE.search(text)), "")
        if not name:
            raise NotTakenError("its text has no gap")
        gaps: list[dict[str, Any]] = []

        def mark(found: re.Match[str]) -> str:
            words = _words(found[1])
            if not words or "<img" in found[1] or "{{" in found[1]:
                raise NotTakenError("a gap holds no plain words")
            if found[2]:
                self.later.append("hints of gaps are left out")
            gaps.append({"id": f"g{len(gaps) + 1}", "answer": words})
            return f"{MARK[0]}g{len(gaps)}{MARK[1]}"

        stem = _CLOZE.sub(mark, shown[name])
        rest = "".join(f"<div>{text}</div>" for other, text in shown.items() if other != name and text.strip())
        said = without_empty({"rationale": self.rich(rest) if rest else ""})
        return {"type": "cloze", "stem": self.rich(stem), "scoring": "partial", "gaps": gaps, **said}

    def rich(self, text: str) -> Html:
        """Return a field as HTML with its pictures."""
        if _SOUND.search(text):
            self.later.append("a sound is left out")
        text = _SOUND.sub("", text)
        text = _SHOWN.sub(r"\\[\1\\]", text)
        text = _TEX.sub(lambda found: rf"\({found[1] or found[2] or ''}\)", text)
        return Html(_IMAGE.sub(self._picture, text))

    def _picture(self, found: re.Match[str]) -> str:
        name = unquote(html.unescape(found[2] or found[3] or found[4] or ""))
        content = self.files.get(self.media.get(name, ""))
        if content is not None:
            self.builder.pictures[quote(name)] = content
        return f'{found[1]}"{quote(name)}"'
