"""What Moodle's XML format carries, by type and field.

Source of the rules: `question/format/xml/format.php` of Moodle 4.5 and what its question engine does with the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import DROPPED, KEPT, Fate, Rule, Table, Word, changed, dropped
from quizzes.formats.essays import NOTED
from quizzes.formats.moodle_fractions import fraction_of, fractions_of, on_the_list, shares_of
from quizzes.formats.rich_text import is_plain, lost_link
from quizzes.model.item import Scoring

if TYPE_CHECKING:
    from quizzes.model.arranging import MatchItem
    from quizzes.model.choices import MultipleItem, SingleItem
    from quizzes.model.numeric import NumericItem
    from quizzes.model.types import Item
    from quizzes.model.words import ClozeItem, ShortItem

NAME = 255
"""Letters of a question's name in Moodle's database."""
_MARKED = "its words arrive without markup"


def stem_of(item: Item) -> Fate:
    """Return the fate of a stem: a case that stands before it makes it longer."""
    return changed("the case stands before it") if item.stimulus else KEPT


def _multiple(item: MultipleItem) -> Fate:
    if not fractions_of(item):
        return dropped(f"Moodle has no fraction for each of {len(item.key)} right choices (1 to 10, or 20)")
    return KEPT


def _weight(item: SingleItem | MultipleItem) -> Fate:
    if on_the_list(shares_of(item).values()) and fractions_of(item) == _each(item):
        return KEPT
    return changed("weights become the nearest fractions of Moodle's list", graded=True)


def _each(item: SingleItem | MultipleItem) -> dict[str, str]:
    return {name: fraction_of(share) for name, share in shares_of(item).items()}


def _lowest(item: Item) -> Fate:
    if item.type == "single":
        return (
            KEPT
            if on_the_list([item.lowest])
            else changed("it becomes the nearest fraction of Moodle's list", graded=True)
        )
    return dropped("Moodle gives no answer to such a question less than 0", graded=True)


def _multiple_scoring(item: MultipleItem) -> Fate:
    if item.scoring in (Scoring.PENALTY, Scoring.WEIGHTS):
        return KEPT
    return changed(
        f"{item.scoring} becomes: each right choice earns its share and each wrong one costs it", graded=True
    )


def _pair_scoring(item: Item) -> Fate:
    if item.scoring is Scoring.PARTIAL:
        return KEPT
    return changed(f"{item.scoring} becomes: each right part earns its share", graded=True)


def _order_scoring(item: Item) -> Fate:
    if item.scoring is Scoring.PENALTY:
        return changed("penalty becomes: all or nothing", graded=True)
    return KEPT


def _pairs(item: MatchItem) -> Fate:
    return KEPT if is_plain(*(pair.response for pair in item.pairs)) else changed(f"responses: {_MARKED}")


def _distractors(item: MatchItem) -> Fate:
    return KEPT if is_plain(*item.distractors) else changed(_MARKED)


def _value(item: NumericItem) -> Fate:
    return KEPT if item.answer.value is not None else DROPPED


def _numeric_tolerance(item: NumericItem) -> Fate:
    wide = item.answer.relative_tolerance or item.answer.significant_figures
    return changed("it becomes the widest tolerance of the answer") if wide else KEPT


def _short(item: ShortItem) -> Fate:
    if all(answer.match == "regex" for answer in item.answers):
        return dropped("Moodle has no regular expressions in short answers")
    return KEPT


def _answers(item: ShortItem) -> Fate:
    if any(answer.match == "regex" for answer in item.answers):
        return changed("regular expressions are left out", graded=True)
    return (
        KEPT
        if all("\n" not in answer.text for answer in item.answers)
        else changed("line breaks become blanks", graded=True)
    )


def _match(item: ShortItem) -> Fate:
    ways = {answer.match for answer in item.answers}
    return KEPT if ways == {"exact"} else changed("all answers are compared alike, letter by letter", graded=True)


def _cloze(item: ClozeItem) -> Fate:
    if any(gap.match == "regex" for gap in item.gaps):
        return dropped("Moodle has no regular expressions in gaps")
    return KEPT


def _cloze_points(item: ClozeItem) -> Fate:
    return KEPT if item.points == len(item.gaps) else changed("each gap gives 1 point", graded=False)


def _title(item: Item) -> Fate:
    fits = len(f"{item.id}: {item.title}") <= NAME
    return KEPT if fits else changed("it is cut to the length of a name")


def _cloze_shuffle(item: ClozeItem) -> Fate:
    return KEPT if any(gap.choices for gap in item.gaps) else _MIXED


_MIXED = dropped("its parts are always mixed, here as well")
_NO_PLACE = dropped("Moodle shows no feedback for a part")
_RULES: dict[str, Rule] = {
    "type": KEPT,
    "multiple.type": _multiple,
    "order.type": Fate(Word.KEPT, "Moodle 4.5 or newer"),
    "short.type": _short,
    "cloze.type": _cloze,
    **NOTED,
    "essay.hints": dropped("Moodle has no hints for essays"),
    "essay.shuffle": _MIXED,
    "lines": dropped("the field has one of the heights that Moodle knows"),
    "likert.type": dropped("an opinion is none of Moodle's question bank: take the format moodle-feedback"),
    "title": _title,
    "stem": stem_of,
    "stimulus": changed("it stands before the stem of each of its items"),
    "rationale": KEPT,
    "hints": KEPT,
    "points": KEPT,
    "cloze.points": _cloze_points,
    "tags": KEPT,
    "objective": KEPT,
    "bloom": KEPT,
    "lesson": KEPT,
    "single.shuffle": KEPT,
    "multiple.shuffle": KEPT,
    "cloze.shuffle": _cloze_shuffle,
    **dict.fromkeys(("match.shuffle", "order.shuffle"), _MIXED),
    "choices": KEPT,
    "choices.feedback": KEPT,
    "multiple.scoring": _multiple_scoring,
    "single.scoring": KEPT,
    "choices.weight": _weight,
    "lowest": _lowest,
    "answer": KEPT,
    "feedback": KEPT,
    "pairs": _pairs,
    "pairs.feedback": _NO_PLACE,
    "distractors": _distractors,
    "match.scoring": _pair_scoring,
    "sequence": KEPT,
    "sequence.feedback": _NO_PLACE,
    "order.scoring": _order_scoring,
    "answer.value": _value,
    "answer.tolerance": _numeric_tolerance,
    "answer.relative_tolerance": changed("it becomes an absolute tolerance"),
    "answer.significant_figures": dropped("half a unit of the last figure is the tolerance; a number with other "
                                          "figures is right too", graded=True),
    "answer.range": changed("it becomes its middle with a tolerance"),
    "answer.unit": Fate(Word.KEPT, "a number without its unit is wrong in Moodle, and right here", graded=True),
    "answer.units": KEPT,
    "answers": _answers,
    "answers.match": _match,
    "answers.edit_distance": dropped("a spelling mistake makes the answer wrong", graded=True),
    "answers.feedback": KEPT,
    "gaps": KEPT,
    "gaps.match": KEPT,
    "gaps.also": KEPT,
    "gaps.choices": KEPT,
    "gaps.feedback": KEPT,
    "gaps.edit_distance": dropped("a spelling mistake makes the answer wrong", graded=True),
    "cloze.scoring": _pair_scoring,
    "next": dropped("everybody is asked every part of the case"),
    "group": dropped("a test may ask several of its group"),
    "multiline": dropped("the field has one line"),
}  # fmt: skip
TABLE = Table("Moodle XML", _RULES, lost_link)
