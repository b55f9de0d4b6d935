"""Anki: a deck of cards to learn by, the key on the back; plain cards of others come in."""

from __future__ import annotations

from quizzes.formats.anki_read import read
from quizzes.formats.anki_write import TABLE, write
from quizzes.formats.format import Format

FORMAT = Format(
    "anki", ".apkg", "a deck of Anki: question in front, key and reasons behind", read, write, TABLE, learners=True
)
