"""What the problems of Open edX carry, by type and field.

Source: `capa/responsetypes.py` of edx-platform, from which the rules of scoring are, and `openedx-demo-course`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import DROPPED, KEPT, Fate, Rule, Table, changed, dropped
from quizzes.formats.moodle_table import TABLE as MOODLE
from quizzes.formats.moodle_table import stem_of
from quizzes.formats.rich_text import is_plain, lost_link
from quizzes.model.item import Scoring

if TYPE_CHECKING:
    from quizzes.model.arranging import MatchItem
    from quizzes.model.item import BaseItem
    from quizzes.model.numeric import NumericItem
    from quizzes.model.words import ClozeItem, ShortItem

OR = "_or_"
"""Stands between two answers wherever it stands in one."""


def _whole(item: BaseItem) -> Fate:
    if item.scoring is Scoring.ALL_OR_NOTHING:
        return KEPT
    return changed(f"{item.scoring} becomes: all or nothing", graded=True)


def _each_part(item: BaseItem) -> Fate:
    if item.scoring is Scoring.PARTIAL:
        return KEPT
    return changed(f"{item.scoring} becomes: each right part earns its share", graded=True)


def _short(item: ShortItem) -> Fate:
    if any(OR in answer.text.lower() for answer in item.answers):
        return dropped(f"an answer has {OR}, which would be two answers there")
    rule = MOODLE.rules["short.type"]
    return rule if isinstance(rule, Fate) else rule(item)


def _cloze(item: ClozeItem) -> Fate:
    if any(gap.match == "regex" for gap in item.gaps):
        return dropped("regular expressions are not written")
    if any(OR in text.lower() for gap in item.gaps if not gap.choices for text in gap.accepted):
        return dropped(f"an answer has {OR}, which would be two answers there")
    return KEPT


def _tolerance(item: NumericItem) -> Fate:
    return changed("it becomes the tolerance of the answer") if item.answer.significant_figures else KEPT


def _words(item: MatchItem) -> Fate:
    told = [pair.response for pair in item.pairs]
    return KEPT if is_plain(*told) else changed("responses: their words arrive without markup")


def _distractors(item: MatchItem) -> Fate:
    return KEPT if is_plain(*item.distractors) else changed("its words arrive without markup")


def _also(item: ClozeItem) -> Fate:
    if any(gap.choices and gap.also for gap in item.gaps):
        return changed("a list has one right choice", graded=True)
    return KEPT


_RULES: dict[str, Rule] = {
    **dict.fromkeys(("type", "title", "rationale", "hints", "points", "attempts", "choices", "choices.feedback",
                     "answer", "answers.feedback", "gaps", "gaps.choices", "gaps.match", "answer.value",
                     "answer.relative_tolerance", "answer.range", "truefalse.feedback", "single.shuffle"), KEPT),
    "stem": stem_of,
    "stimulus": changed("it stands before the stem of each of its items"),
    "scoring": _whole,
    "match.scoring": _each_part,
    "cloze.scoring": _each_part,
    "lowest": dropped("no answer is worth less than 0", graded=True),
    "choices.weight": dropped("choices are right or wrong", graded=True),
    "multiple.shuffle": dropped("several choices are never mixed there"),
    **{field: MOODLE.rules[field] for field in ("next", "group", "multiline", "match.shuffle", "answers",
                                                "answers.match", "answers.edit_distance", "gaps.edit_distance")},
    "order.type": dropped("it has no questions of order"),
    "essay.type": dropped("an open answer is a block of another kind: type it into the platform"),
    "likert.type": dropped("an opinion is a block of another kind"),
    "short.type": _short,
    "cloze.type": _cloze,
    "answer.tolerance": _tolerance,
    "answer.significant_figures": MOODLE.rules["answer.significant_figures"],
    "answer.unit": changed("it stands behind the field; who types it is asked for a number", graded=True),
    "answer.units": dropped("a number in another unit is wrong", graded=True),
    "numeric.feedback": changed("it is shown with a right answer only"),
    "pairs": _words,
    "distractors": _distractors,
    "gaps.also": _also,
    "gaps.id": DROPPED,
    "pairs.feedback": dropped("answers have feedback as a whole only"),
    "gaps.feedback": dropped("answers have feedback as a whole only"),
    "cloze.shuffle": dropped("words of a list are never mixed there"),
}  # fmt: skip
TABLE = Table("Open edX", _RULES, lost_link)
