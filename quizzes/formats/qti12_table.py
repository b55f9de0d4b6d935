"""What QTI 1.2 carries, by type and field: in the dialect of Canvas, and in a Common Cartridge.

Sources: the importers of Canvas (`gems/plugins/qti_exporter` of canvas-lms, and `instructure/qti`) and of Moodle
(`backup/cc/entity11.quiz.class.php`), and the profile of QTI in IMS Common Cartridge 1.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import DROPPED, KEPT, Fate, Rule, Table, Word, changed, dropped
from quizzes.formats.essays import UNNOTED
from quizzes.formats.moodle_table import TABLE as MOODLE
from quizzes.formats.moodle_table import stem_of
from quizzes.formats.rich_text import is_plain, lost_link
from quizzes.model.item import Scoring

if TYPE_CHECKING:
    from quizzes.model.arranging import MatchItem
    from quizzes.model.item import BaseItem
    from quizzes.model.numeric import NumericItem
    from quizzes.model.words import ClozeItem, ShortItem


def _all_or_nothing(item: BaseItem) -> Fate:
    if item.scoring is Scoring.ALL_OR_NOTHING:
        return KEPT
    return changed(f"{item.scoring} becomes: all or nothing", graded=True)


def _several(item: BaseItem) -> Fate:
    if item.scoring is Scoring.ALL_OR_NOTHING:
        return Fate(Word.KEPT, "Canvas has a rule of its own for partly right answers", graded=True)
    return changed(f"{item.scoring} becomes: the rule of Canvas for partly right answers", graded=True)


def _each_part(item: BaseItem) -> Fate:
    if item.scoring is Scoring.PARTIAL:
        return KEPT
    return changed(f"{item.scoring} becomes: each right part earns its share", graded=True)


def _tolerance(item: NumericItem) -> Fate:
    wide = item.answer.relative_tolerance or item.answer.significant_figures
    return changed("it becomes the widest tolerance of the answer") if wide else KEPT


def _answers(item: ShortItem) -> Fate:
    if any(answer.match == "regex" for answer in item.answers):
        return changed("regular expressions are left out", graded=True)
    return (
        KEPT
        if all("\n" not in answer.text for answer in item.answers)
        else changed("line breaks become blanks", graded=True)
    )


def _way(item: ShortItem | ClozeItem) -> Fate:
    del item
    return changed("all answers are compared without regard to capitals", graded=True)


def _premises(item: MatchItem) -> Fate:
    told = (text for pair in item.pairs for text in (pair.premise, pair.response))
    return KEPT if is_plain(*told) else changed("its words arrive without markup")


def _distractors(item: MatchItem) -> Fate:
    return KEPT if is_plain(*item.distractors) else changed("its words arrive without markup")


def _gap_choices(item: ClozeItem) -> Fate:
    return KEPT if all(gap.choices for gap in item.gaps) else dropped("where one gap is typed all are")


def _also(item: ClozeItem) -> Fate:
    if all(gap.choices for gap in item.gaps):
        return dropped("a list has one right choice", graded=True)
    return KEPT


def _numeric_stem(item: NumericItem) -> Fate:
    return changed("the unit stands behind it") if item.answer.unit else stem_of(item)


def _one_point(item: BaseItem) -> Fate:
    return KEPT if item.points == 1 else dropped("every question gives 1 point")


_WITHOUT = dropped("answers have feedback as a whole only")
_LOWEST = dropped("no answer is worth less than 0", graded=True)
_WEIGHT = dropped("choices are right or wrong", graded=True)
_NEXT = dropped("everybody is asked every part of the case")
_SHARED: dict[str, Rule] = {
    **dict.fromkeys(("type", "title", "rationale", "choices", "choices.feedback", "answer", "answers"), KEPT),
    "stem": stem_of,
    "stimulus": changed("it stands before the stem of each of its items"),
    "scoring": _all_or_nothing,
    "lowest": _LOWEST,
    "choices.weight": _WEIGHT,
    "next": _NEXT,
    "group": MOODLE.rules["group"],
    "multiline": MOODLE.rules["multiline"],
    **dict.fromkeys(("match.shuffle", "order.shuffle"), MOODLE.rules["match.shuffle"]),
    "truefalse.feedback": KEPT,
    "short.type": MOODLE.rules["short.type"],
    **UNNOTED,
    "likert.type": dropped("an opinion is no question with a right answer"),
    "answers": _answers,
    "answers.match": _way,
    "answers.edit_distance": MOODLE.rules["answers.edit_distance"],
    "answers.feedback": _WITHOUT,
}
CANVAS = Table(
    "Canvas",
    {
        **_SHARED,
        "points": KEPT,
        "multiple.scoring": _several,
        "single.shuffle": KEPT,
        "multiple.shuffle": KEPT,
        "order.type": dropped("Classic Quizzes has no questions of order"),
        "cloze.type": MOODLE.rules["cloze.type"],
        "match.scoring": _each_part,
        "cloze.scoring": _each_part,
        "pairs": _premises,
        "distractors": _distractors,
        "answer.value": KEPT,
        "answer.range": KEPT,
        "answer.tolerance": _tolerance,
        "answer.relative_tolerance": MOODLE.rules["answer.relative_tolerance"],
        "answer.significant_figures": MOODLE.rules["answer.significant_figures"],
        "numeric.stem": _numeric_stem,
        "answer.unit": changed("it stands behind the stem, and is not asked for", graded=True),
        "answer.units": dropped("a number in another unit is wrong", graded=True),
        "numeric.feedback": DROPPED,
        "gaps": KEPT,
        "gaps.id": KEPT,
        "gaps.also": _also,
        "gaps.choices": _gap_choices,
        "gaps.match": _way,
        "gaps.edit_distance": MOODLE.rules["gaps.edit_distance"],
        "gaps.feedback": _WITHOUT,
        "pairs.feedback": _WITHOUT,
    },
    lost_link,
)
_NOT_IN_CC = dropped("a Common Cartridge has nothing like it")
CARTRIDGE = Table(
    "Common Cartridge",
    {
        **_SHARED,
        **{f"{name}.type": _NOT_IN_CC for name in ("match", "order", "numeric", "cloze")},
        "points": _one_point,
    },
    lost_link,
)
