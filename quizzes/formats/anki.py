"""Anki: a deck of cards to learn by, the key on the back. It goes one way: a card is no question that is judged."""

from __future__ import annotations

from quizzes.formats.anki_write import TABLE, write
from quizzes.formats.format import Format

FORMAT = Format(
    "anki", ".apkg", "a deck of Anki: question in front, key and reasons behind", None, write, TABLE, learners=True
)
