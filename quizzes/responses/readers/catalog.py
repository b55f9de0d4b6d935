"""The items that a file may speak of: by id, by what a mapping file says, by the text that learners read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.formats.spread import spread
from quizzes.model.varying import count_of
from quizzes.model.words import ClozeItem
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.stems import Asked, asked_of, bare, bare_plain, gapped, shows
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.load import BankFile
    from quizzes.model.types import Item

LEFT_OUT = "-"
"""Stands in a mapping file for a question that is none of ours."""
_MOST_STARTS = 60


@dataclass(frozen=True)
class Match:
    """Which item was meant, in which revision and variant, and how that is known: id, stem or map."""

    item: str
    how: str
    revision: str = ""
    variant: int | None = None


@dataclass
class Catalog:
    """All items of some banks, with the names and texts that they had in exports."""

    items: dict[str, Item] = field(default_factory=dict)
    names: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    asked: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    gapped: list[tuple[re.Pattern[str], Asked]] = field(default_factory=list)
    by_hand: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[Match | None, str]] = field(default_factory=dict)

    def add_bank(self, file: BankFile) -> None:
        """Take the items of a bank, each variant under the name that an export gives it."""
        cases = {one.id: one.text for one in file.bank.stimuli}
        named = iter(spread(file)[0].bank.items)
        for item in file.bank.items:
            self.items[item.id] = item
            self.names[item.id] = item.id, None
            for number in range(count_of(item)) if item.variants else (None,):
                shown = next(named)
                self.names.setdefault(shown.id, (item.id, number))
                self._know(asked_of(shown, cases.get(item.stimulus or "", ""), item.id, number))
                if isinstance(shown, ClozeItem):
                    words = f"{cases.get(item.stimulus or '', '')} {shown.stem}".strip()
                    self.gapped.append((gapped(words), asked_of(shown, "", item.id, number)))

    def add_index(self, path: Path) -> None:
        """Take the index beside an export: what questions said in that edition. Raises FindingsError (S110)."""
        try:
            told = json.loads(read_text(path, ImportCode.MAP))
            for one in told["items"]:
                name, variant = self.names.get(str(one["id"]), ("", None))
                if name:
                    choices = tuple(bare_plain(str(text)) for text in one["choices"])
                    stem = bare_plain(str(one["stem"]))
                    self._know(Asked(name, str(one["revision"]), str(one["type"]), stem, choices, variant))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            hint = "give the .index.json that lies beside an export"
            raise refused(path, 1, "this is no index of an export", hint, ImportCode.MAP) from error

    def add_map(self, path: Path) -> None:
        """Take a mapping by hand: CSV of `question` and `item`; `-` leaves one out. Raises FindingsError (S110)."""
        text = read_text(path, ImportCode.MAP, newline=None)
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
        wrong: list[Finding] = []
        if not rows or [cell.strip().lower() for cell in rows[0][:2]] != ["question", "item"]:
            raise refused(path, 1, "the first line is not `question,item`", code=ImportCode.MAP)
        for line, row in enumerate(rows[1:], 2):
            question, name = (cell.strip() for cell in (*row, "", "")[:2])
            if question and (name == LEFT_OUT or name in self.names):
                self.by_hand[bare(question)] = name
            elif question:
                wrong += refused(path, line, f"there is no item {name!r:.60}", code=ImportCode.MAP).findings
        if wrong:
            raise FindingsError(*wrong)

    def _know(self, asked: Asked) -> None:
        if asked.stem and asked not in self.asked[asked.stem]:
            self.asked[asked.stem].append(asked)

    def find(self, item: str, stem: str, place: str) -> Match:
        """Return the item that is meant; raises LookupError that says why there is none or which are meant.

        A LookupError with nothing to say stands for a question that the mapping file leaves out.
        """
        for text in (item, stem, place):
            if text and (name := self.by_hand.get(bare(text))) is not None:
                if name == LEFT_OUT:
                    raise LookupError("")
                return Match(self.names[name][0], "map", variant=self.names[name][1])
        if item in self.names:
            return Match(self.names[item][0], "id", variant=self.names[item][1])
        if not stem:
            raise LookupError("it has an id that none of these items has" if item else "the file has no text of it")
        if stem not in self._seen:
            self._seen[stem] = self._by_stem(bare(stem))
        found, why = self._seen[stem]
        if found is None:
            raise LookupError(why)
        return found

    def _by_stem(self, text: str) -> tuple[Match | None, str]:
        """Return the item that reads like a text, or why there is none."""
        found = {(one.item, one.revision, one.variant) for one in self._candidates(text) if shows(one, text)}
        found |= {
            (one.item, one.revision, one.variant)
            for pattern, one in self.gapped
            if not found and pattern.fullmatch(text)
        }
        if len({name for name, _, _ in found}) > 1:
            return None, f"several items read like this: {', '.join(sorted({name for name, _, _ in found})[:3])}"
        if not found:
            return None, "no item reads like this"
        name, revision, variant = max(found, key=lambda one: (one[1] == str(self.items[one[0]].revision), one[1]))
        return Match(name, "stem", revision, variant if len({one[2] for one in found}) == 1 else None), ""

    def _candidates(self, text: str) -> Iterator[Asked]:
        """Yield what the text may begin with: each part of it before a colon or a brace."""
        starts = [found.start() for found in re.finditer(r"[:{]", text)][:_MOST_STARTS]
        for end in (*starts, len(text)):
            yield from self.asked.get(text[:end], ())


def catalog_of(banks: Iterable[BankFile], indexes: Iterable[Path] = (), by_hand: Path | None = None) -> Catalog:
    """Return the catalog of some banks, older editions and a mapping by hand; raises FindingsError (S110)."""
    made = Catalog()
    for file in banks:
        made.add_bank(file)
    for path in indexes:
        made.add_index(path)
    if by_hand:
        made.add_map(by_hand)
    return made
