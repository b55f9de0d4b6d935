"""The item bank as frozen, typed values: no input, no output, no host.

Unknown keys are refused, so that a typing error in a bank is found where it is made. Texts are Markdown. Field names
are the field's own terms: stem, choices, key (derived: the ids of the correct choices), distractor, feedback,
rationale, objective, Bloom level.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
from enum import StrEnum
from string import ascii_lowercase
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""An id that its author owns: stable under rewording and reordering, never reused."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, strict=True, max_length=20_000)]
"""Markdown that must not be empty."""
Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`, never a word that looks like it: `correct: yes` is a mistake to be shown."""
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A finite number, never a text that looks like one."""


EditDistance = Annotated[int, Field(ge=1, le=3, strict=True)]
"""So many letters may be wrong, missing, too many, or changed with their neighbour."""
_LETTERS_A_MISTAKE = 4


class Bloom(StrEnum):
    """Cognitive level of the revised taxonomy, lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"

    @property
    def rank(self) -> int:
        """Return the position in the taxonomy, 0 for `remember`."""
        return list(Bloom).index(self)


class Use(StrEnum):
    """What a bank is for; lint is stricter for the `pool` of the post-test."""

    PRACTICE = "practice"
    PRETEST = "pretest"
    POOL = "pool"
    CAPSTONE = "capstone"
    SURVEY = "survey"


class Scoring(StrEnum):
    """How points are given to an answer that is partly right."""

    ALL_OR_NOTHING = "all-or-nothing"
    PARTIAL = "partial"
    PENALTY = "penalty"


class AnsweredBy(StrEnum):
    """What a learner does to answer: pages, papers and scripts ask for this, never for the name of a type."""

    CHOICE = "choice"
    """One choice is marked."""
    CHOICES = "choices"
    """Every choice that applies is marked."""
    PAIRS = "pairs"
    """Each premise gets a response."""
    ORDER = "order"
    """Each step gets a place."""
    GAPS = "gaps"
    """Each gap of the stem gets words."""
    NUMBER = "number"
    """A number is written."""
    TEXT = "text"
    """Words are written."""
    ESSAY = "essay"
    """Sentences are written, and judged by a person with a rubric."""


class Frozen(BaseModel):
    """Base of every value of a bank: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Objective(Frozen):
    """A learning objective; `text` completes 'At the end of this lesson you will be able to'."""

    id: Identifier
    text: Text
    bloom: Bloom
    lesson: Identifier
    audience: tuple[Identifier, ...] = ()


class Reference(Frozen):
    """A work of the bibliography and the place in it: page, section, table."""

    key: Identifier
    locator: Text


class Review(Frozen):
    """A signed human review, tied to the text that was read by its content hash."""

    by: Text
    role: Text
    date: dt.date
    content_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Choice(Frozen):
    """One choice; a choice that is not correct is a distractor, its `misconception` names the error behind it.

    Every choice has feedback where people practise; in a test one rationale of the item does (`quizzes.structure`).
    """

    id: Identifier
    text: Text
    correct: Flag = False
    feedback: Text | None = None
    misconception: Identifier | None = None


class Stimulus(Frozen):
    """A case or passage that several items share."""

    id: Identifier
    text: Text


class BaseItem(Frozen):
    """What every type of item has.

    A type says of itself: `answered_by`; `key_fields`, the fields (as pydantic's `include` takes them) that grading
    needs beside points and scoring; `whole`, that its feedback is about the answer as a whole and no choice has one.
    """

    answered_by: ClassVar[AnsweredBy]
    key_fields: ClassVar[dict[str, Any]]
    whole: ClassVar[bool] = False

    id: Identifier
    revision: Annotated[int, Field(ge=1, strict=True)] = 1
    title: Text | None = None
    stimulus: Identifier | None = None
    stem: Text
    rationale: Text | None = None
    hints: tuple[Text, ...] = ()
    objective: tuple[Identifier, ...] = ()
    bloom: Bloom | None = None
    reference: tuple[Reference, ...] = ()
    lesson: Identifier | None = None
    claims: tuple[Identifier, ...] = ()
    facts: tuple[Identifier, ...] = ()
    points: Annotated[Number, Field(gt=0, le=100)] = 1
    scoring: Scoring = Scoring.ALL_OR_NOTHING
    shuffle: Flag = True
    attempts: Annotated[int, Field(ge=1, le=99, strict=True)] | None = None
    tags: tuple[Identifier, ...] = ()
    example: Flag = False
    allow: dict[str, Text] = {}
    review: tuple[Review, ...] = ()

    @property
    def scored(self) -> bool:
        """Say whether the item counts toward a score."""
        return True

    @property
    def judged(self) -> bool:
        """Say whether one answer is better than another, so that there is a key; no program need be able to tell."""
        return self.scored


_EACH_CHOICE = {"choices": {"__all__": {"id", "correct"}}}


TESTS = frozenset({Use.POOL, Use.PRETEST})
"""Where nobody reads feedback while answering: one rationale explains the item."""
UNEXPLAINED = frozenset({*TESTS, Use.SURVEY})
"""Where a choice may have no feedback of its own."""


def with_letters(values: object) -> object:
    """Return the values of an item in which every choice without an id has a letter that no other has.

    The first choice without one gets a, the second b, and so on by their places; `course items fix` writes them down.
    """
    choices = values.get("choices") if isinstance(values, dict) else None
    if not isinstance(choices, list) or all(not isinstance(each, dict) or "id" in each for each in choices):
        return values
    taken = {str(each["id"]).lower() for each in choices if isinstance(each, dict) and "id" in each}
    named = []
    for place, each in enumerate(choices):
        if isinstance(each, dict) and "id" not in each:
            letters = (letter for letter in (*ascii_lowercase[place:], *ascii_lowercase) if letter not in taken)
            name = next(letters, f"choice-{place + 1}")
            taken.add(name)
            named.append({"id": name, **each})
        else:
            named.append(each)
    return {**values, "choices": named}  # type: ignore[dict-item]


class SingleItem(BaseItem):
    """One correct choice of three to five."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = _EACH_CHOICE

    type: Literal["single"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]

    _letters = model_validator(mode="before")(with_letters)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the ids of the correct choices."""
        return tuple(choice.id for choice in self.choices if choice.correct)


class MultipleItem(BaseItem):
    """Several correct choices; the stem or lead-in says how many to select."""

    answered_by: ClassVar = AnsweredBy.CHOICES
    key_fields: ClassVar = _EACH_CHOICE

    type: Literal["multiple"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]

    _letters = model_validator(mode="before")(with_letters)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the ids of the correct choices."""
        return tuple(choice.id for choice in self.choices if choice.correct)


class TrueFalseFeedback(Frozen):
    """What the learner reads after answering true or false (quote the keys `true` and `false` in YAML or not)."""

    true: Text
    false: Text


class TrueFalseItem(BaseItem):
    """A statement to judge."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = {"answer": True}

    type: Literal["truefalse"]
    answer: Flag
    feedback: TrueFalseFeedback | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the two choices, in the fixed order true, false."""
        said = self.feedback
        return (
            Choice(id="true", text="True", correct=self.answer, feedback=said and said.true),
            Choice(id="false", text="False", correct=not self.answer, feedback=said and said.false),
        )

    @property
    def key(self) -> tuple[str, ...]:
        """Return the id of the correct choice."""
        return ("true" if self.answer else "false",)


class Pair(Frozen):
    """A premise and the response that belongs to it."""

    id: Identifier
    premise: Text
    response: Text
    feedback: Text | None = None


class MatchItem(BaseItem):
    """Premises to be matched with responses, one select a row; `distractors` are responses that fit none."""

    answered_by: ClassVar = AnsweredBy.PAIRS
    key_fields: ClassVar = {"pairs": {"__all__": {"id", "response"}}}
    whole: ClassVar = True

    type: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=12)]
    distractors: tuple[Text, ...] = ()


class Step(Frozen):
    """One element of an ordering."""

    id: Identifier
    text: Text
    feedback: Text | None = None


class OrderItem(BaseItem):
    """Steps to be put into the order in which the bank lists them."""

    answered_by: ClassVar = AnsweredBy.ORDER
    key_fields: ClassVar = {"sequence": {"__all__": {"id"}}}
    whole: ClassVar = True

    type: Literal["order"]
    sequence: Annotated[tuple[Step, ...], Field(min_length=2, max_length=12)]


class NumericAnswer(Frozen):
    """A number with a tolerance or a closed range, its unit, and further units with what one of them is in `unit`.

    `tolerance` is absolute, `relative_tolerance` a share of the value. With `significant_figures` the answer must show
    so many, and the value may differ by half a unit in the last of them.
    """

    value: Number | None = None
    tolerance: Annotated[Number, Field(ge=0)] = 0
    relative_tolerance: Annotated[Number, Field(gt=0, lt=1)] | None = None
    range: tuple[Number, Number] | None = None
    significant_figures: Annotated[int, Field(ge=1, le=15, strict=True)] | None = None
    unit: Text | None = None
    units: dict[Text, Annotated[Number, Field(gt=0)]] | None = None

    @model_validator(mode="after")
    def _one_way_to_be_right(self) -> Self:
        if (self.value is None) == (self.range is None):
            raise ValueError("give either `value` (with `tolerance`) or `range`")
        if self.range is not None and self.range[0] > self.range[1]:
            raise ValueError("the lower end of `range` is above its upper end")
        if self.range is not None and (self.tolerance or self.relative_tolerance):
            raise ValueError("a `range` has its tolerance in its ends: leave out the tolerance")
        if self.tolerance and self.relative_tolerance:
            raise ValueError("give either `tolerance` or `relative_tolerance`")
        if self.units and not self.unit:
            raise ValueError("`units` says what other units are in `unit`: give `unit` too")
        return self


class NumericItem(BaseItem):
    """A number to be typed."""

    answered_by: ClassVar = AnsweredBy.NUMBER
    key_fields: ClassVar = {"answer": True}
    whole: ClassVar = True

    type: Literal["numeric"]
    answer: NumericAnswer
    feedback: Text | None = None


def _check_distance(text: str, match: str, distance: int | None) -> None:
    """Refuse spelling variants where they mean nothing, or where another word is as near as a mistake."""
    if distance and match != "casefold":
        raise ValueError("`edit_distance` goes with `match: casefold` only")
    if distance and len(text) < distance * _LETTERS_A_MISTAKE:
        raise ValueError(f"`edit_distance` of {distance} needs an answer of {distance * _LETTERS_A_MISTAKE} letters")


class ShortAnswer(Frozen):
    """One accepted answer and how it is compared."""

    text: Text
    match: Literal["exact", "casefold", "regex"] = "casefold"
    edit_distance: EditDistance | None = None
    feedback: Text | None = None

    @model_validator(mode="after")
    def _room_for_mistakes(self) -> Self:
        _check_distance(self.text, self.match, self.edit_distance)
        return self


class ShortItem(BaseItem):
    """A word or phrase to be typed; `multiline` is for answers whose line breaks and indents count, such as a print."""

    answered_by: ClassVar = AnsweredBy.TEXT
    key_fields: ClassVar = {"multiline": True, "answers": {"__all__": {"text", "match", "edit_distance"}}}
    whole: ClassVar = True

    type: Literal["short"]
    multiline: Flag = False
    answers: Annotated[tuple[ShortAnswer, ...], Field(min_length=1, max_length=20)]


class Gap(Frozen):
    """A gap of a cloze text: a word to type, or a choice of words when `choices` is given (`answer` is one of them)."""

    id: Identifier
    answer: Text
    match: Literal["exact", "casefold", "regex"] = "casefold"
    edit_distance: EditDistance | None = None
    choices: tuple[Text, ...] = ()
    feedback: Text | None = None

    @model_validator(mode="after")
    def _room_for_mistakes(self) -> Self:
        _check_distance(self.answer, self.match, self.edit_distance)
        return self


class ClozeItem(BaseItem):
    """A text with gaps, written `{{gap-id}}` in the stem."""

    answered_by: ClassVar = AnsweredBy.GAPS
    key_fields: ClassVar = {"gaps": {"__all__": {"id", "answer", "match", "edit_distance"}}}
    whole: ClassVar = True

    type: Literal["cloze"]
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=20)]


class LikertPoint(Frozen):
    """One point of a rating scale."""

    id: Identifier
    text: Text


class LikertItem(BaseItem):
    """An opinion on a scale: no key, never scored."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = {"scale": {"__all__": {"id"}}}

    type: Literal["likert"]
    scale: Annotated[tuple[LikertPoint, ...], Field(min_length=2, max_length=11)]

    @property
    def scored(self) -> bool:
        """Say that an opinion never counts."""
        return False


class Criterion(Frozen):
    """One line of a rubric: what an answer shows, and the whole points that this is worth."""

    id: Identifier
    text: Text
    points: Annotated[int, Field(ge=1, le=20, strict=True)] = 1


def _with_points(values: object) -> object:
    """Return the values of an essay with the sum of its rubric as its points, where none are given."""
    rubric = values.get("rubric") if isinstance(values, dict) else None
    if not isinstance(rubric, list | tuple) or not isinstance(values, dict) or "points" in values:
        return values
    worth = [row.get("points", 1) if isinstance(row, dict) else getattr(row, "points", None) for row in rubric]
    whole = [points for points in worth if type(points) is int]
    return {**values, "points": sum(whole)} if whole and len(whole) == len(worth) else values


class EssayItem(BaseItem):
    """An open answer of some sentences: a person judges it by the rubric, no program ever scores it.

    `lines` is how many lines paper has to write on. `points` are the sum of the rubric.
    """

    answered_by: ClassVar = AnsweredBy.ESSAY
    key_fields: ClassVar = {"rubric": {"__all__": {"id", "points"}}}
    whole: ClassVar = True

    type: Literal["essay"]
    model_answer: Text
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=12)]
    lines: Annotated[int, Field(ge=1, le=60, strict=True)] = 8

    _sum = model_validator(mode="before")(_with_points)

    @model_validator(mode="after")
    def _points_of_rubric(self) -> Self:
        worth = sum(criterion.points for criterion in self.rubric)
        if self.points != worth:
            raise ValueError(f"`points` says {self.points:g}, the rubric adds up to {worth}: leave `points` out")
        return self

    @property
    def scored(self) -> bool:
        """Say that no program scores it."""
        return False

    @property
    def judged(self) -> bool:
        """Say that it has a rubric and a model answer."""
        return True


Item = Annotated[
    SingleItem
    | MultipleItem
    | TrueFalseItem
    | MatchItem
    | OrderItem
    | NumericItem
    | ShortItem
    | ClozeItem
    | LikertItem
    | EssayItem,
    Field(discriminator="type"),
]
ITEM_TYPES: dict[str, type[BaseItem]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(Item)[0])
}
"""Every type of item by its name, in the order of `Item`."""


class Bank(Frozen):
    """An item bank: items that belong together, and the cases they share."""

    schema_: Annotated[Literal["quizbank/1"], Field(alias="schema")]
    id: Identifier
    title: Text
    lang: Identifier = "en"
    license: Text | None = None
    use: Use = Use.PRACTICE
    lesson: Identifier | None = None
    stimuli: tuple[Stimulus, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
