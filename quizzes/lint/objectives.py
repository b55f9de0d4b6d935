"""Rules about learning objectives: one observable verb of the tagged level, and what it acts on."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint.rule import ERROR, WARNING, Flaw, objective_rule
from quizzes.lint.text_measures import word_count, word_set
from quizzes.model.objective import Bloom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.objective import Objective

VERBS = {
    Bloom.REMEMBER: "list name identify recall state",
    Bloom.UNDERSTAND: "explain describe distinguish summarise",
    Bloom.APPLY: "apply calculate use choose respond draft",
    Bloom.ANALYSE: "analyse compare differentiate interpret prioritise",
    Bloom.EVALUATE: "appraise justify critique recommend",
    Bloom.CREATE: "design develop plan",
}
"""Verbs that a test can observe, by level; American and British spelling are equal."""

LEVEL_OF = {verb: bloom for bloom, verbs in VERBS.items() for verb in verbs.split()}
NEVER = re.compile(
    r"(?:fully |better |really )?(?:understand|know|learn|appreciate|be (?:aware|familiar|able to understand)"
    r"|become (?:aware|familiar)"
    r"|gain (?:an? )?(?:\w+ )?(?:understanding|knowledge|insight|awareness|appreciation)|explore"
    r"|have (?:an? )?(?:\w+ )?(?:understanding|knowledge)"
    r"|familiari[sz]e|realize|realise|grasp|comprehend|increase (?:your |their )?(?:knowledge|awareness"
    r"|understanding))\b",
    re.IGNORECASE,
)
DOUBTFUL = re.compile(r"(?:discuss|recogni[sz]e)\b", re.IGNORECASE)
_ALSO_NOUNS = word_set("use name state list draft plan design critique compare")
_DETERMINER = (
    r"(?:a|an|the|its|his|her|their|each|every|this|that|these|those|how|why|what|which|when|two|three|four|one|any|all"
    r"|open)\b"
)
_JOINED = re.compile(r"(?:\band(?: then| also)?|,|;|/) +([a-z]+)\b(?= *(.*))", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^\W*(?:at the end|by the end|after (?:this|the|completing)|upon|on completion|the (?:learner|participant"
    r"|student|reader)s?"
    r"|learners|participants|students|you (?:will|can|should)|to |will |be able|able to|can |should )",
    re.IGNORECASE,
)
LONGEST = 25
_NO_OBJECT = word_set("it them this that things well better correctly safely to in of")


def verb_of(text: str) -> str:
    """Return the first word of an objective in lower case and British spelling."""
    first = re.match(r"\W*([A-Za-z]+)", text)
    word = first[1].lower() if first else ""
    return re.sub(r"yze$", "yse", re.sub(r"ize$", "ise", word))


@objective_rule(
    "O301",
    ERROR,
    "project; APhA",
    subs={"d": "doubtful (warning)"},
    bad={"text": "gain an understanding of the trends of prices", "bloom": "understand"},
    good={"text": "explain the trends of prices of ten years", "bloom": "understand"},
)
def observable_verb(objective: Objective) -> Iterator[Flaw]:
    """The verb can be observed: not understand, know, learn, appreciate, be aware, explore.

    'Discuss' and 'recognize' get a warning, since respected course makers use them.
    """
    if found := NEVER.match(objective.text):
        yield Flaw(f"'{found[0]}' cannot be observed", hint=f"for '{objective.bloom}': {VERBS[objective.bloom]}")
    elif found := DOUBTFUL.match(objective.text):
        yield Flaw(f"'{found[0]}' is hard to observe", sub="d", level=WARNING, hint=VERBS[objective.bloom])


@objective_rule(
    "O302",
    WARNING,
    "project",
    bad={"text": "juggle the three branches of government", "bloom": "remember"},
    good={"text": "state the three branches of government", "bloom": "remember"},
)
def known_verb(objective: Objective) -> Iterator[Flaw]:
    """The verb is on the list of its level."""
    known = verb_of(objective.text) in LEVEL_OF or NEVER.match(objective.text) or DOUBTFUL.match(objective.text)
    if not known and not _PREAMBLE.match(objective.text):
        message = f"'{verb_of(objective.text)}' is not on the list"
        yield Flaw(message, hint=f"for '{objective.bloom}': {VERBS[objective.bloom]}")


@objective_rule(
    "O303",
    ERROR,
    "revised taxonomy of Bloom",
    bad={"text": "list three safe first steps for a person", "bloom": "apply"},
    good={"text": "choose a safe first step for a person", "bloom": "apply"},
)
def verb_of_the_level(objective: Objective) -> Iterator[Flaw]:
    """The level of the verb is the level of the tag."""
    level = LEVEL_OF.get(verb_of(objective.text))
    if level and level is not objective.bloom:
        yield Flaw(f"'{verb_of(objective.text)}' is '{level}', tagged '{objective.bloom}'", hint=VERBS[objective.bloom])


@objective_rule(
    "O304",
    ERROR,
    "project",
    bad={"text": "list the parts and explain the working of a steam engine", "bloom": "remember"},
    good={"text": "state what misuse and use disorder mean", "bloom": "remember"},
)
def one_verb(objective: Objective) -> Iterator[Flaw]:
    """One verb an objective; nothing else is joined to it by 'and'.

    Two verbs are two objectives, with a test item each. Words that are nouns too ('use', 'plan') count
    only before an article, a number or a question word.
    """
    for found in _JOINED.finditer(objective.text):
        verb = verb_of(found[1])
        noun = verb in _ALSO_NOUNS and not re.match(_DETERMINER, found[2], re.IGNORECASE)
        if (verb in LEVEL_OF or NEVER.match(found[1]) or DOUBTFUL.match(found[1])) and not noun:
            yield Flaw(f"a second verb, '{found[1]}'", hint="make two objectives of it")
            return


@objective_rule(
    "O305",
    ERROR,
    "project",
    bad={
        "text": "choose, for a person who takes clonazepam every day and who has been given an opioid after surgery"
        " by another doctor last week, a first action that lowers the risk",
        "bloom": "apply",
    },
    good={"text": "choose an action that lowers the risk for a given person", "bloom": "apply"},
)
def short_objective(objective: Objective) -> Iterator[Flaw]:
    """An objective has at most 25 words."""
    count = word_count(objective.text)
    if count > LONGEST:
        yield Flaw(f"{count} words, more than {LONGEST}", hint="leave out the circumstances")


@objective_rule(
    "O306",
    ERROR,
    "project",
    bad={"text": "The learner will be able to list the noble gases", "bloom": "remember"},
    good={"text": "list the noble gases", "bloom": "remember"},
)
def begins_with_the_verb(objective: Objective) -> Iterator[Flaw]:
    """The text begins with the verb: it goes on after 'At the end of this lesson you will be able to'."""
    if found := _PREAMBLE.match(objective.text):
        yield Flaw(f"'{found[0].strip()}' stands before the verb", hint="begin with the verb")


@objective_rule(
    "O307",
    ERROR,
    "project",
    bad={"text": "prioritize", "bloom": "analyse"},
    good={"text": "prioritize next steps by risk", "bloom": "analyse"},
)
def has_an_object(objective: Objective) -> Iterator[Flaw]:
    """The verb has an object that can be seen: what is listed, chosen, compared."""
    rest = {word.strip(".,;").lower() for word in objective.text.split()[1:]}
    if rest <= _NO_OBJECT:
        yield Flaw("the verb has no object", hint="say what is listed, chosen or compared")
