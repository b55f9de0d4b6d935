"""Rules about two items at a time: one gives the other away, or nearly repeats it. Indexed, never every pair."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.lint.rule import ERROR, INFO, WARNING, BankFlaw, bank_rule
from quizzes.lint.text_measures import content_tokens, norm, stem_of
from quizzes.lint.twins import SAME_AS_PRETEST, similar_pairs
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizzes.finding import Level
    from quizzes.lint.banks import Banks
    from quizzes.lint.reading import Reading

CUE_TOKENS = 3
BETWEEN = 3
"""So many other content words may stand between those of a key."""
FEW, COMMON, COMMON_SHARE = 5, 200, 0.05
"""A key whose rarest word stands in more stems than `FEW` and a twentieth of them, or in 200, is of common words."""

_CUE = {
    "stem": "Which plan lowers the bill for power at night?",
    "choices": ["* A gradual tariff reduction", "A second heater", "A lamp this evening"],
}
_CUED = {
    "stem": "After a gradual tariff reduction was agreed, what should be reviewed?",
    "choices": ["* Use and cost", "Paint and walls", "Doors and keys"],
}
_OTHER = {**_CUED, "stem": "After such a plan, what should the owner review?"}


@bank_rule(
    "Q138",
    WARNING,
    "HDR4; NBME",
    names_items=True,
    subs={"i": "in a practice bank (information)"},
    bad={"use": "pool", "items": [_CUE, _CUED]},
    good={"use": "pool", "items": [_CUE, _OTHER]},
)
def cross_item_cue(banks: Banks) -> Iterator[BankFlaw]:
    """No stem holds the key of another item of the same test.

    At least three content words of a key, all of them close together, in the stem of another item of the same bank
    or, for the post-test, of the pool. Two items of a cell that gives one item to a draw never meet. Topic words do not
    count, nor does a key of words that one stem in twenty has. In practice, where answers are shown, it is an
    information.
    """
    for group in _meeting(banks):
        if banks.only is not None and not _may_be_cued(group, banks):
            continue
        stems = {reading: _content(reading.stem) for reading in group}
        index: dict[str, set[Reading]] = defaultdict(set)
        for reading, words in stems.items():
            for word in words:
                index[word].add(reading)
        for reading in group:
            for other in _cued(reading, index, stems):
                if not _never_meet(banks, reading, other):
                    sub, level = ("i", INFO) if other.bank.use is Use.PRACTICE else ("", WARNING)
                    message, at = f"its stem holds the key of {reading.item.id}", ("items", other.place, "stem")
                    yield BankFlaw(message, other.file, at, other.item.id, sub, level)


def _content(text: str) -> list[str]:
    """Return the content words of a text in their order."""
    kept = content_tokens(text)
    return [stem for word in norm(text).split() if (stem := stem_of(word)) in kept]


def _meeting(banks: Banks) -> Iterator[Sequence[Reading]]:
    pool = banks.by_use.get(Use.POOL, [])
    if pool:
        yield pool
    for read in banks.readings:
        if read and read[0].bank.use not in (Use.POOL, Use.SURVEY):
            yield [reading for reading in read if reading.asked]


def _may_be_cued(group: Sequence[Reading], banks: Banks) -> bool:
    """Say whether a stem that is asked about holds the words of any key."""
    asked = [set(_content(reading.stem)) for reading in group if banks.asks(reading)]
    return bool(asked) and any(
        len(tokens) >= CUE_TOKENS and any(tokens <= words for words in asked) for tokens in map(_key_tokens, group)
    )


def _key_tokens(reading: Reading) -> frozenset[str]:
    return reading.keys[0].tokens - reading.context.topic_stems if len(reading.keys) == 1 else frozenset[str]()


def _cued(reading: Reading, index: Mapping[str, set[Reading]], stems: Mapping[Reading, Sequence[str]]) -> list[Reading]:
    tokens = _key_tokens(reading)
    if len(tokens) < CUE_TOKENS:
        return []
    holders = sorted((index.get(token, set()) for token in tokens), key=len)
    if len(holders[0]) > min(COMMON, max(FEW, COMMON_SHARE * len(stems))):
        return []
    found = {other for other in holders[0].intersection(*holders[1:]) if _side_by_side(tokens, stems[other])}
    return sorted(found - {reading}, key=lambda other: (str(other.file.path), other.place))


def _side_by_side(tokens: frozenset[str], words: Sequence[str]) -> bool:
    """Say whether a stem has these content words close together, in any order."""
    size = len(tokens) + BETWEEN
    return any(tokens <= set(words[start : start + size]) for start in range(max(1, len(words) - size + 1)))


def _never_meet(banks: Banks, first: Reading, second: Reading) -> bool:
    if first.unit == second.unit:
        return first.strict
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
    names_items=True,
    subs={"p": "pre-test and post-test", "r": "in a practice bank (warning)"},
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
    """No two items of a bank ask nearly the same, and the pre-test does not ask what the post-test asks.

    Case and stem (the stems alone when the case is the same) share half of their words and are similar by 0.85 or more,
    between pre-test and pool by 0.70 or more; and the answer is the same, or nothing but small words differs and the
    options are the same. So 'hypoglycemia' and 'hyperglycemia', two sums with other numbers, or two programs
    are two questions. Items of one group may: no test asks two of them. In a practice bank it is a warning. Ids of the
    pool stand in no pre-test.
    """
    pool, pretest = banks.by_use.get(Use.POOL, []), banks.by_use.get(Use.PRETEST, [])
    yield from _shared_ids(pool, pretest)
    for first, second, ratio in similar_pairs(pool, asks=banks.asks):
        if first.unit != second.unit:
            yield _twin(second, f"asks nearly the same as {first.item.id} (similarity {ratio:.2f})", "")
    alike = similar_pairs(pretest, pool, SAME_AS_PRETEST, banks.asks) if pool and pretest else ()
    for first, second, ratio in alike:
        yield _twin(second, f"asks what {first.item.id} of the post-test asks (similarity {ratio:.2f})", "p")
    for read in banks.readings:
        if read and not read[0].strict:
            for first, second, ratio in similar_pairs([reading for reading in read if reading.asked], asks=banks.asks):
                message = f"asks nearly the same as {first.item.id} (similarity {ratio:.2f})"
                yield _twin(second, message, "r", WARNING)


def _shared_ids(pool: Sequence[Reading], pretest: Sequence[Reading]) -> Iterator[BankFlaw]:
    ids = {reading.item.id for reading in pool}
    for reading in pretest:
        if reading.item.id in ids:
            at = ("items", reading.place, "id")
            yield BankFlaw("this id is in the post-test too", reading.file, at, reading.item.id, "p")


def _twin(reading: Reading, message: str, sub: str, level: Level | None = None) -> BankFlaw:
    return BankFlaw(message, reading.file, ("items", reading.place, "stem"), reading.item.id, sub, level)
