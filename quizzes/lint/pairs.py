"""Rules about two items at a time: one gives the other away, or nearly repeats it. Indexed, never every pair."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from quizzes.lint.rule import ERROR, WARNING, BankFlaw, bank_rule
from quizzes.lint.text_measures import content_tokens, norm
from quizzes.model import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizzes.lint.banks import Banks
    from quizzes.lint.reading import Reading

CUE_TOKENS = 3
SAME, SAME_AS_PRETEST = 0.85, 0.70
SHARED_WORDS = 0.5
"""Stems that share fewer of their words (Jaccard) cannot reach these similarities and are not compared."""

_CUE = {
    "stem": "Which plan lowers the bill for power at night?",
    "choices": ["* A gradual tariff reduction", "A second heater", "A lamp this evening"],
}
_CUED = {
    "stem": "After a gradual tariff reduction was agreed, what should be reviewed?",
    "choices": ["* Use and cost", "Paint and walls", "Doors and keys"],
}
_OTHER = {**_CUED, "stem": "After such a plan, what should the owner review?"}


@bank_rule("Q138", WARNING, "HDR4; NBME", bad={"items": [_CUE, _CUED]}, good={"items": [_CUE, _OTHER]})
def cross_item_cue(banks: Banks) -> Iterator[BankFlaw]:
    """No stem holds the key of another item of the same test.

    At least three content words of a key, and all of them, in the stem of another item of the same bank or, for the
    post-test, of the pool. Two items of a cell that gives one item to a draw never meet. Topic words do not count.
    """
    for group in _meeting(banks):
        stems = {reading: content_tokens(reading.stem) for reading in group}
        index: dict[str, set[Reading]] = defaultdict(set)
        for reading, tokens in stems.items():
            for token in tokens:
                index[token].add(reading)
        for reading in group:
            for other in _cued(reading, index):
                if not _never_meet(banks, reading, other):
                    message = f"its stem holds the key of {reading.item.id}"
                    yield BankFlaw(message, other.file, ("items", other.place, "stem"), other.item.id)


def _meeting(banks: Banks) -> Iterator[Sequence[Reading]]:
    pool = banks.by_use.get(Use.POOL, [])
    if pool:
        yield pool
    for read in banks.readings:
        if read and read[0].bank.use not in (Use.POOL, Use.SURVEY):
            yield [reading for reading in read if reading.asked]


def _cued(reading: Reading, index: dict[str, set[Reading]]) -> list[Reading]:
    for key in reading.keys if len(reading.keys) == 1 else ():
        tokens = key.tokens - reading.context.topic_stems
        if len(tokens) >= CUE_TOKENS:
            holders = sorted((index.get(token, set()) for token in tokens), key=len)
            found = holders[0].intersection(*holders[1:]) - {reading}
            return sorted(found, key=lambda other: (str(other.file.path), other.place))
    return []


def _never_meet(banks: Banks, first: Reading, second: Reading) -> bool:
    blueprint = banks.context.blueprint
    if blueprint is None or not (first.strict and second.strict):
        return False
    cells = banks.cell_by_id
    cell = cells.get(first.item.id)
    return cell is not None and cell.draw == 1 and cells.get(second.item.id) == cell


_TWIN = {
    "stem": "Which force does a planet feel that produces its main motion?",
    "choices": ["* Gravity", "Friction", "Drag"],
}


@bank_rule(
    "B206",
    ERROR,
    "HDR4",
    subs={"p": "pre-test and post-test"},
    bad={
        "use": "pool",
        "items": [_TWIN, {**_TWIN, "stem": "Which force does a planet feel that produces its motion?"}],
    },
    good={
        "use": "pool",
        "items": [_TWIN, {**_TWIN, "stem": "Which path does a comet take when the sun draws it?"}],
    },
)
def near_duplicates(banks: Banks) -> Iterator[BankFlaw]:
    """No two items of the pool ask nearly the same, and the pre-test does not ask what the post-test asks.

    Similarity of case and stem (of the stems alone when the case is the same) 0.85 or more inside the pool, above 0.70
    between pre-test and pool; shared ids never.
    """
    pool, pretest = banks.by_use.get(Use.POOL, []), banks.by_use.get(Use.PRETEST, [])
    if not pool:
        return
    ids = {reading.item.id for reading in pool}
    for reading in pretest:
        if reading.item.id in ids:
            at = ("items", reading.place, "id")
            yield BankFlaw("this id is in the post-test too", reading.file, at, reading.item.id, "p")
    for first, second, ratio in similar_pairs([*pool, *pretest]):
        if first.strict and second.strict and ratio >= SAME:
            yield _twin(second, f"asks nearly the same as {first.item.id} (similarity {ratio:.2f})", "")
        elif first.strict and not second.strict and ratio > SAME_AS_PRETEST:
            yield _twin(second, f"asks what {first.item.id} of the post-test asks (similarity {ratio:.2f})", "p")


def _twin(reading: Reading, message: str, sub: str) -> BankFlaw:
    return BankFlaw(message, reading.file, ("items", reading.place, "stem"), reading.item.id, sub)


def similar_pairs(read: Sequence[Reading]) -> Iterator[tuple[Reading, Reading, float]]:
    """Yield each item with the first earlier item that is at least `SAME_AS_PRETEST` like it, and the similarity.

    Prefix filtering: with the words of each stem sorted from rare to common, two stems that share enough of their words
    share one of the first few. So every stem meets only those with which it shares a rare word.
    """
    texts = [_Text(reading) for reading in read]
    counts = Counter(token for text in texts for token in text.tokens)
    index: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        rare = sorted(text.tokens, key=lambda token: (counts[token], token))
        rare = rare[: len(rare) - math.ceil(SHARED_WORDS * len(rare)) + 1]
        met = dict.fromkeys(earlier for token in rare for earlier in index[token])
        found = _first_alike(text, met)
        if found is not None:
            yield found[0].reading, text.reading, found[1]
        for token in rare:
            index[token].append(text)


class _Text:
    """A case and stem, ready to be compared."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.full = norm(reading.full)
        self.stem = norm(reading.stem)
        self.tokens = frozenset(self.full.split())


def _first_alike(text: _Text, met: Iterable[_Text]) -> tuple[_Text, float] | None:
    here = text.reading
    whole: SequenceMatcher[str] = SequenceMatcher(None, "", text.full, autojunk=False)
    alone: SequenceMatcher[str] = SequenceMatcher(None, "", text.stem, autojunk=False)
    for earlier in met:
        there = earlier.reading
        if not (there.strict or here.strict):
            continue
        shared = len(text.tokens & earlier.tokens)
        if shared < SHARED_WORDS * (len(text.tokens) + len(earlier.tokens) - shared):
            continue
        same_case = bool(here.case) and here.case == there.case
        matcher = alone if same_case else whole
        matcher.set_seq1(earlier.stem if same_case else earlier.full)
        bound = SAME if there.strict and here.strict else SAME_AS_PRETEST
        if matcher.real_quick_ratio() >= bound and matcher.quick_ratio() >= bound:
            ratio = matcher.ratio()
            if ratio >= bound:
                return earlier, ratio
    return None
