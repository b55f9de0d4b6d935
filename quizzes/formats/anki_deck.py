"""The file of a deck: a database of Anki in its schema 11, which every Anki since 2.1 imports, with its pictures.

Source: the tables that Anki itself writes (`rslib/src/storage/schema11.sql` of ankitects/anki). Own code and not
genanki (MIT, last release of 2023): its archives bear the time at which they were made, ours are the same twice.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.formats.zip_file import packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODEL = 1_764_500_000_001
"""The note type of all our decks; with other fields it would need another number."""
FIELDS = ("Question", "Answer", "Explanation", "Id")
_BETWEEN = "\x1f"
_MOST_ID = 1 << 50
_STYLE = ".card{font-family:sans-serif;font-size:18px;line-height:1.5;text-align:left}img{max-width:100%}"
_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
_COL = "insert into col values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NOTE = "insert into notes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CARD = "insert into cards values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class Note:
    """One card: `known_by` names it for ever, `fields` are HTML in the order of `FIELDS`."""

    known_by: str
    fields: tuple[str, str, str, str]
    tags: tuple[str, ...]


def deck(title: str, known_by: str, changed: int, notes: Sequence[Note], pictures: Mapping[str, bytes]) -> bytes:
    """Return the file of a deck; `changed` is the time (seconds) that decides whether an earlier import is updated."""
    names = sorted(pictures)
    media = {str(number): name for number, name in enumerate(names)}
    files = {str(number): pictures[name] for number, name in enumerate(names)}
    files["media"] = json.dumps(media, ensure_ascii=False, sort_keys=True).encode()
    files["collection.anki2"] = _collection(title, known_by, changed, notes)
    return packed(files)


def _collection(title: str, known_by: str, changed: int, notes: Sequence[Note]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(path)
        try:
            connection.executescript(_SCHEMA)
            home = number_of(f"deck {known_by}")
            connection.execute(_COL, _head(title, home, changed))
            for place, note in enumerate(notes, 1):
                _add(connection, note, home, changed, place)
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()


def number_of(words: str) -> int:
    """Return a number that stands for words for ever."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8]) % _MOST_ID + 1


def _add(connection: sqlite3.Connection, note: Note, home: int, changed: int, place: int) -> None:
    number = number_of(note.known_by)
    guid = hashlib.sha256(note.known_by.encode()).hexdigest()[:20]
    first = note.fields[0]
    check = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    row = (number, guid, MODEL, changed, -1, tags, _BETWEEN.join(note.fields), note.fields[3], check, 0, "")
    connection.execute(_NOTE, row)
    card = (number, number, home, 0, changed, -1, 0, 0, place, *(0,) * 8, "")
    connection.execute(_CARD, card)


def _head(title: str, home: int, changed: int) -> tuple[object, ...]:
    """Return the one row that describes the collection: how it is learned is the usual way of Anki."""
    decks = {"1": _deck(1, "Default", changed), str(home): _deck(home, title, changed)}
    told: tuple[object, ...] = (_CONF, {str(MODEL): _model(home, changed)}, decks, {"1": _USUAL}, {})
    return (1, changed, changed * 1000, changed * 1000, 11, 0, 0, 0, *(json.dumps(one) for one in told))


def _deck(number: int, name: str, changed: int) -> dict[str, object]:
    today = {f"{kind}Today": [0, 0] for kind in ("new", "rev", "lrn", "time")}
    shown = {"desc": "", "dyn": 0, "collapsed": False, "browserCollapsed": False, "conf": 1, "usn": -1}
    return {**shown, "extendNew": 0, "extendRev": 0, **today, "id": number, "name": name, "mod": changed}


def _model(home: int, changed: int) -> dict[str, object]:
    """Return the note type: one card, the question in front."""
    usual = {"font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
    back = "{{FrontSide}}<hr id=answer>{{Answer}}{{Explanation}}<p><small>{{Id}}</small></p>"
    card = {"name": "Card", "ord": 0, "qfmt": "{{Question}}", "afmt": back, "bqfmt": "", "bafmt": "", "did": None}
    return {
        "id": MODEL,
        "name": "Coursewright question",
        "type": 0,
        "mod": changed,
        "usn": -1,
        "sortf": 3,
        "did": home,
        "tmpls": [card],
        "flds": [{"name": name, "ord": place, **usual} for place, name in enumerate(FIELDS)],
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "tags": [],
        "vers": [],
        "req": [[0, "any", [0]]],
    }


_CONF = {
    "nextPos": 1, "estTimes": True, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0, "sortBackwards": False,
    "addToCur": True, "curDeck": 1, "newBury": True, "newSpread": 0, "dueCounts": True, "curModel": str(MODEL),
    "collapseTime": 1200,
}  # fmt: skip
_NEW = {"delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "perDay": 20, "order": 1, "bury": True}
_USUAL = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
    "new": {**_NEW, "separate": True},
    "rev": {"perDay": 100, "ease4": 1.3, "fuzz": 0.05, "minSpace": 1, "ivlFct": 1, "maxIvl": 36500, "bury": True},
    "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0},
}  # fmt: skip
