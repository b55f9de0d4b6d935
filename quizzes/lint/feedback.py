"""Rules about feedback: what the learner reads after answering; and about the example items of a template."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.finding import counted
from quizzes.lint import vocabulary
from quizzes.lint.rule import CLINICAL, ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import norm, word_count
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.objective import Bloom
from quizzes.model.use import TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.finding import Level
    from quizzes.lint.reading import Reading

FEWEST_WORDS = 8
_STEM = "Which instrument of the orchestra has four strings?"
_THREE = ["* Violin", "Flute", "Horn"]


@item_rule(
    "Q124",
    ERROR,
    "Butler, Godbole and Marsh 2013",
    subs={"d": "equal to the option", "u": "given twice (warning)", "r": "the item has no rationale"},
    bad={"stem": _STEM, "choices": [{"text": "* Violin", "feedback": "Right."}, "Flute", "Horn"]},
    good={"stem": _STEM, "choices": _THREE},
)
def feedback_for_each_option(reading: Reading) -> Iterator[Flaw]:
    """Every option has feedback of its own that teaches: eight words or more, not the option again.

    Explanations help people to use what they learned elsewhere; 'correct' alone does not. Types without options need a
    `rationale` of eight words, or feedback on every part. In a test (`pool`, `pretest`) one rationale does for the
    whole item. In other languages than English, which say as much in fewer words or more, it is a warning.
    """
    if not reading.options:
        yield from _explained(reading)
        return
    if reading.bank.use in TESTS and _has_rationale(reading):
        return
    seen: dict[str, str] = {}
    for option in reading.options:
        said = norm(option.feedback)
        at = (*option.at, "feedback") if option.at[0] == "choices" else option.at
        if said and said == option.norm:
            yield Flaw("the feedback only repeats the option", at, "d", hint="say why")
        elif said and said in seen:
            message = f"the same feedback as option {seen[said]}"
            yield Flaw(message, at, "u", WARNING, "say what is particular here")
        elif word_count(option.feedback) < FEWEST_WORDS:
            count = word_count(option.feedback)
            yield Flaw(
                f"the feedback has {counted(count, 'word')}, fewer than {FEWEST_WORDS}",
                at,
                level=_certain(reading),
                hint="say why, and what is right",
            )
        seen.setdefault(said, option.id)


def _has_rationale(reading: Reading) -> bool:
    return any(part.kind == "rationale" and word_count(part.shown) >= FEWEST_WORDS for part in reading.parts)


def _explained(reading: Reading) -> Iterator[Flaw]:
    if not _has_rationale(reading):
        said = [part for part in reading.parts if part.kind == "feedback"]
        if not said or any(word_count(part.shown) < FEWEST_WORDS for part in said):
            yield Flaw(
                f"no rationale of {FEWEST_WORDS} words or more",
                (),
                "r",
                _certain(reading),
                hint="explain the answer in `rationale`",
            )


def _certain(reading: Reading) -> Level:
    return ERROR if reading.english else WARNING


@item_rule(
    "Q127",
    WARNING,
    "NBME",
    english=True,
    fields=CLINICAL,
    bad={
        "stem": "Which pace of walking is suggested as a start?",
        "choices": ["* Slow", "Fast", "None"],
        "bloom": "apply",
        "objective": ["L1.2"],
    },
    good={
        "stem": "Which pace of walking fits a 60-year-old at first?",
        "choices": ["* Slow", "Fast", "None"],
        "bloom": "apply",
        "objective": ["L1.2"],
    },
)
def application_has_a_person(reading: Reading) -> Iterator[Flaw]:
    """An item at the level apply or above is about somebody: an age, a role, a case.

    Without one it asks for the rule, not for its use.
    """
    bloom = reading.item.bloom
    if bloom and bloom.rank >= Bloom.APPLY.rank:
        texts = (reading.full, *(part.text for part in reading.choosable if not reading.options))
        if not any(vocabulary.PERSON.search(text) for text in texts):
            yield Flaw(f"tagged '{bloom}', but the stem has no person, role or case", ("stem",))


@item_rule(
    "Q146",
    INFO,
    "HDR30",
    bad={"stem": _STEM, "choices": ["* Violin", {"text": "Flute", "misconception": None}, "Horn"]},
    good={"stem": _STEM, "choices": _THREE},
)
def misconception_named(reading: Reading) -> Iterator[Flaw]:
    """Every distractor names the misconception behind it.

    The id tells an author why the distractor is there, and a report which misconceptions live on.
    """
    if isinstance(reading.item, SingleItem | MultipleItem):
        bare = [option for option in reading.distractors if not option.misconception]
        if bare:
            names = ", ".join(option.id for option in bare)
            yield Flaw(f"no `misconception` at {names}", bare[0].at, hint="name the error that makes people choose it")


@item_rule(
    "Q147",
    WARNING,
    "project",
    keyed=False,
    bad={"stem": _STEM, "choices": _THREE, "example": True},
    good={"stem": _STEM, "choices": _THREE},
)
def example_item(reading: Reading) -> Iterator[Flaw]:
    """No example item of a template is left.

    An item with `example: true` gets this one warning and errors; its other warnings are kept back.
    """
    if reading.item.example:
        yield Flaw("example item, replace it", hint="or drop `example: true`")
