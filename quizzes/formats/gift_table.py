"""What GIFT carries, by type and field; texts go as HTML, so that their marks arrive.

Source of the rules: `question/format/gift/format.php` of Moodle 4.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import KEPT, Fate, Rule, Table, changed, dropped
from quizzes.formats.essays import UNNOTED
from quizzes.formats.moodle_table import TABLE as MOODLE
from quizzes.formats.moodle_table import stem_of
from quizzes.formats.rich_text import lost_link, pictures_in

if TYPE_CHECKING:
    from quizzes.model.choices import SingleItem
    from quizzes.model.types import Item
    from quizzes.model.words import ShortItem

_WORDS = "a picture becomes its words"
_SAME = (
    "type", "multiple.type", "short.type", "stimulus", "tags", "objective", "bloom", "lesson", "answer",
    "feedback", "pairs.feedback", "match.scoring", "multiple.scoring", "single.scoring", "choices.weight", "lowest",
    "answer.value", "answer.tolerance",
    "answer.relative_tolerance", "answer.significant_figures", "answers", "answers.edit_distance", "answers.feedback",
    "pairs", "distractors", "title", "next", "group", "multiline", "match.shuffle",
)  # fmt: skip
"""What Moodle carries in this format as in its XML."""


def _stem(item: Item) -> Fate:
    if getattr(getattr(item, "answer", None), "unit", None):
        return changed("the unit is named at its end")
    return changed(_WORDS) if pictures_in(item.stem) else stem_of(item)


def _choices(item: SingleItem) -> Fate:
    return changed(_WORDS) if any(pictures_in(choice.text) for choice in item.choices) else KEPT


def _feedback(item: SingleItem) -> Fate:
    return changed(_WORDS) if any(pictures_in(choice.feedback or "") for choice in item.choices) else KEPT


def _rationale(item: Item) -> Fate:
    return changed(_WORDS) if pictures_in(item.rationale or "") else KEPT


def _short(item: ShortItem) -> Fate:
    if any("->" in answer.text for answer in item.answers if answer.match != "regex"):
        return dropped("an answer has ->, by which GIFT knows pairs")
    rule = MOODLE.rules["short.type"]
    return rule if isinstance(rule, Fate) else rule(item)


_RULES: dict[str, Rule] = {
    **{field: MOODLE.rules[field] for field in _SAME},
    "short.type": _short,
    "order.type": dropped("GIFT has no questions of order"),
    "cloze.type": dropped("GIFT has no texts with gaps"),
    **UNNOTED,
    "likert.type": dropped("GIFT has no questions without a right answer"),
    "stem": _stem,
    "choices": _choices,
    "choices.feedback": _feedback,
    "rationale": _rationale,
    "points": lambda item: KEPT if item.points == 1 else dropped("each question gives 1 point"),
    "answer.range": KEPT,
    "answer.unit": changed(
        "it stands at the end of the stem; the number alone is judged, so 5 kg is right where 5 mg is meant",
        graded=True,
    ),
    "answer.units": dropped("the number alone is judged", graded=True),
    "answers.match": changed("capitals make no difference, and patterns are left out", graded=True),
}
TABLE = Table("GIFT", _RULES, lost_link)
