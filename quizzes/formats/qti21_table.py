"""What QTI 2.1 carries, by type and field.

Source: 1EdTech, "QTI v2.1 Assessment, Section and Item Information Model" (imsglobal.org/question/qtiv2p1), read from
the item types that platforms share: choice, match, order, text entry and inline choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import KEPT, Fate, Rule, Table, changed, dropped
from quizzes.formats.essays import NOTED
from quizzes.formats.moodle_table import TABLE as MOODLE
from quizzes.formats.moodle_table import stem_of
from quizzes.formats.rich_text import lost_link
from quizzes.model.item import AnsweredBy, Scoring

if TYPE_CHECKING:
    from quizzes.model.numeric import NumericItem
    from quizzes.model.types import Item
    from quizzes.model.words import ClozeItem, ShortItem


def _numeric_stem(item: NumericItem) -> Fate:
    return changed("the unit stands behind the field") if item.answer.unit else stem_of(item)


def _multiple_scoring(item: Item) -> Fate:
    if item.scoring is not Scoring.PARTIAL:
        return KEPT
    return changed("partial becomes: each right choice earns its share and each wrong one costs it", graded=True)


def _lowest(item: Item) -> Fate:
    if item.answered_by in (AnsweredBy.CHOICE, AnsweredBy.CHOICES):
        return KEPT
    return dropped("no answer is worth less than 0", graded=True)


def _part_scoring(item: Item) -> Fate:
    if item.scoring is not Scoring.PENALTY:
        return KEPT
    return changed("penalty becomes: each right part earns its share", graded=True)


def _order_scoring(item: Item) -> Fate:
    if item.scoring is Scoring.ALL_OR_NOTHING:
        return KEPT
    return changed(f"{item.scoring} becomes: all or nothing", graded=True)


def _match(item: ShortItem) -> Fate:
    if any(answer.match == "regex" for answer in item.answers):
        return changed("regular expressions are left out", graded=True)
    return KEPT


def _cloze(item: ClozeItem) -> Fate:
    if any(gap.match == "regex" for gap in item.gaps):
        return dropped("regular expressions are not written")
    return KEPT


_PART = dropped("there is feedback for choices and for the whole only")
_KEPT = (
    "type", "lines", "title", "rationale", "points", "single.shuffle", "multiple.shuffle",
    "choices", "choices.id", "choices.feedback", "answer",
    "feedback", "pairs", "pairs.id", "distractors", "sequence", "sequence.id", "answer.value", "answer.tolerance",
    "answer.range", "gaps", "gaps.id", "gaps.also", "gaps.choices",
    "gaps.match", "scale", "scale.id",
)  # fmt: skip
_RULES: dict[str, Rule] = {
    **dict.fromkeys(_KEPT, KEPT),
    **NOTED,
    "essay.shuffle": MOODLE.rules["match.shuffle"],
    "short.type": MOODLE.rules["short.type"],
    "cloze.type": _cloze,
    "stem": stem_of,
    "numeric.stem": _numeric_stem,
    "stimulus": changed("it stands before the stem of each of its items"),
    "multiple.scoring": _multiple_scoring,
    "single.scoring": KEPT,
    "truefalse.scoring": KEPT,
    "choices.weight": KEPT,
    "lowest": _lowest,
    "match.scoring": _part_scoring,
    "cloze.scoring": _part_scoring,
    "order.scoring": _order_scoring,
    "pairs.feedback": _PART,
    "next": MOODLE.rules["next"],
    "group": MOODLE.rules["group"],
    "multiline": MOODLE.rules["multiline"],
    "cloze.shuffle": MOODLE.rules["cloze.shuffle"],
    **dict.fromkeys(("match.shuffle", "order.shuffle"), MOODLE.rules["match.shuffle"]),
    "sequence.feedback": _PART,
    "gaps.feedback": _PART,
    "answers.feedback": _PART,
    "gaps.edit_distance": MOODLE.rules["gaps.edit_distance"],
    "answers": MOODLE.rules["answers"],
    "answers.match": _match,
    "answers.edit_distance": MOODLE.rules["answers.edit_distance"],
    "answer.relative_tolerance": MOODLE.rules["answer.relative_tolerance"],
    "answer.significant_figures": MOODLE.rules["answer.significant_figures"],
    "answer.unit": changed("it stands behind the field, and is not asked for", graded=True),
    "answer.units": dropped("a number in another unit is wrong", graded=True),
}
TABLE = Table("QTI 2.1", _RULES, lost_link)
