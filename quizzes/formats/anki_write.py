"""Write a bank as a deck of Anki: a card an item, known again by its id, so that a later edition updates it."""

from __future__ import annotations

import hashlib
import html
import os
import re
from functools import singledispatch
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.anki_deck import Note, deck
from quizzes.formats.carry import KEPT, Rule, Table, carried, cells_of, changed, dropped, findings_of
from quizzes.formats.essays import notes_of
from quizzes.formats.format import Written
from quizzes.formats.loss import missing_pictures
from quizzes.formats.moodle_table import stem_of
from quizzes.formats.moodle_write import NO_XML
from quizzes.formats.rich_text import PictureFiles, lost_link, to_html
from quizzes.key import OR, letter_of, letters_of, mistakes, right_parts
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.essay import EssayItem
from quizzes.model.item import AnsweredBy
from quizzes.model.numeric import NumericItem
from quizzes.model.words import ClozeItem
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizzes.load import BankFile
    from quizzes.model.types import Item

_JUDGED = dropped("nobody judges a card but its learner", graded=True)
_SHOWN = (
    "type", "rationale", "choices", "choices.feedback", "answer", "feedback", "pairs", "distractors", "sequence",
    "pairs.feedback", "sequence.feedback", "answer.value", "answer.unit", "answer.range", "answers", "gaps",
    "model_answer", "rubric", "gaps.also", "gaps.choices", "gaps.feedback", "tags", "objective", "bloom", "lesson",
    "gaps.id", "lines",
)  # fmt: skip
_RULES: dict[str, Rule] = {
    **dict.fromkeys(_SHOWN, KEPT),
    "stem": stem_of,
    "stimulus": changed("it stands before the stem of each of its items"),
    "scoring": _JUDGED,
    "points": dropped("a card has no points"),
    "likert.type": dropped("an opinion has no right answer"),
    "next": dropped("every part of the case is a card of its own"),
    "sequence": changed("the steps stand in another order in front"),
}
TABLE = Table("Anki", _RULES, lost_link)
_WORD = re.compile(r"[\s\"']+")


def write(file: BankFile) -> Written:
    """Return the deck of a bank.

    Anki takes a card for unchanged unless its time is later than that of the import before. It is SOURCE_DATE_EPOCH,
    else that of the file of the bank.
    """
    cells = cells_of(file, TABLE)
    losses = tuple(findings_of(file, TABLE, cells))
    pictures = PictureFiles(file.path.parent)
    home = f"{pictures.root.name}/{file.bank.id}"
    cases = {one.id: one.text for one in file.bank.stimuli}
    writer = _Writer(file.bank.id, pictures)
    notes = [
        writer.note(item, f"{home}/{item.id}", cases.get(item.stimulus or "", "")) for item in carried(file, cells)
    ]
    if not notes:
        return Written(b"", losses)
    named = {f"{writer.start}{name}": content for name, content in pictures.found.items()}
    made = deck(file.bank.title, home, _time(file), notes, named)
    return Written(made, (*losses, *missing_pictures(file, pictures.missing)))


def _time(file: BankFile) -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return int(file.path.stat().st_mtime) if file.path.is_file() else 0


class _Writer:
    """Writes cards; all pictures of a learner lie in one folder, so their names begin with a sign of the bank."""

    def __init__(self, bank: str, pictures: PictureFiles) -> None:
        self.start = f"{hashlib.sha256(f'{pictures.root.name}/{bank}'.encode()).hexdigest()[:8]}-"
        self.pictures = pictures

    def note(self, item: Item, known_by: str, case: str) -> Note:
        """Return the card of an item; `known_by` never changes."""
        stem = "\n\n".join(filter(None, (case, item.stem)))
        front = self.rich(GAP_MARK.sub("[…]", stem)) + front_of(item, self)
        tags = [*item.tags, *item.objective, item.bloom or "", item.lesson or ""]
        fields = (front, self._back(item), self._reasons(item), item.id)
        return Note(known_by, fields, tuple(_WORD.sub("-", str(tag)) for tag in tags if tag))

    def rich(self, markdown: str) -> str:
        """Return a text as HTML."""
        return to_html(NO_XML.sub("", markdown), self._address)

    def _address(self, address: str) -> str:
        name = self.pictures.name(address)
        return f"{self.start}{quote(name)}" if name else ""

    def listed(self, texts: Iterable[str], kind: str = "A") -> str:
        """Return a list with letters or numbers."""
        return f'<ol type="{kind}">{"".join(f"<li>{self.rich(text)}</li>" for text in texts)}</ol>'

    def _back(self, item: Item) -> str:
        if isinstance(item, EssayItem):
            return self.rich(notes_of(item))
        rich = item.answered_by in (AnsweredBy.CHOICE, AnsweredBy.CHOICES, AnsweredBy.PAIRS, AnsweredBy.ORDER)
        letters = letters_of([one.id for one in item.choices]) if isinstance(item, SingleItem | MultipleItem) else {}
        rows = []
        for part in right_parts(item):
            words = self.rich(part.text) if rich else f"<p>{html.escape(part.text, quote=False)}</p>"
            before = f"{letters[part.name]}. " if part.name in letters else f"{part.place}. " if part.place else ""
            asked = f"{self.line(part.asked)} → " if part.asked else ""
            unit = html.escape(f" {part.unit}" if part.unit else "", quote=False)
            rows.append(f"<li>{before}{asked}{_inner(words)}{unit}</li>")
        return f'<ul style="list-style:none;padding:0">{"".join(rows)}</ul>'

    def line(self, markdown: str) -> str:
        """Return a text without the tags of its paragraph."""
        return _inner(self.rich(markdown))

    def _reasons(self, item: Item) -> str:
        """Return why answers are right or wrong, part by part, and the rationale."""
        rows = [*self._right_reasons(item), *self._wrong_reasons(item)]
        told = f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>" if rows else ""
        return told + (self.rich(item.rationale) if item.rationale else "")

    def _right_reasons(self, item: Item) -> Iterator[str]:
        if isinstance(item, SingleItem | MultipleItem):
            for place, choice in enumerate(item.choices):
                if choice.correct and choice.feedback:
                    yield f"{letter_of(place)}. {self.line(choice.feedback)}"
        elif isinstance(item, NumericItem) and item.feedback:
            yield self.line(item.feedback)

    def _wrong_reasons(self, item: Item) -> Iterator[str]:
        letters = letters_of([one.id for one in item.choices]) if isinstance(item, SingleItem | MultipleItem) else {}
        for wrong in mistakes(item):
            if wrong.feedback:
                name = letters.get(wrong.name, "")
                yield f"{f'{name}. ' if name else f'{self.line(wrong.text)}: '}{self.line(wrong.feedback)}"


def _inner(paragraph: str) -> str:
    """Return the inside of a text that is one paragraph; a longer one as it is."""
    found = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", paragraph, re.DOTALL)
    return found[1] if found else paragraph


@singledispatch
def front_of(item: object, to: _Writer) -> str:
    """Return what of a type stands below its stem."""
    del item, to
    return ""


@front_of.register(SingleItem)
@front_of.register(MultipleItem)
def _choices(item: SingleItem | MultipleItem, to: _Writer) -> str:
    return to.listed(choice.text for choice in item.choices)


@front_of.register
def _match(item: MatchItem, to: _Writer) -> str:
    responses = sorted({*(pair.response for pair in item.pairs), *item.distractors})
    return to.listed((pair.premise for pair in item.pairs), "1") + to.listed(responses)


@front_of.register
def _order(item: OrderItem, to: _Writer) -> str:
    return to.listed(sorted(step.text for step in item.sequence))


@front_of.register
def _gaps(item: ClozeItem, to: _Writer) -> str:
    rows = (f"{place}. {OR.join(gap.choices)}" for place, gap in enumerate(item.gaps, 1) if gap.choices)
    return "".join(f"<p>{to.line(row)}</p>" for row in rows)
